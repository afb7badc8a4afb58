import { isKnownLogin, isStrong } from '../placeholder.js';
import { looksGenerated } from '../randomness.js';
import type { Recognizer, Secret } from '../recognizer.js';
import type { TextKind } from '../text-kind.js';

/** From the `://` on: who, the password, and where to. */
const login = /:\/\/([^\s/:@"'`<>\\]{0,100}):([^\s/@"'`<>\\]{1,200})@([^\s/:?#"'`<>\\@,]{1,200})/y;
const databases =
  /^(?:postgres(?:ql)?|mysqlx?|mariadb|mongodb|rediss?|valkeys?|amqps?|mssql|sqlserver|oracle|clickhouses?|cockroachdb|neo4j|bolt|snowflake|redshift|cassandra|couchbases?|couchdb|db2|hana|trino|presto|kafka|nats|stomp|ldaps?|elasticsearch|influxdb|milvus|weaviate|qdrant)$/;

/** Passwords in URLs, connection strings among them. */
export const urls: readonly Recognizer[] = [{ keywords: ['://'], at: matchUrl }];

function matchUrl(text: string, at: number, { incidental }: TextKind): Secret | null {
  login.lastIndex = at;
  const found = login.exec(text);
  if (!found) return null;
  const scheme = /[a-z][a-z0-9+.-]{0,40}$/i.exec(text.slice(Math.max(0, at - 42), at))?.[0].toLowerCase();
  if (!scheme) return null;
  const [whole, user = '', password = '', host = ''] = found;
  if (isTemplate(user) || isTemplate(password) || isTemplate(host) || isKnownLogin(user, password, host)) return null;
  if (!/^[a-z0-9[]/i.test(host) || isExample(user, password)) return null;
  if (incidental && !isStrong(password) && !looksGenerated(password)) return null;
  const start = at + whole.length - host.length - 1 - password.length;
  const kind = scheme.split('+').some((part) => databases.test(part))
    ? 'password in a connection string'
    : 'password in a URL';
  return { kind, start, end: start + password.length };
}

/** `${PASSWORD}`, `{password}`, `%s`, `$PASSWORD`, `<password>`, `[password]`: filled in later. */
function isTemplate(text: string): boolean {
  return /[{}$[\]()*]|^%[a-z]|^:|\.\.\.|\|/i.test(text.slice(0, 1)) || /[{}]|\$\w|\$\(/.test(text);
}

/** What stands for a login where one is explained: `user:pass`, `me:mypassword`, `foo:bar`, and one that is open to all. */
function isExample(user: string, password: string): boolean {
  if (/^anon/i.test(user) || /^(?:anon|[a-z]{1,4}$)/.test(password)) return true;
  return (
    /^(?:user(?:name)?|login|me|foo|usr|alice|bob)$/i.test(user) &&
    /^(?:my_?)?(?:pass(?:word|wd)?|pwd?|secret|token|hunter2?|pa55)\d{0,3}$/i.test(password)
  );
}
