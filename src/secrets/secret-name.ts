/** Words that make a name one of a secret. Weak ones do so only where it costs nothing to be wrong: what is shown, not what is reported. */
const strongWord =
  /(?:^|_)(?:SECRETS?|PASSWD|PASSPHRASE|PWD|PASS|TOKENS?|API_?KEYS?|CREDENTIALS?|CREDS|(?:PRIVATE|ACCESS|SECRET|AUTH|ENCRYPTION|SIGNING|JWT|MASTER|SERVICE|ADMIN|ROOT|ACCOUNT|SUBSCRIPTION|SESSION|COOKIE|CLIENT|APP|HMAC|FERNET|LICENSE|DEPLOY|STORAGE|OPENAI|ANTHROPIC)_?KEY)(?:_|$)|(?:PASSWORDS?|APIKEY|AUTHTOKEN|ACCESSTOKEN)(?:_|$)/;
const weakWord =
  /(?:^|_)(?:KEYS?|DSN|PRIVATE|SALT|PEPPER|WEBHOOK_URL|CONNECTION_STRING|CONN_STR|AUTH|AUTHORIZATION)(?:_|$)/;
const address =
  /(?:^|_)(?:DATABASE|DB|POSTGRES(?:QL)?|PG|MYSQL|MARIADB|MONGO(?:DB)?|REDIS|RABBITMQ|AMQP|BROKER|CELERY_BROKER|CELERY_RESULT|SQLALCHEMY_DATABASE|NEO4J|ELASTICSEARCH|CLICKHOUSE|NEON|SUPABASE_DB)_(?:URL|URI|DSN)(?:_|$)/;
const plainName =
  /(?:PUBLIC|PUBLISHABLE)_?KEY|(?:_FILE|_PATH|_DIR|_VERSION|_NAME|_HEADER|_ID|_TTL|_EXPIRY|_EXPIRES?(?:_\w+)?|_EXPIRATION(?:_\w+)?|_LIFETIME|_MINUTES|_SECONDS|_HOURS|_DAYS|_ALGORITHM|_LENGTH|_SIZE|_COUNT|_LIMIT|_TYPE|_ENABLED|_REQUIRED|_METHOD|_ENDPOINT|_PREFIX|_PATTERN|_MODE|_REGION)$|TOKENIZERS?_|(?:^|_)(?:MAX|MIN|NUM|N|TOTAL|CONTEXT|INPUT|OUTPUT|COMPLETION|PROMPT|CHUNK|DEFAULT_MAX)_(?:\w+_)?TOKENS?(?:$|_)|^(?:SORT|PARTITION|PRIMARY|FOREIGN|CACHE|INDEX|ROUTING)_KEY|KEYCLOAK_(?:URL|REALM)|^ENABLE_|^DISABLE_|^USE_|^REQUIRE_|AUTH_(?:URL|ENABLED|DOMAIN|MODE|TYPE|PROVIDER|BACKEND|HOST|DISABLED)|TOKEN_(?:URL|ISSUER|AUDIENCE)|^AUTH$/;
/** Names of what goes with a secret and is none: its hash, its field in a form, its place in a vault, a key that is public. */
const aboutSecret =
  /_(?:HASH|HASHES|DIGEST|CHECKSUM|SHA\d*|MD5|FINGERPRINT|LABEL|HINT|TEXT|TITLE|MESSAGE|ERROR|ERRORS|REGEX|RE|FIELD|PARAM|ENV|VAR|INPUT|SELECTOR|POLICY|SCOPES?|ARN|REF|URL|URI|HOST|PORT|ISSUER|AUDIENCE|CLASS|KIND|STATUS|ROTATION|PLACEHOLDER|OID|CHARS|SEPARATOR|DELIMITER)$|(?:^|_)(?:GPG|PGP|SSH_HOST|PUB)_?KEYS?|(?:^|_)(?:PAD|EOS|BOS|UNK|SEP|CLS|MASK|EOT|SPECIAL|STOP|CSRF|XSRF|NEXT|PAGE|CONTINUATION|SYNC|CANCEL(?:LATION)?)_TOKENS?/;

/** `apiKey`, `db.password` and `api-key` as a variable is called: `API_KEY`, `DB_PASSWORD`. */
function asVariable(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[.\-\s]/g, '_')
    .toUpperCase();
}

/** Whether a variable's name says that its value must not be shown: keys, tokens, passwords, addresses that carry credentials. */
export function isSecretName(name: string): boolean {
  if (name.length > 200) return false;
  const variable = asVariable(name);
  if (plainName.test(variable)) return false;
  return strongWord.test(variable) || weakWord.test(variable) || address.test(variable);
}

/** Whether a name alone makes its value a credential, so that a real value under it is worth a report. Addresses are judged by their form. */
export function isCredentialName(name: string): boolean {
  if (name.length > 200) return false;
  const variable = asVariable(name);
  return strongWord.test(variable) && !plainName.test(variable) && !aboutSecret.test(variable);
}
