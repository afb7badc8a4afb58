import { worded } from '../../knowledge/questions.js';
import type { Dependencies, EnvironmentVariable, Evidence, Question, Service } from '../project.js';
import { eagerConnection } from './eager-connections.js';
import type { Modules } from './modules.js';

interface Kind {
  name: string;
  packages: string[];
  /** Drivers that a URL's scheme names. */
  schemes: RegExp;
  /** Names of the variables that carry its address. */
  variables: RegExp;
}

const kinds: Kind[] = [
  {
    name: 'postgres',
    packages: [
      'psycopg2',
      'psycopg2-binary',
      'psycopg',
      'psycopg-binary',
      'asyncpg',
      'pg8000',
      'aiopg',
      'pgvector',
      'psycopg-pool',
      'langgraph-checkpoint-postgres',
      'langchain-postgres',
    ],
    schemes: /\b(postgres(?:ql)?(?:\+\w+)?|postgis):\/\//,
    variables:
      /^(?:\w+_)?(?:DATABASE|DB|POSTGRES(?:QL)?|PG|SQLALCHEMY_DATABASE)_(?:URL|URI|DSN)$|^POSTGRES(?:QL)?_HOST$|^PGHOST$/,
  },
  {
    name: 'mysql',
    packages: ['mysqlclient', 'pymysql', 'aiomysql', 'asyncmy', 'mysql-connector-python'],
    schemes: /\b((?:mysql|mariadb)(?:\+\w+)?):\/\//,
    variables: /^(?:\w+_)?(?:MYSQL|MARIADB|DATABASE|DB)_(?:URL|URI|HOST)$/,
  },
  {
    name: 'redis',
    packages: [
      'redis',
      'aioredis',
      'hiredis',
      'coredis',
      'arq',
      'rq',
      'django-redis',
      'fastapi-cache2',
      'flask-redis',
      'channels-redis',
      'redisvl',
      'langgraph-checkpoint-redis',
    ],
    schemes: /\b(rediss?):\/\//,
    variables: /^(?:\w+_)?REDIS(?:_\w+)?_?(?:URL|URI|DSN|HOST|SERVER|ADDRESS)$|^CELERY_BROKER_URL$/,
  },
  {
    name: 'mongo',
    packages: ['pymongo', 'motor', 'beanie', 'mongoengine', 'odmantic', 'flask-pymongo'],
    schemes: /\b(mongodb):\/\//,
    variables: /^(?:\w+_)?MONGO(?:DB)?_?(?:\w+_)?(?:URL|URI|DSN|HOST|CONNECTION_STRING)$/,
  },
  {
    name: 'qdrant',
    packages: ['qdrant-client', 'langchain-qdrant', 'llama-index-vector-stores-qdrant'],
    schemes: /$^/,
    variables: /^(?:\w+_)?QDRANT_?(?:URL|HOST|URI|ENDPOINT)$/,
  },
  {
    name: 'rabbitmq',
    packages: ['pika', 'aio-pika', 'aiormq', 'kombu-rabbitmq'],
    schemes: /\b(amqps?|pyamqp):\/\//,
    variables: /^(?:\w+_)?(?:RABBIT(?:MQ)?|AMQP)_?(?:URL|URI|HOST|DSN)$/,
  },
  {
    name: 'weaviate',
    packages: ['weaviate-client', 'langchain-weaviate'],
    schemes: /$^/,
    variables: /^(?:\w+_)?WEAVIATE_?(?:\w+_)?(?:URL|HOST|ENDPOINT)$/,
  },
  {
    name: 'chroma',
    packages: ['chromadb-client'],
    schemes: /$^/,
    variables: /^(?:\w+_)?CHROMA(?:DB)?_?(?:SERVER_)?(?:URL|HOST)$/,
  },
  {
    name: 'elasticsearch',
    packages: ['elasticsearch', 'elasticsearch-dsl', 'opensearch-py'],
    schemes: /$^/,
    variables: /^(?:\w+_)?(?:ELASTIC(?:SEARCH)?|OPENSEARCH|ES)_?(?:URL|HOSTS?|URI|ENDPOINT)$/,
  },
  {
    name: 'kafka',
    packages: ['aiokafka', 'kafka-python', 'kafka-python-ng', 'confluent-kafka', 'faust-streaming'],
    schemes: /\b(kafka):\/\//,
    variables: /^(?:\w+_)?KAFKA_?(?:BOOTSTRAP_SERVERS?|BROKERS?|URL|HOST)$/,
  },
  {
    name: 'minio',
    packages: ['minio', 'miniopy-async'],
    schemes: /$^/,
    variables: /^(?:\w+_)?MINIO_?(?:URL|ENDPOINT|HOST)$/,
  },
  {
    name: 'memcached',
    packages: ['pymemcache', 'pylibmc', 'python-memcached', 'aiomcache', 'python-binary-memcached'],
    schemes: /\b(memcached):\/\//,
    variables: /^(?:\w+_)?MEMCACHED?_?(?:URL|HOST|SERVERS?)$/,
  },
  {
    name: 'neo4j',
    packages: ['neo4j', 'neomodel', 'py2neo', 'langchain-neo4j'],
    schemes: /\b((?:neo4j|bolt)(?:\+s(?:sc)?)?):\/\//,
    variables: /^(?:\w+_)?NEO4J_?(?:URL|URI|HOST)$/,
  },
  {
    name: 'ollama',
    packages: ['ollama', 'langchain-ollama', 'llama-index-llms-ollama'],
    schemes: /$^/,
    variables: /^(?:\w+_)?OLLAMA_?(?:\w+_)?(?:URL|HOST|URI|ENDPOINT)$/,
  },
  {
    name: 'clickhouse',
    packages: ['clickhouse-connect', 'clickhouse-driver', 'asynch'],
    schemes: /\b(clickhouse(?:\+\w+)?):\/\//,
    variables: /^(?:\w+_)?CLICKHOUSE_?(?:URL|HOST)$/,
  },
];

