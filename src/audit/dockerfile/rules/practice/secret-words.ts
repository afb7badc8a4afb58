import { isFiller, isPlaceholder } from '../../../../secrets/placeholder.js';
import type { Span } from '../../../finding.js';
import type { ShellCommand, ShellWord } from '../../model/shell.js';
import { isPlainValue, isSecretVariable } from './secret-variables.js';

/** A secret that is written out in a command. */
export interface WrittenSecret {
  where: Span;
  /** `the value of NPM_TOKEN`, `a password for docker login`. */
  what: string;
}

/** Secrets among the words of a command; values that a variable, a file or a substitution brings are none. */
export function secretWords(command: ShellCommand): WrittenSecret[] {
  return [
    ...assigned(command),
    ...inHeaders(command),
    ...inOptions(command),
    ...inLogin(command),
    ...inNpmSettings(command),
  ];
}

const declaring = new Set(['export', 'declare', 'typeset', 'readonly']);

function assigned(command: ShellCommand): WrittenSecret[] {
  const before = command.assignments
    .filter(({ name, value }) => isSecretVariable(name) && isWritten(value) && !isPlainValue(name, value))
    .map(({ name }) => ({ where: { start: command.start, end: command.nameWord.end }, what: `the value of ${name}` }));
  if (!declaring.has(command.name)) return before;
  const exported = command.words.flatMap((word) => {
    const [, name = '', value = ''] = /^([A-Za-z_]\w{0,100})=(.*)$/s.exec(word.value) ?? [];
    return isSecretVariable(name) && isWritten(value) && !isPlainValue(name, value)
      ? [{ where: word, what: `the value of ${name}` }]
      : [];
  });
  return [...before, ...exported];
}

const header =
  /^\s*(authorization|proxy-authorization|private-token|job-token|deploy-token|x-api-key|api-key|x-auth-token|x-vault-token|x-jfrog-art-api|cookie)\s*:\s*(?:(?:bearer|basic|token)\s+)?(\S.*)$/i;

function inHeaders({ name, words }: ShellCommand): WrittenSecret[] {
  if (name !== 'curl' && name !== 'wget' && name !== 'http' && name !== 'git') return [];
  return words.flatMap((word) => {
    const text = word.value.replace(/^(?:-H|--header=)/, '').replace(/^http\.\S*extraheader=/i, '');
    const [, field, value = ''] = header.exec(text) ?? [];
    return field && isWritten(value) && value.length >= 8 ? [{ where: word, what: `the ${field} header` }] : [];
  });
}

const secretOption =
  /^--(password|passwd|token|auth-token|access-token|api-key|api-token|secret|secret-key|client-secret|http-password|ftp-password|registry-token|github-token)(?:=(.*))?$/s;
const notSecretFor = new Set(['keytool', 'openssl', 'useradd', 'usermod', 'adduser', 'echo', 'printf', 'grep', 'sed']);

function inOptions({ name, words }: ShellCommand): WrittenSecret[] {
  if (notSecretFor.has(name)) return [];
  return words.flatMap((word, index) => {
    const [, option, inline] = secretOption.exec(word.value) ?? [];
    if (!option) return [];
    const next = words[index + 1];
    const value = inline ?? next?.value ?? '';
    return isWritten(value) && !isPlainValue('TOKEN', value) && !value.startsWith('-')
      ? [{ where: inline === undefined && next ? next : word, what: `the value of --${option}` }]
      : [];
  });
}

const loggingIn = new Set(['docker', 'podman', 'buildah', 'skopeo', 'helm', 'oras', 'crane', 'az', 'oc', 'sshpass']);

/** `docker login -u me -p secret`, `curl -u me:secret`. */
function inLogin({ name, words }: ShellCommand): WrittenSecret[] {
  const at = (option: string) => words[words.findIndex(({ value }) => value === option) + 1];
  if (loggingIn.has(name) && (name === 'sshpass' || words.some(({ value }) => value === 'login'))) {
    const attached = name === 'sshpass' ? words.find(({ value }) => /^-p./.test(value)) : undefined;
    const word = attached ?? (words.some(({ value }) => value === '-p') ? at('-p') : undefined);
    const value = attached ? attached.value.slice(2) : word?.value;
    return word && value && isWritten(value) ? [{ where: word, what: `the password for ${name}` }] : [];
  }
  if (name !== 'curl') return [];
  return words.flatMap((word, index) => {
    const option = words[index - 1]?.value;
    const login =
      option === '-u' || option === '--user' ? word.value : /^(?:--user=|-u(?=.))(.*)$/s.exec(word.value)?.[1];
    const password = login?.includes(':') ? login.slice(login.indexOf(':') + 1) : '';
    return isWritten(password) ? [{ where: word, what: 'the password for curl' }] : [];
  });
}

const registrySetting = /(?:^|[:/\s])(?:_authToken|_password|_auth)\s*=\s*["']?([^\s"']+)/;

/** `//registry/:_authToken=...` in a line for .npmrc, or as `npm config set`. */
function inNpmSettings({ name, words }: ShellCommand): WrittenSecret[] {
  return words.flatMap((word, index): WrittenSecret[] => {
    const written = registrySetting.exec(word.value)?.[1];
    if (written && isWritten(written)) return [{ where: word, what: 'a registry token' }];
    const next = words[index + 1];
    const sets =
      (name === 'npm' || name === 'yarn' || name === 'pnpm') && /(?:^|:)_(?:authToken|password|auth)$/.test(word.value);
    return sets && next && isWritten(next.value) ? [{ where: next, what: 'a registry token' }] : [];
  });
}

/** The secret itself: no variable, no substitution, nothing that only stands for one. */
export function isWritten(value: string): boolean {
  return value.length >= 4 && !/[$`]/.test(value) && !isPlaceholder(value) && !isFiller(value);
}

/** Names of secret-looking variables that a shell puts into a word. */
export function secretUses({ raw, literal }: ShellWord): string[] {
  if (literal || raw.startsWith("'")) return [];
  return [...raw.matchAll(/(?<!\\)\$\{?([A-Za-z_]\w{0,100})/g)]
    .map((match) => match[1] as string)
    .filter((name) => isSecretVariable(name));
}
