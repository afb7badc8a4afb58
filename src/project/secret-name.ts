const secretWord =
  /(?:^|_)(?:SECRETS?|PASSWORDS?|PASSWD|PASSPHRASE|PWD|PASS|TOKENS?|API_?KEYS?|APIKEY|KEYS?|CREDENTIALS?|CREDS|DSN|PRIVATE|SALT|PEPPER|WEBHOOK_URL|CONNECTION_STRING|CONN_STR|AUTH)(?:_|$)/;
const address =
  /(?:^|_)(?:DATABASE|DB|POSTGRES(?:QL)?|PG|MYSQL|MARIADB|MONGO(?:DB)?|REDIS|RABBITMQ|AMQP|BROKER|CELERY_BROKER|CELERY_RESULT|SQLALCHEMY_DATABASE|NEO4J|ELASTICSEARCH|CLICKHOUSE|NEON|SUPABASE_DB)_(?:URL|URI|DSN)(?:_|$)/;
const plainName =
  /(?:PUBLIC|PUBLISHABLE)_?KEY|(?:_FILE|_PATH|_DIR|_VERSION|_NAME|_HEADER|_ID|_TTL|_EXPIRY|_EXPIRES?(?:_\w+)?|_EXPIRATION(?:_\w+)?|_LIFETIME|_MINUTES|_SECONDS|_HOURS|_DAYS|_ALGORITHM|_LENGTH|_SIZE|_COUNT|_LIMIT|_TYPE|_ENABLED|_REQUIRED|_METHOD|_ENDPOINT|_PREFIX|_PATTERN|_MODE|_REGION)$|TOKENIZERS?_|(?:^|_)(?:MAX|MIN|NUM|N|TOTAL|CONTEXT|INPUT|OUTPUT|COMPLETION|PROMPT|CHUNK|DEFAULT_MAX)_(?:\w+_)?TOKENS?(?:$|_)|^(?:SORT|PARTITION|PRIMARY|FOREIGN|CACHE|INDEX|ROUTING)_KEY|KEYCLOAK_(?:URL|REALM)|^ENABLE_|^DISABLE_|^USE_|^REQUIRE_|AUTH_(?:URL|ENABLED|DOMAIN|MODE|TYPE|PROVIDER|BACKEND|HOST|DISABLED)|TOKEN_(?:URL|ISSUER|AUDIENCE)|^AUTH$/;

/** Whether a variable's name says that its value must not be shown: keys, tokens, passwords, addresses that carry credentials. */
export function isSecretName(name: string): boolean {
  const upper = name.toUpperCase();
  if (upper.length > 200 || plainName.test(upper)) return false;
  return secretWord.test(upper) || address.test(upper);
}

/** Whether a value carries credentials whatever its name: `scheme://user:password@host`, a private key, the shapes of well-known tokens. */
export function isSecretValue(value: string): boolean {
  return (
    /^[a-z][\w+.-]{0,40}:\/\/[^/\s:@]{0,200}:[^@\s/]{1,200}@/i.test(value) ||
    value.includes('-----BEGIN') ||
    /^(?:sk|pk|rk|ghp|gho|ghs|glpat|xox[abp]|hf|AKIA|AIza|ya29|eyJ)[-_]?[A-Za-z0-9_-]{12,}/.test(value) ||
    isRandom(value)
  );
}

/** Whether a text holds a word that carries credentials: a command line, a header. */
export function holdsSecret(text: string): boolean {
  return text.split(/[\s=:,;"']+/).some((word) => isSecretValue(word)) || isSecretValue(text);
}

/** 32 to 128 characters of both cases and digits in one word, as keys are made and names, paths and versions are not. */
function isRandom(value: string): boolean {
  if (!/^[A-Za-z0-9/+]{32,128}={0,2}$/.test(value)) return false;
  const changes = value
    .split('')
    .filter((letter, at) => at > 0 && kindOf(letter) !== kindOf(value[at - 1] as string)).length;
  return /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value) && changes >= value.length / 4;
}

function kindOf(letter: string): 'lower' | 'upper' | 'digit' | 'other' {
  if (/[a-z]/.test(letter)) return 'lower';
  if (/[A-Z]/.test(letter)) return 'upper';
  return /\d/.test(letter) ? 'digit' : 'other';
}
