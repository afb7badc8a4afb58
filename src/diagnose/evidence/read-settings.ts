import type { InspectedContainer, InspectedImage } from '../../engine/inspect-container.js';
import type { ContainerSettings, HealthCheck, ImageSettings, Limits } from './container-evidence.js';
import { readableEnvironment } from './environment.js';
import { plainText } from './plain-text.js';
import { readMounts } from './read-mounts.js';
import { publishedPorts } from './read-ports.js';

const longestWord = 2_000;
const longestLabel = 500;
const nanoseconds = 1e6;

/** What `docker inspect` says of how a container was asked for. */
export function readSettings(facts: InspectedContainer, secrets: readonly string[]): ContainerSettings {
  const { Config: config } = facts;
  const host = facts.HostConfig as InspectedContainer['HostConfig'] & { Runtime?: string };
  const words = (list: readonly string[] | string | null | undefined) => readWords(list, secrets);
  return {
    entrypoint: words(config.Entrypoint),
    command: words(config.Cmd),
    environment: readableEnvironment(config.Env),
    user: plainText(config.User ?? '', 200),
    workingFolder: plainText(config.WorkingDir ?? '', longestWord),
    terminal: config.Tty === true,
    stopSignal: plainText((config as { StopSignal?: string }).StopSignal || 'SIGTERM', 50),
    healthCheck: readHealthCheck(config.Healthcheck as RawHealthCheck | undefined, secrets),
    labels: readLabels(config.Labels),
    exposedPorts: Object.keys(config.ExposedPorts ?? {}).map((port) => plainText(port, 50)),
    publishedPorts: publishedPorts(facts),
    networkMode: plainText(host.NetworkMode ?? '', 200),
    networks: Object.entries(facts.NetworkSettings?.Networks ?? {}).map(([name, network]) => ({
      name: plainText(name, 200),
      address: network.IPAddress || network.GlobalIPv6Address || '',
      aliases: words(network.Aliases),
    })),
    extraHosts: words(host.ExtraHosts),
    mounts: readMounts(facts),
    restartPolicy: {
      name: host.RestartPolicy?.Name || 'no',
      maximumRetryCount: host.RestartPolicy?.MaximumRetryCount ?? 0,
    },
    readOnlyRoot: host.ReadonlyRootfs === true,
    privileged: host.Privileged === true,
    addedCapabilities: words(host.CapAdd),
    droppedCapabilities: words(host.CapDrop),
    securityOptions: words(host.SecurityOpt),
    init: host.Init === true,
    autoRemove: host.AutoRemove === true,
    gpuRequested: wantsGpu(host.DeviceRequests) || host.Runtime === 'nvidia',
    logDriver: host.LogConfig?.Type ?? '',
    platform: platformOf(facts),
  };
}

export function readLimits({ HostConfig: host }: InspectedContainer): Limits {
  const ulimit = (name: string): number | null => {
    const limit = (host.Ulimits as { Name?: string; Soft?: number }[] | null | undefined)?.find(
      ({ Name }) => Name === name || Name === `RLIMIT_${name.toUpperCase()}`,
    );
    return limit?.Soft ?? null;
  };
  const quota = host.CpuQuota && host.CpuQuota > 0 ? host.CpuQuota / (host.CpuPeriod || 100_000) : 0;
  return {
    memoryBytes: Math.max(0, host.Memory ?? 0),
    cpus: host.NanoCpus ? host.NanoCpus / 1e9 : quota,
    pids: Math.max(0, host.PidsLimit ?? 0),
    shmBytes: Math.max(0, host.ShmSize ?? 0),
    openFiles: ulimit('nofile'),
    maxProcesses: ulimit('nproc'),
  };
}

export function readImageSettings(facts: InspectedImage): ImageSettings {
  const config = facts.Config as InspectedImage['Config'] | null;
  return {
    id: facts.Id,
    architecture: facts.Architecture ?? '',
    os: facts.Os ?? '',
    entrypoint: readWords(config?.Entrypoint, []),
    command: readWords(config?.Cmd, []),
    exposedPorts: Object.keys(config?.ExposedPorts ?? {}).map((port) => plainText(port, 50)),
    environment: readableEnvironment(config?.Env),
    user: plainText(config?.User ?? '', 200),
  };
}

interface RawHealthCheck {
  Test?: string[] | null;
  Interval?: number;
  Timeout?: number;
  StartPeriod?: number;
  Retries?: number;
}

/** Docker's own defaults where a value is not set. */
function readHealthCheck(check: RawHealthCheck | undefined, secrets: readonly string[]): HealthCheck | null {
  const test = readWords(check?.Test, secrets);
  if (!check || test.length === 0 || test[0] === 'NONE') return null;
  return {
    test,
    intervalMs: (check.Interval || 30_000 * nanoseconds) / nanoseconds,
    timeoutMs: (check.Timeout || 30_000 * nanoseconds) / nanoseconds,
    startPeriodMs: (check.StartPeriod ?? 0) / nanoseconds,
    retries: check.Retries || 3,
  };
}

function readWords(list: readonly string[] | string | null | undefined, secrets: readonly string[]): string[] {
  const all = typeof list === 'string' ? [list] : (list ?? []);
  return all.slice(0, 200).map((word) => plainText(word, longestWord, secrets));
}

function readLabels(labels: Record<string, string> | null | undefined): Record<string, string> {
  const kept = Object.entries(labels ?? {}).slice(0, 100);
  return Object.fromEntries(kept.map(([name, value]) => [plainText(name, 200), plainText(value, longestLabel)]));
}

function wantsGpu(requests: unknown): boolean {
  return ((requests as { Driver?: string; Capabilities?: string[][]; DeviceIDs?: string[] }[] | null) ?? []).some(
    ({ Driver, Capabilities, DeviceIDs }) =>
      Driver === 'nvidia' ||
      (Capabilities ?? []).flat().includes('gpu') ||
      (DeviceIDs ?? []).some((id) => id.includes('/gpu=')),
  );
}

function platformOf(facts: InspectedContainer): string {
  const of = (facts as { ImageManifestDescriptor?: { platform?: { os?: string; architecture?: string } } })
    .ImageManifestDescriptor?.platform;
  return of?.os && of.architecture ? `${of.os}/${of.architecture}` : '';
}
