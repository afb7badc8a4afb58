import { posix } from 'node:path';
import { isPlaceholder } from '../../secrets/placeholder.js';
import { looksGenerated } from '../../secrets/randomness.js';
import { isCredentialName, isSecretName } from '../../secrets/secret-name.js';

type Judge = (text: string) => boolean;

interface CredentialFile {
  kind: string;
  /** Whether the text holds what the name promises; a file that is not text does. */
  holds: Judge;
}

const always: Judge = (text) => text.trim() !== '';

const names: Record<string, CredentialFile> = {
  '.netrc': { kind: 'login file', holds: hasNetrcPassword },
  _netrc: { kind: 'login file', holds: hasNetrcPassword },
  '.git-credentials': { kind: 'Git credentials', holds: (text) => /:\/\/[^\s/]{1,500}@/.test(text) },
  '.pgpass': { kind: 'PostgreSQL password file', holds: hasPgPassword },
  '.htpasswd': { kind: 'password file', holds: (text) => /^[^#\s:]{1,100}:\S/m.test(text) },
  '.my.cnf': { kind: 'MySQL password file', holds: hasSecretSetting },
  '.vault-token': { kind: 'Vault token', holds: always },
  '.boto': { kind: 'AWS credentials', holds: hasSecretSetting },
  '.s3cfg': { kind: 'S3 credentials', holds: hasSecretSetting },
  '.databrickscfg': { kind: 'Databricks credentials', holds: hasSecretSetting },
  'kaggle.json': { kind: 'Kaggle credentials', holds: (text) => /"key"\s*:\s*"[a-f0-9]{32}"/.test(text) },
  '.dockercfg': { kind: 'registry credentials', holds: (text) => /"auth"\s*:\s*"[^"]{4,}"/.test(text) },
  id_rsa: { kind: 'private SSH key', holds: always },
  id_dsa: { kind: 'private SSH key', holds: always },
  id_ecdsa: { kind: 'private SSH key', holds: always },
  id_ed25519: { kind: 'private SSH key', holds: always },
};
const endings: Record<string, CredentialFile> = {
  '.p12': { kind: 'key store', holds: always },
  '.pfx': { kind: 'key store', holds: always },
  '.jks': { kind: 'key store', holds: always },
  '.keystore': { kind: 'key store', holds: always },
  '.kdbx': { kind: 'password database', holds: always },
  '.ppk': { kind: 'private SSH key', holds: always },
};
const inFolders: Record<string, CredentialFile> = {
  '.aws/credentials': { kind: 'AWS credentials', holds: hasSecretSetting },
  '.docker/config.json': { kind: 'registry credentials', holds: hasRegistryLogin },
  '.kube/config': { kind: 'cluster credentials', holds: hasClusterLogin },
  '.config/gcloud/application_default_credentials.json': {
    kind: 'Google Cloud credentials',
    holds: (text) => /"(?:refresh_token|private_key)"\s*:\s*"[^"]{8,}"/.test(text),
  },
  '.config/gcloud/credentials.db': { kind: 'Google Cloud credentials', holds: always },
  '.azure/msal_token_cache.json': { kind: 'Azure credentials', holds: (text) => text.includes('"secret"') },
  '.azure/accessTokens.json': { kind: 'Azure credentials', holds: (text) => text.includes('oken"') },
  '.huggingface/token': { kind: 'Hugging Face token', holds: always },
  '.cache/huggingface/token': { kind: 'Hugging Face token', holds: always },
  '.cargo/credentials': { kind: 'crates.io token', holds: hasSecretSetting },
  '.cargo/credentials.toml': { kind: 'crates.io token', holds: hasSecretSetting },
  '.gem/credentials': { kind: 'RubyGems token', holds: (text) => /api_key:\s*\S{8,}/.test(text) },
  '.config/gh/hosts.yml': { kind: 'GitHub token', holds: (text) => /oauth_token:\s*\S{8,}/.test(text) },
  '.config/rclone/rclone.conf': { kind: 'storage credentials', holds: hasSecretSetting },
  '.terraform.d/credentials.tfrc.json': {
    kind: 'Terraform Cloud token',
    holds: (text) => /"token"\s*:\s*"[^"]{8,}"/.test(text),
  },
  '.streamlit/secrets.toml': { kind: 'secrets file', holds: hasSettings },
};

