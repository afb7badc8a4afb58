import type { Project } from '../../project/project.js';

/** A service that an application needs beside it: what Compose runs, and how the application reaches it. */
export interface BackingService {
  image: string;
  port: number;
  environment?: Record<string, string>;
  command?: string[];
  /** Exec-form health check; `$` is the container's own. */
  healthy: string[];
  /** Folder in the container that outlives it. */
  data?: string;
  /** Variable with the password, required in .env; absent where the service has none on its private network. */
  password?: string;
  /** What the user and database are called. */
  user?: string;
  database?: string;
  /** Scheme of its URL, and what follows host and port. */
  scheme: string;
  path?: string;
  /** First words of variables that describe it (POSTGRES_HOST), and whole names of its URL. */
  prefixes: string[];
  urls?: string[];
}

const alive = (url: string) => ['CMD', 'wget', '-q', '-O', '/dev/null', url];
const listens = (port: number) => ['CMD', 'bash', '-c', `exec 3<>/dev/tcp/127.0.0.1/${port}`];

const services = new Map<string, BackingService>(
  Object.entries<BackingService>({
    postgres: {
      image: 'postgres:16-alpine',
      port: 5432,
      environment: { POSTGRES_USER: 'app', POSTGRES_DB: 'app' },
      // over TCP: while it makes its database it listens on its socket alone
      healthy: ['CMD', 'pg_isready', '-h', '127.0.0.1', '-U', 'app', '-d', 'app'],
      data: '/var/lib/postgresql/data',
      password: 'POSTGRES_PASSWORD',
      user: 'app',
      database: 'app',
      scheme: 'postgresql',
      prefixes: ['POSTGRES', 'POSTGRESQL', 'PG', 'DB', 'DATABASE', 'SQL'],
      urls: ['SQLALCHEMY_DATABASE_URI', 'SQLALCHEMY_DATABASE_URL'],
    },
    mysql: {
      image: 'mysql:8.4',
      port: 3306,
      environment: { MYSQL_USER: 'app', MYSQL_DATABASE: 'app', MYSQL_RANDOM_ROOT_PASSWORD: 'yes' },
      healthy: ['CMD-SHELL', 'mysqladmin ping -h 127.0.0.1 -u app -p"$MYSQL_PASSWORD" --silent'],
      data: '/var/lib/mysql',
      password: 'MYSQL_PASSWORD',
      user: 'app',
      database: 'app',
      scheme: 'mysql',
      prefixes: ['MYSQL', 'MARIADB', 'DB', 'DATABASE', 'SQL'],
      urls: ['SQLALCHEMY_DATABASE_URI', 'SQLALCHEMY_DATABASE_URL'],
    },
    mariadb: {
      image: 'mariadb:11.4',
      port: 3306,
      environment: { MARIADB_USER: 'app', MARIADB_DATABASE: 'app', MARIADB_RANDOM_ROOT_PASSWORD: '1' },
      healthy: ['CMD', 'healthcheck.sh', '--connect', '--innodb_initialized'],
      data: '/var/lib/mysql',
      password: 'MARIADB_PASSWORD',
      user: 'app',
      database: 'app',
      scheme: 'mysql',
      prefixes: ['MARIADB', 'MYSQL', 'DB', 'DATABASE', 'SQL'],
    },
    redis: {
      image: 'redis:7-alpine',
      port: 6379,
      healthy: ['CMD', 'redis-cli', 'ping'],
      data: '/data',
      scheme: 'redis',
      path: '/0',
      database: '0',
      prefixes: ['REDIS', 'CACHE'],
      urls: ['CELERY_BROKER_URL', 'CELERY_RESULT_BACKEND', 'BROKER_URL', 'RESULT_BACKEND', 'RQ_REDIS_URL'],
    },
    mongo: {
      image: 'mongo:7',
      port: 27017,
      environment: { MONGO_INITDB_ROOT_USERNAME: 'app' },
      healthy: ['CMD', 'mongosh', '--quiet', '--eval', "db.adminCommand('ping').ok"],
      data: '/data/db',
      password: 'MONGO_INITDB_ROOT_PASSWORD',
      user: 'app',
      database: 'app',
      scheme: 'mongodb',
      path: '/app?authSource=admin',
      prefixes: ['MONGO', 'MONGODB'],
    },
    rabbitmq: {
      image: 'rabbitmq:4-alpine',
      port: 5672,
      environment: { RABBITMQ_DEFAULT_USER: 'app' },
      healthy: ['CMD', 'rabbitmq-diagnostics', '-q', 'ping'],
      data: '/var/lib/rabbitmq',
      password: 'RABBITMQ_DEFAULT_PASS',
      user: 'app',
      scheme: 'amqp',
      path: '/',
      prefixes: ['RABBITMQ', 'RABBIT', 'AMQP'],
      urls: ['CELERY_BROKER_URL', 'BROKER_URL'],
    },
    qdrant: {
      image: 'qdrant/qdrant:v1.15.4',
      port: 6333,
      healthy: listens(6333),
      data: '/qdrant/storage',
      scheme: 'http',
      prefixes: ['QDRANT'],
    },
    weaviate: {
      image: 'semitechnologies/weaviate:1.28.4',
      port: 8080,
      environment: { AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: 'true', PERSISTENCE_DATA_PATH: '/var/lib/weaviate' },
      healthy: alive('http://127.0.0.1:8080/v1/.well-known/ready'),
      data: '/var/lib/weaviate',
      scheme: 'http',
      prefixes: ['WEAVIATE'],
    },
    chroma: {
      image: 'chromadb/chroma:1.0.20',
      port: 8000,
      healthy: listens(8000),
      data: '/data',
      scheme: 'http',
      prefixes: ['CHROMA', 'CHROMADB'],
    },
    neo4j: {
      image: 'neo4j:5-community',
      port: 7687,
      environment: { NEO4J_AUTH: 'neo4j/${NEO4J_PASSWORD:?set it in .env}' },
      healthy: alive('http://127.0.0.1:7474'),
      data: '/data',
      password: 'NEO4J_PASSWORD',
      user: 'neo4j',
      database: 'neo4j',
      scheme: 'bolt',
      prefixes: ['NEO4J'],
    },
    elasticsearch: {
      image: 'elasticsearch:8.17.10',
      port: 9200,
      environment: {
        'discovery.type': 'single-node',
        'xpack.security.enabled': 'false',
        ES_JAVA_OPTS: '-Xms512m -Xmx512m',
      },
      healthy: ['CMD', 'curl', '-fs', '-o', '/dev/null', 'http://127.0.0.1:9200/_cluster/health'],
      data: '/usr/share/elasticsearch/data',
      scheme: 'http',
      prefixes: ['ELASTICSEARCH', 'ELASTIC', 'ES'],
    },
    memcached: {
      image: 'memcached:1.6-alpine',
      port: 11211,
      healthy: ['CMD', 'nc', '-z', '127.0.0.1', '11211'],
      scheme: 'memcached',
      prefixes: ['MEMCACHED', 'MEMCACHE', 'CACHE'],
    },
    nats: {
      image: 'nats:2-alpine',
      port: 4222,
      command: ['--jetstream', '--store_dir', '/data', '--http_port', '8222'],
      healthy: alive('http://127.0.0.1:8222/healthz'),
      data: '/data',
      scheme: 'nats',
      prefixes: ['NATS'],
    },
    clickhouse: {
      image: 'clickhouse/clickhouse-server:25.3-alpine',
      port: 8123,
      environment: { CLICKHOUSE_USER: 'app', CLICKHOUSE_DB: 'app' },
      healthy: alive('http://127.0.0.1:8123/ping'),
      data: '/var/lib/clickhouse',
      password: 'CLICKHOUSE_PASSWORD',
      user: 'app',
      database: 'app',
      scheme: 'clickhouse',
      path: '/app',
      prefixes: ['CLICKHOUSE'],
    },
    ollama: {
      image: 'ollama/ollama:0.12.6',
      port: 11434,
      healthy: ['CMD', 'ollama', 'list'],
      data: '/root/.ollama',
      scheme: 'http',
      prefixes: ['OLLAMA'],
      urls: ['OLLAMA_HOST', 'OLLAMA_BASE_URL', 'OLLAMA_API_BASE'],
    },
  }),
);

const aliases = new Map([
  ['postgresql', 'postgres'],
  ['mongodb', 'mongo'],
  ['valkey', 'redis'],
  ['chromadb', 'chroma'],
  ['elastic', 'elasticsearch'],
  ['memcache', 'memcached'],
]);

/** The service of that name as Compose runs it; undefined for one that is not known. */
export function backingService(name: string, project: Project): BackingService | undefined {
  const key = aliases.get(name) ?? name;
  const service = services.get(key);
  if (service && key === 'postgres' && project.dependencies.direct.some((entry) => entry.name === 'pgvector'))
    return { ...service, image: 'pgvector/pgvector:pg16' };
  return service;
}
