import { isReference, maskSecrets } from './mask.js';
import { isCredentialName, isSecretName } from './secret-name.js';

const mask = '***';
const word = `("[^"\\n]{1,500}"|'[^'\\n]{1,500}'|[^\\s;&|"'\\],]{1,500})`;

/** How programs take a secret as an argument. The last group of each is the secret, and the match ends with it. */
export const secretArguments = {
  /** `--password=x`, `--api-key x`, and as words of a JSON array. */
  option: new RegExp(
    `(?<![\\w-])--((?:[a-z]{1,20}-){0,3}(?:password|passwd|passphrase|token|secret|api-?key|secret-key))(?:[= ]|["'],\\s{0,5}(?=["']))${word}`,
    'gi',
  ),
  /** `curl -u name:password`. */
  login: /(?<![\w-])(?:-u|--user|--proxy-user|--creds)[= ]["']?([^\s:"'$]{1,100}):([^\s"']{1,200})/g,
  sshpass: new RegExp(`\\bsshpass\\s{1,9}-p\\s?${word}`, 'g'),
};

const shownOnly: readonly RegExp[] = [
  new RegExp(`\\b(?:login|useradd|usermod)\\b[^;&|\\n]{0,300}?\\s(?:-p|--password)\\s${word}`, 'g'),
  new RegExp(`\\b(?:mysql|mariadb)[a-z]{0,10}\\b[^;&|\\n]{0,300}?\\s-p(?=\\S)${word}`, 'g'),
  /\b(?:echo|printf)\s{1,9}(?:-\w\s{1,9})?["']?[\w-]{1,40}:([^\s"'|]{1,200})(?=["']?\s{0,9}\|\s{0,9}(?:sudo\s{1,9})?chpasswd)/g,
  /\b(?:proxy-authorization|authorization|[a-z]{1,20}-token|(?:x-)?api-key)\s{0,5}:\s{0,5}(?:(?:bearer|basic|token)\s{1,5})?([^\s"']{4,500})/gi,
];
/** `aws configure set NAME VALUE`, `npm config set //registry/:_authToken VALUE`. */
const stored = new RegExp(`\\bset\\s{1,9}(?:[^\\s"']{0,200}[:/])?([\\w.-]{1,100})\\s{1,9}${word}`, 'g');
/** `ENV NAME value` up to the end of the line, also as a row of a diff. */
const spaced =
  /^([ +-]?\s{0,200}(?:ONBUILD\s{1,20})?(?:ENV|ARG|LABEL)\s{1,20})([A-Za-z_][A-Za-z0-9_.-]{0,200})(\s{1,20})([^=\s][^=\n]{0,4000})/gim;

/** Lines of a Dockerfile, a script or an image's history for a person's eyes: besides what `maskSecrets` hides, passwords given as arguments. */
export function maskSource(text: string, values: readonly string[] = []): string {
  let masked = maskSecrets(text, values);
  for (const pattern of [...Object.values(secretArguments), ...shownOnly])
    masked = masked.replace(pattern, (whole, ...groups) => withoutEnd(whole, lastGroup(groups)));
  masked = masked.replace(stored, (whole, name: string, value: string) =>
    isCredentialName(name.replace(/^_/, '')) ? withoutEnd(whole, value) : whole,
  );
  return masked.replace(spaced, (whole, before: string, name: string, between: string, value: string) =>
    isSecretName(name) && !isShown(value) && !value.includes('://') ? `${before}${name}${between}${mask}` : whole,
  );
}

/** After the groups of a match come its place and the whole text. */
function lastGroup(groups: readonly unknown[]): string {
  const strings = groups.slice(
    0,
    groups.findIndex((group) => typeof group === 'number'),
  );
  return String(strings.at(-1));
}

function withoutEnd(whole: string, value: string): string {
  return isShown(value) ? whole : `${whole.slice(0, whole.length - value.length)}${mask}`;
}

/** A variable, another option, what is masked already. */
function isShown(value: string): boolean {
  return isReference(value) || value.startsWith(mask) || /^["']?(?:-|\$\(|`)/.test(value);
}