/** What a file's name alone says about what is in it; null where it says nothing. @param path in the image, absolute */
export function kindOfName(path: string): string | null {
  return fileOf(path)?.kind ?? null;
}

/** The kind, where the text holds what the name promises. @param text null for what is not text */
export function credentialsIn(path: string, text: string | null): string | null {
  const file = fileOf(path);
  return file && (text === null || file.holds(text)) ? file.kind : null;
}

function fileOf(path: string): CredentialFile | null {
  const name = posix.basename(path);
  if (Object.hasOwn(names, name)) return names[name] as CredentialFile;
  const ending = posix.extname(name);
  if (Object.hasOwn(endings, ending)) return endings[ending] as CredentialFile;
  for (const [tail, file] of Object.entries(inFolders)) if (path.endsWith(`/${tail}`)) return file;
  return isEnvironmentFile(name) ? { kind: 'environment file', holds: hasSettings } : null;
}

/** `.env` and `.env.production`, but not `.env.example`. */
function isEnvironmentFile(name: string): boolean {
  if (name !== '.env' && name !== '.envrc' && !name.startsWith('.env.')) return false;
  return !/\.(?:example|sample|template|tmpl|dist|defaults?|schema|vault)$/.test(name);
}

/** Values of an environment file: a secret-looking name with any, or one that looks made. Names alone and plain settings give nothing away. */
function hasSettings(text: string): boolean {
  return settings(text).some(
    ([name, value]) => !isPlaceholder(value) && !isPlain(value) && (isSecretName(name) || looksGenerated(value)),
  );
}

function hasSecretSetting(text: string): boolean {
  return settings(text).some(([name, value]) => isCredentialName(name) && !isPlaceholder(value));
}

function settings(text: string): [string, string][] {
  return text.split('\n').flatMap((line): [string, string][] => {
    const found = /^\s{0,40}(?:export\s{1,5})?([A-Za-z_][\w.-]{0,100})\s{0,10}[=:]\s{0,10}(\S.{0,2000})$/.exec(
      line.trimEnd(),
    );
    return found ? [[found[1] ?? '', (found[2] ?? '').replace(/^(["'])(.*)\1$/, '$2')]] : [];
  });
}

/** A number, a switch, a path, an address without a login. */
function isPlain(value: string): boolean {
  return (
    /^(?:[\d.,:_-]{1,12}|true|false|yes|no|on|off|[.~]?\/\S*)$/i.test(value) ||
    /^[a-z][a-z0-9+.-]{0,40}:\/\/[^@\s]*$/i.test(value)
  );
}

function hasNetrcPassword(text: string): boolean {
  return [...text.matchAll(/\bpassword\s{1,20}(\S{1,500})/g)].some(([, value = '']) => !isPlaceholder(value));
}

/** `host:port:database:user:password` a line. */
function hasPgPassword(text: string): boolean {
  return text.split('\n').some((line) => {
    const fields = line.split(':');
    return !line.startsWith('#') && fields.length >= 5 && !isPlaceholder(fields[4] ?? '');
  });
}

/** The name of a credential helper is none, nor is a registry without a login. */
function hasRegistryLogin(text: string): boolean {
  return /"(?:auth|identitytoken|registrytoken|password)"\s{0,20}:\s{0,20}"[^"]{4,}"/.test(text);
}

function hasClusterLogin(text: string): boolean {
  return /(?:client-key-data|token|password|id-token|refresh-token|client-secret)["']?\s{0,5}:\s{0,5}["']?[^\s"']{8,}/.test(
    text,
  );
}