/** Services that declared drivers, URLs in the code and variables point to. Only what the code cannot start without is required. */
export function findServices(
  modules: Modules,
  files: readonly string[],
  dependencies: Dependencies,
  environment: readonly EnvironmentVariable[],
): { services: Service[]; evidence: Evidence[]; questions: Question[] } {
  const services: Service[] = [];
  const evidence: Evidence[] = [];
  const questions: Question[] = [];
  const direct = new Map(dependencies.direct.map((entry) => [entry.name, entry]));
  const manifest = dependencies.manifests[0] ?? '.';
  for (const kind of kinds) {
    const driver = kind.packages.find((name) => direct.has(name)) ?? brokerOf(kind, direct);
    const url = schemeIn(modules, files, kind.schemes);
    const variables = environment.filter(({ name }) => kind.variables.test(name));
    const variable = variables.find(({ name }) => new RegExp(kind.name, 'i').test(name)) ?? variables[0];
    // A driver alone is evidence; a URL or variable alone only where it names the service itself.
    // DATABASE_URL without any driver is an address that is handed on; Postgres is what most people mean by it.
    const bare =
      kind.name === 'postgres' &&
      variable?.name === 'DATABASE_URL' &&
      !usesOtherDatabase(direct, variable, modules, files);
    const named = bare || variables.some(({ name }) => name.toLowerCase().includes(kind.name));
    if (!driver && !url && !named) continue;
    if (!driver && url && !variable) continue;
    const conflict = services.some(({ env }) => env !== undefined && env === variable?.name);
    // A URL in the code that is connected to at once is needed as much as a variable without a default.
    const eager = url && !usesSqlite(modules, files) ? eagerConnection(modules, files, kind.name) : null;
    const required = variable?.required || eager !== null;
    services.push({
      name: kind.name,
      required,
      ...(variable && !conflict ? { env: variable.name } : {}),
      ...(url ? { scheme: url.scheme } : {}),
    });
    if (driver) evidence.push({ fact: 'service', value: `${kind.name}: ${driver}`, file: manifest });
    else if (url)
      evidence.push({ fact: 'service', value: `${kind.name}: ${url.scheme}://`, file: url.file, line: url.line });
    else if (variable)
      evidence.push({
        fact: 'service',
        value: `${kind.name}: ${variable.name}`,
        file: variable.file,
        line: variable.line,
      });
    questions.push({
      id: `service-${kind.name}`,
      ...worded('service', {
        as: 'named',
        because: variable?.required ? 'variable' : eager ? 'connects' : 'nothing',
        values: {
          service: kind.name,
          variable: variable?.name ?? '',
          place: placeOf(variable?.required ? variable : eager),
        },
      }),
      default: required ? 'required' : 'optional',
      options: ['required', 'optional'],
    });
  }
  return { services, evidence, questions };
}

function placeOf(place: { file: string; line?: number } | null): string {
  return place ? `${place.file}${place.line ? `:${place.line}` : ''}` : '';
}

function usesOtherDatabase(
  direct: ReadonlyMap<string, unknown>,
  variable: EnvironmentVariable,
  modules: Modules,
  files: readonly string[],
): boolean {
  const drivers = [
    ...kinds.filter(({ name }) => name === 'mysql' || name === 'mongo').flatMap(({ packages }) => packages),
    'aiosqlite',
    'sqlmodel',
    'sqlalchemy',
    'tortoise-orm',
    'django',
  ];
  return (
    (variable.default ?? '').startsWith('sqlite') ||
    drivers.some((name) => direct.has(name)) ||
    usesSqlite(modules, files)
  );
}

function usesSqlite(modules: Modules, files: readonly string[]): boolean {
  return files.some((file) => /sqlite/.test(modules.text(file) ?? ''));
}

/** `celery[redis]` brings a broker's client. */
function brokerOf(kind: Kind, direct: Map<string, { extras: string[] }>): string | undefined {
  for (const [name, { extras }] of direct)
    if (['celery', 'kombu', 'fastapi-limiter', 'psycopg', 'taskiq'].includes(name) && extras.includes(kind.name))
      return `${name}[${kind.name}]`;
  return undefined;
}

function schemeIn(
  modules: Modules,
  files: readonly string[],
  scheme: RegExp,
): { scheme: string; file: string; line: number } | null {
  for (const file of files) {
    const text = modules.text(file);
    const match = text ? scheme.exec(text) : null;
    if (text && match?.[1]) return { scheme: match[1], file, line: text.slice(0, match.index).split('\n').length };
  }
  return null;
}
