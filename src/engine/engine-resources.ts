import type { Engine } from './connect.js';
import { getJson } from './get-json.js';

/** What an engine tells of itself beyond its version; null or empty where it does not say. The words are the engine's own. */
export interface EngineResources {
  operatingSystem: string | null;
  hostName: string | null;
  kernel: string | null;
  backingFilesystem: string | null;
  /** False on XFS without ftype=1, where overlay layers break. */
  fileTypes: boolean | null;
  cgroupVersion: number | null;
  cgroupDriver: string | null;
  limits: { memory: boolean; swap: boolean; cpu: boolean; pids: boolean };
  rootFolder: string | null;
  logDriver: string | null;
  runtimes: string[];
  defaultRuntime: string | null;
  /** Devices that the Container Device Interface offers; null where the engine is too old to list them. */
  cdiDevices: string[] | null;
  cdiFolders: string[];
  proxies: { http: string | null; https: string | null; none: string | null };
  mirrors: string[];
  /** Names and networks of registries that are spoken to without TLS, loopback left out. */
  insecureRegistries: string[];
  securityOptions: string[];
  /** Null where the engine uses its built-in ones. */
  addressPools: { base: string; size: number }[] | null;
  /** Subnets of its bridge networks. */
  subnets: string[] | null;
  warnings: string[];
  /** How far the engine's clock is ahead of ours, in ms, after half of the answer's time; null where it does not say. */
  clockAheadMs: number | null;
  /** How well that is known. */
  clockErrorMs: number;
  /** Which builder it prefers, by its own word. */
  builder: 'buildkit' | 'classic' | null;
}

type Unknown = Record<string, unknown>;

/** Reads the engine's own account of itself; what is missing or of another shape counts as not said. */
export async function readEngineResources(engine: Engine, signal: AbortSignal): Promise<EngineResources> {
  const asked = Date.now();
  const info = record(await getJson(engine, '/info', signal));
  const answered = Date.now();
  const [subnets, builder] = await Promise.all([
    readSubnets(engine, signal).catch(() => null),
    readBuilder(engine, signal).catch(() => null),
  ]);
  const time = Date.parse(String(info.SystemTime ?? ''));
  const driver = new Map(
    list(info.DriverStatus).flatMap((row) => (Array.isArray(row) ? [[String(row[0]), String(row[1])] as const] : [])),
  );
  const supportsTypes = driver.get('Supports d_type');
  const registry = record(info.RegistryConfig);
  return {
    operatingSystem: text(info.OperatingSystem),
    hostName: text(info.Name),
    kernel: text(info.KernelVersion),
    backingFilesystem: driver.get('Backing Filesystem') ?? null,
    fileTypes: supportsTypes === undefined ? null : supportsTypes === 'true',
    cgroupVersion: Number(info.CgroupVersion) || null,
    cgroupDriver: text(info.CgroupDriver),
    limits: {
      memory: info.MemoryLimit !== false,
      swap: info.SwapLimit !== false,
      cpu: info.CpuCfsQuota !== false,
      pids: info.PidsLimit !== false,
    },
    rootFolder: text(info.DockerRootDir),
    logDriver: text(info.LoggingDriver),
    runtimes: Object.keys(record(info.Runtimes)),
    defaultRuntime: text(info.DefaultRuntime),
    cdiDevices: Array.isArray(info.DiscoveredDevices)
      ? info.DiscoveredDevices.flatMap((device) => text(record(device).ID) ?? [])
      : null,
    cdiFolders: texts(info.CDISpecDirs),
    proxies: { http: text(info.HttpProxy), https: text(info.HttpsProxy), none: text(info.NoProxy) },
    mirrors: texts(registry.Mirrors),
    insecureRegistries: insecure(registry),
    securityOptions: texts(info.SecurityOptions),
    addressPools: Array.isArray(info.DefaultAddressPools)
      ? info.DefaultAddressPools.map(record).map((pool) => ({ base: String(pool.Base), size: Number(pool.Size) }))
      : null,
    subnets,
    warnings: texts(info.Warnings),
    clockAheadMs: Number.isNaN(time) ? null : time - (asked + answered) / 2,
    clockErrorMs: (answered - asked) / 2,
    builder,
  };
}

function insecure(registry: Unknown): string[] {
  const networks = texts(registry.InsecureRegistryCIDRs).filter((network) => !/^(127\.|::1\/)/.test(network));
  const named = Object.entries(record(registry.IndexConfigs)).flatMap(([name, config]) =>
    record(config).Secure === false && !/^(?:localhost|127\.[\d.]+|\[::1\])(?::|$)/.test(name) ? [name] : [],
  );
  return [...networks, ...named];
}

async function readSubnets(engine: Engine, signal: AbortSignal): Promise<string[] | null> {
  const networks = await getJson(engine, '/networks', signal);
  if (!Array.isArray(networks)) return null;
  return networks
    .map(record)
    .filter(({ Driver }) => Driver === 'bridge')
    .flatMap(({ IPAM }) => list(record(IPAM).Config).flatMap((config) => text(record(config).Subnet) ?? []));
}

/** The engine names its preferred builder in a header of its ping (Docker Engine API, GET /_ping). */
function readBuilder(engine: Engine, signal: AbortSignal): Promise<'buildkit' | 'classic' | null> {
  return new Promise((resolve, reject) => {
    engine.docker.modem.dial(
      { path: '/_ping', method: 'GET', isStream: true, abortSignal: signal, statusCodes: { 200: true } },
      (error: unknown, answer: unknown) => {
        if (error) return reject(error);
        const response = answer as { headers: Record<string, string | undefined>; destroy(): void };
        const said = response.headers['builder-version'];
        response.destroy();
        resolve(said === '2' ? 'buildkit' : said === undefined ? null : 'classic');
      },
    );
  });
}

function record(value: unknown): Unknown {
  return typeof value === 'object' && value !== null ? (value as Unknown) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function texts(value: unknown): string[] {
  return list(value).flatMap((item) => text(item) ?? []);
}
