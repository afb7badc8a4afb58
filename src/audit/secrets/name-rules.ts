import { posix } from 'node:path';

const names: Record<string, string> = {
  '.netrc': 'login file',
  '.git-credentials': 'Git credentials',
  '.pgpass': 'PostgreSQL password file',
  '.htpasswd': 'password file',
  id_rsa: 'private SSH key',
  id_dsa: 'private SSH key',
  id_ecdsa: 'private SSH key',
  id_ed25519: 'private SSH key',
};
const endings: Record<string, string> = {
  '.p12': 'key store',
  '.pfx': 'key store',
  '.jks': 'key store',
  '.kdbx': 'password database',
  '.ppk': 'private SSH key',
};
const inFolders: Record<string, string> = {
  '.aws/credentials': 'AWS credentials',
  '.docker/config.json': 'registry credentials',
  '.kube/config': 'cluster credentials',
  '.config/gcloud/application_default_credentials.json': 'Google Cloud credentials',
};

/** What a file's name alone says about what is in it; null where it says nothing. @param path in the image, absolute */
export function kindOfName(path: string): string | null {
  const name = posix.basename(path);
  if (Object.hasOwn(names, name)) return names[name] as string;
  const ending = posix.extname(name);
  if (Object.hasOwn(endings, ending)) return endings[ending] as string;
  for (const [tail, kind] of Object.entries(inFolders)) if (path.endsWith(`/${tail}`)) return kind;
  return isEnvironmentFile(name) ? 'environment file' : null;
}

/** `.env` and `.env.production`, but not `.env.example`. */
function isEnvironmentFile(name: string): boolean {
  if (name !== '.env' && !name.startsWith('.env.')) return false;
  return !/\.(example|sample|template|dist|defaults?|schema)$/.test(name);
}

/** A variable whose name says that its value is secret. */
export function isSecretName(name: string): boolean {
  const upper = name.toUpperCase();
  if (
    /(_|^)(PUBLIC|PUB)_KEY$|_KEY_(ID|NAME|PATH|FILE)$|_(FILE|PATH|URL|TTL|LENGTH|EXPIRE\w*|ALGORITHM)$|^GPG_KEY$/.test(
      upper,
    )
  )
    return false;
  return /(^|_)(SECRET|SECRETS|TOKEN|PASSWORD|PASSWD|PASSPHRASE|APIKEY|API_KEY|PRIVATE_KEY|ACCESS_KEY|SECRET_KEY|CREDENTIALS?|AUTH_KEY|ENCRYPTION_KEY|SIGNING_KEY|JWT_KEY)(_|$)/.test(
    upper,
  );
}
