import { type ImageName, parseImageName } from '../../dockerfile/model/stages.js';
import { withDefaults } from '../model/interpolation.js';
import { type Service, settingOf } from '../model/service.js';
import { textOf } from '../model/value.js';

/** A database, cache or queue that people run from its own image. None of these images has a health check. */
export interface BackingImage {
  /** As a person calls it. */
  kind: string;
  ports: readonly number[];
  /** Folder of what must outlive the container; null where the data can be made again. */
  data: string | null;
  /** A command that tells whether it answers, for a message. */
  probe: string;
}

const postgres: BackingImage = {
  kind: 'PostgreSQL',
  ports: [5432],
  data: '/var/lib/postgresql',
  probe: 'pg_isready',
};
const mysql: BackingImage = { kind: 'MySQL', ports: [3306, 33060], data: '/var/lib/mysql', probe: 'mysqladmin ping' };
const redis: BackingImage = { kind: 'Redis', ports: [6379], data: null, probe: 'redis-cli ping' };
const elasticsearch: BackingImage = {
  kind: 'Elasticsearch',
  ports: [9200, 9300],
  data: '/usr/share/elasticsearch/data',
  probe: 'curl -fs http://127.0.0.1:9200/_cluster/health',
};
const clickhouse: BackingImage = {
  kind: 'ClickHouse',
  ports: [8123, 9000],
  data: '/var/lib/clickhouse',
  probe: 'wget -q -O /dev/null http://127.0.0.1:8123/ping',
};

/** By repository, without the registry. */
const images = new Map<string, BackingImage>([
  ['library/postgres', postgres],
  ['pgvector/pgvector', postgres],
  ['postgis/postgis', postgres],
  ['timescale/timescaledb', postgres],
  ['bitnami/postgresql', { ...postgres, data: '/bitnami/postgresql' }],
  ['library/mysql', mysql],
  ['library/percona', mysql],
  ['library/mariadb', { ...mysql, kind: 'MariaDB', probe: 'healthcheck.sh --connect --innodb_initialized' }],
  [
    'library/mongo',
    { kind: 'MongoDB', ports: [27017], data: '/data/db', probe: "mongosh --eval 'db.runCommand({ping: 1})'" },
  ],
  ['library/redis', redis],
  ['redis/redis-stack', redis],
  ['redis/redis-stack-server', redis],
  ['bitnami/redis', redis],
  ['valkey/valkey', { ...redis, kind: 'Valkey', probe: 'valkey-cli ping' }],
  ['library/memcached', { kind: 'Memcached', ports: [11211], data: null, probe: 'nc -z 127.0.0.1 11211' }],
  ['library/rabbitmq', { kind: 'RabbitMQ', ports: [5672, 15672], data: null, probe: 'rabbitmq-diagnostics -q ping' }],
  ['library/elasticsearch', elasticsearch],
  ['elasticsearch/elasticsearch', elasticsearch],
  ['opensearchproject/opensearch', { ...elasticsearch, kind: 'OpenSearch', data: '/usr/share/opensearch/data' }],
  ['library/cassandra', { kind: 'Cassandra', ports: [9042], data: '/var/lib/cassandra', probe: 'nodetool status' }],
  [
    'library/couchdb',
    { kind: 'CouchDB', ports: [5984], data: '/opt/couchdb/data', probe: 'curl -fs 127.0.0.1:5984/_up' },
  ],
  [
    'library/neo4j',
    { kind: 'Neo4j', ports: [7474, 7687], data: '/data', probe: 'wget -q -O /dev/null 127.0.0.1:7474' },
  ],
  ['library/influxdb', { kind: 'InfluxDB', ports: [8086], data: '/var/lib/influxdb', probe: 'influx ping' }],
  ['library/clickhouse', clickhouse],
  ['clickhouse/clickhouse-server', clickhouse],
  ['mssql/server', { kind: 'SQL Server', ports: [1433], data: '/var/opt/mssql', probe: 'sqlcmd -Q "SELECT 1"' }],
  ['qdrant/qdrant', { kind: 'Qdrant', ports: [6333, 6334], data: '/qdrant/storage', probe: 'its /healthz' }],
]);

/** The image of a service, defaults of variables put in; null where there is none or it is not known. */
export function imageOf(service: Service): ImageName | null {
  const reference = withDefaults(textOf(settingOf(service, 'image')?.value) ?? '');
  return reference ? parseImageName(reference) : null;
}

/** What a service runs, where it is a well-known database, cache or queue and not built here. */
export function backingImageOf(service: Service): BackingImage | undefined {
  const image = settingOf(service, 'build') ? null : imageOf(service);
  return image ? images.get(image.repository) : undefined;
}
