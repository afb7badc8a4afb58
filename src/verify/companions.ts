/** A service that an application needs, started beside it for a verification. */
export interface Companion {
  image: string;
  port: number;
  environment: Record<string, string>;
  command?: string[];
  /** Run in its container until it succeeds; null where an open port must do. */
  ready: string[];
  /** The variable that carries its URL when the Spec names none. */
  variable: string;
  url(host: string, scheme?: string): string;
}

const password = 'dockwright';

const sql = (scheme: string, port: number) => (host: string, wanted?: string) =>
  `${wanted ?? scheme}://app:${password}@${host}:${port}/app`;

const postgres = (image: string): Companion => ({
  image,
  port: 5432,
  environment: { POSTGRES_USER: 'app', POSTGRES_PASSWORD: password, POSTGRES_DB: 'app' },
  ready: ['pg_isready', '-h', '127.0.0.1', '-U', 'app', '-d', 'app'],
  variable: 'DATABASE_URL',
  url: sql('postgresql', 5432),
});

const redis = (image: string, client: string): Companion => ({
  image,
  port: 6379,
  environment: {},
  ready: [client, 'ping'],
  variable: 'REDIS_URL',
  url: (host, scheme = 'redis') => `${scheme}://${host}:6379/0`,
});

const mysql = (image: string, prefix: string, admin: string): Companion => ({
  image,
  port: 3306,
  environment: {
    [`${prefix}_USER`]: 'app',
    [`${prefix}_PASSWORD`]: password,
    [`${prefix}_DATABASE`]: 'app',
    [`${prefix}_RANDOM_ROOT_PASSWORD`]: 'yes',
  },
  ready: [admin, 'ping', '-h', '127.0.0.1', '-u', 'app', `-p${password}`],
  variable: 'DATABASE_URL',
  url: sql('mysql', 3306),
});

const companions: Record<string, Companion> = {
  postgres: postgres('postgres:17-alpine'),
  pgvector: postgres('pgvector/pgvector:pg17'),
  redis: redis('redis:7-alpine', 'redis-cli'),
  valkey: redis('valkey/valkey:8-alpine', 'valkey-cli'),
  mysql: mysql('mysql:8.4', 'MYSQL', 'mysqladmin'),
  mariadb: mysql('mariadb:11', 'MARIADB', 'mariadb-admin'),
  mongo: {
    image: 'mongo:8',
    port: 27017,
    environment: {},
    ready: ['mongosh', '--quiet', '--eval', 'db.runCommand({ping: 1})'],
    variable: 'MONGO_URL',
    url: (host, scheme = 'mongodb') => `${scheme}://${host}:27017/app`,
  },
  rabbitmq: {
    image: 'rabbitmq:4-alpine',
    port: 5672,
    environment: { RABBITMQ_DEFAULT_USER: 'app', RABBITMQ_DEFAULT_PASS: password },
    ready: ['rabbitmq-diagnostics', '-q', 'check_port_connectivity'],
    variable: 'RABBITMQ_URL',
    url: (host, scheme = 'amqp') => `${scheme}://app:${password}@${host}:5672/`,
  },
  qdrant: {
    image: 'qdrant/qdrant:v1.15.5',
    port: 6333,
    environment: {},
    ready: ['bash', '-c', 'exec 3<>/dev/tcp/127.0.0.1/6333'],
    variable: 'QDRANT_URL',
    url: (host) => `http://${host}:6333`,
  },
};

/** The companion for a service by the Spec's name, or null where we know none. */
export function companionFor(service: string): Companion | null {
  return Object.hasOwn(companions, service) ? (companions[service] as Companion) : null;
}
