import { findSecrets } from '../../../../secrets/find-secrets.js';
import { isPlaceholder } from '../../../../secrets/placeholder.js';
import { isSecretName } from '../../../../secrets/secret-name.js';
import { byFormOnly } from '../../../../secrets/text-kind.js';
import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import { variableUses } from '../../model/variables.js';
import type { Pair } from '../../model/words.js';

/** A variable of ENV or ARG that gives a secret away, or asks for one. */
export interface SecretVariable {
  pair: Pair;
  instruction: Instruction;
  /**
   * `value`: a secret is written there, or comes from a build argument; `asked`: whoever builds is to pass one;
   * `placeholder`: the name is one of a secret, its value none.
   */
  how: 'value' | 'asked' | 'placeholder';
  /** `GitHub token`, where the form of the value tells it; null where the name does. */
  kind: string | null;
}

export function secretVariables({ instructions }: Dockerfile): SecretVariable[] {
  return instructions
    .filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG')
    .flatMap((instruction) => instruction.pairs.flatMap((pair) => judge(pair, instruction) ?? []));
}

function judge(pair: Pair, instruction: Instruction): SecretVariable | null {
  const { name, value } = pair;
  const kind = value ? kindOfValue(value) : null;
  if (kind) return { pair, instruction, how: 'value', kind };
  if (!isSecretVariable(name) || (value !== null && isPlainValue(name, value))) return null;
  if (instruction.keyword === 'ARG') return { pair, instruction, how: 'asked', kind: null };
  const reference = value === null ? null : referenceOf(value);
  if (reference !== null)
    return { pair, instruction, how: instruction.variables.has(reference) ? 'value' : 'placeholder', kind: null };
  return { pair, instruction, how: value === null || standsForOne(value) ? 'placeholder' : 'value', kind: null };
}

/** JSON begins like a template, and is none. */
function standsForOne(value: string): boolean {
  return isPlaceholder(value) && !/^\{\s*"/.test(value);
}

/** What a value is by its form alone: a known token, a password in a URL. */
export function kindOfValue(value: string): string | null {
  return findSecrets(value, byFormOnly)[0]?.kind ?? null;
}

/** `$TOKEN` and `${TOKEN:-...}`, alone. */
function referenceOf(value: string): string | null {
  const [use, ...others] = variableUses(value);
  return use && others.length === 0 && use.start === 0 && use.end === value.length ? use.name : null;
}

const password = /PASS|PWD|PSW|SECRET|PIN/i;

/** A switch, a number, a path or an address without a login: what a secret's name may say about something else. */
export function isPlainValue(name: string, value: string): boolean {
  if (
    /^(?:true|false|yes|no|on|off|none|null|auto|always|never|optional|required|enabled?|disabled?|trust|md5|scram-sha-256|\d{4}-\d\d-\d\d)$/i.test(
      value,
    )
  )
    return true;
  if (/^[\d.]+$/.test(value)) return !password.test(name);
  if (/^(?:\.{0,2}|~)\/[\w./${}@-]*$/.test(value) || /^[A-Za-z]:[\\/]/.test(value)) return true;
  return /^[a-z][a-z0-9+.-]{0,40}:\/\//i.test(value) || isFingerprint(name, value);
}

/** Names of public keys by which packages are checked, `GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305`. */
function isFingerprint(name: string, value: string): boolean {
  return (
    /GPG|PGP|FINGERPRINT|SIGNING/i.test(name) && /^(?:0x)?[0-9A-F]{8,40}(?:\s+(?:0x)?[0-9A-F]{8,40})*$/i.test(value)
  );
}

/** Words that BuildKit and Trivy take for secret, between underscores or at an end. */
const peersWord =
  /(?:^|_)(?:APIKEY|CREDENTIALS?|KEY|PASSWORD|PWORD|PASSWD|SECRET|TOKEN|PSW)(?:_|$)|_(?:USR|AUTH)$|^AUTH$/;
/** A part of a name that says that the secret itself is elsewhere, or that it is none. */
const harmlessPart =
  /(?:^|_)(?:PUBLIC|PUB|PUBLISHABLE|FILES?|VERSION|PATH|DIR|FOLDER|FINGERPRINT|TOKENIZERS?|KEYSERVER|KEYRING|KEYBOARD)(?:_|$)/;
const harmlessName =
  /(?:^|_)(?:GPG|PGP|SORT|PARTITION|PRIMARY|FOREIGN|CACHE|INDEX|ROUTING|GROUP|MAP|CONFIG|HOST)_?KEYS?$|SENTRY_DSN$|_CREDENTIALS$(?<=GOOGLE_APPLICATION_CREDENTIALS)|(?:^|_)(?:PAD|EOS|BOS|UNK|SEP|STOP|MAX|MIN|NUM)_TOKENS?$/;
/** Not secret alone, but nobody has one without the other. */
const namedByPeers = /(?:^|_)AWS_ACCESS_KEY_ID$|^BUNDLE_\w+__(?:COM|ORG|IO|NET|DEV)$/;

/** Whether a variable's name says that it holds a secret; the names of what is public and of files do not. */
export function isSecretVariable(name: string): boolean {
  if (name.length > 200) return false;
  const upper = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-.]/g, '_')
    .toUpperCase();
  if (namedByPeers.test(upper)) return true;
  if (harmlessPart.test(upper) || harmlessName.test(upper) || /^(?:OLD)?PWD$/.test(upper)) return false;
  return isSecretName(upper) || (peersWord.test(upper) && !hasPlainEnding(upper));
}

/** `AUTH_MODULE_NAME` says something about it. */
function hasPlainEnding(name: string): boolean {
  return /_(?:ID|NAME|TYPE|MODE|METHOD|TTL|SIZE|LENGTH|COUNT|LIMIT|ENABLED|REQUIRED|ALGORITHM|HEADER|PREFIX|REGION|ENDPOINT|URL|HOST|PORT|ISSUER|AUDIENCE|EXPIRY|SECONDS|MINUTES|HOURS|DAYS)$/.test(
    name,
  );
}
