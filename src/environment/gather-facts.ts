import { realpath, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Attempt, attemptEngines } from '../engine/attempt-engines.js';
import { readCommandLine } from '../engine/command-line-plugins.js';
import type { Engine } from '../engine/connect.js';
import { withDeadline } from '../engine/deadline.js';
import { type DiskUsage, readDiskUsage } from '../engine/disk-usage.js';
import { defaultAddresses, type Endpoint, findEndpoints, socketEndpoint } from '../engine/endpoint.js';
import { reasonOf } from '../engine/engine-fault.js';
import { type EngineResources, readEngineResources } from '../engine/engine-resources.js';
import { reachRegistry } from '../engine/registry-reach.js';
import { Fault } from '../fault.js';
import { readClientSettings } from './client-settings.js';
import { daemonFile, readDaemonSettings, withoutDaemon } from './daemon-settings.js';
import { colimaProfile, engineKind } from './engine-kind.js';
import type { EngineFacts, Facts } from './facts.js';
import { cleanWords } from './foreign-words.js';
import { readMachine } from './machine.js';
import type { Needs } from './needs.js';
import type { Place } from './place.js';
import {
  readColimaSettings,
  readDesktopSettings,
  readWslSettings,
  type VirtualMachineSettings,
} from './virtual-machine-settings.js';

const engineMs = 5_000;
const usageMs = 5_000;

/** Looks at this machine, its settings and the engine, all at once where it can; changes nothing. */
export async function gatherFacts(place: Place, needs: Needs, signal: AbortSignal): Promise<Facts> {
  const { surroundings } = place;
  const [{ attempts, refusal }, machine, commandLine, registry] = await Promise.all([
    findEngines(place),
    readMachine(place),
    readCommandLine(surroundings),
    needs.repository ? reachRegistry(needs.repository, signal) : null,
  ]);
  signal.throwIfAborted();
  const answering = attempts.find(({ engine, endpoint }) => engine && endpoint.source !== elsewhere);
  const client = await readClientSettings(place, answering?.endpoint.address ?? null);
  const [desktop, wsl] = await Promise.all([readDesktopSettings(place, machine), readWslSettings(place, machine)]);
  let engine: EngineFacts | null = null;
  let virtualMachine: VirtualMachineSettings | null = desktop;
  if (answering?.engine) {
    try {
      const { resources, usage } = await askEngine(answering.engine, signal);
      const kind = engineKind(answering.engine, resources, machine, desktop?.wsl ?? null);
      const profile = colimaProfile(answering.engine.endpoint);
      virtualMachine = kind === 'docker-desktop' ? desktop : null;
      if (kind === 'docker-desktop-wsl' || kind === 'wsl') virtualMachine = wsl;
      if (kind === 'colima') virtualMachine = await readColimaSettings(place, profile);
      const here = isHere(place, answering.engine, resources);
      const limit = kind === 'docker-desktop-wsl' ? desktop?.diskBytes : virtualMachine?.diskBytes;
      const free = here
        ? await freeHere(place, resources.rootFolder)
        : await freeInDisk(place, limit ?? null, usage, kind !== 'remote');
      const { docker: _, endpoint, ...told } = answering.engine;
      const { source, address, local } = endpoint;
      engine = cleanWords({ ...told, ...resources, source, address, local, kind, here, profile, usage, free });
    } catch (error) {
      signal.throwIfAborted();
      answering.reason = `it answered once, then no more: ${reasonOf(error)}`;
      answering.engine = null;
    }
  }
  const rootless = engine?.securityOptions.some((option) => option.includes('rootless')) ?? false;
  const file = daemonFile(place, rootless, /^docker-desktop/.test(engine?.kind ?? ''));
  const daemon = engine?.podman
    ? withoutDaemon(file)
    : await readDaemonSettings(place, file, engine && !engine.here ? null : (engine?.address ?? ''));
  const others = await otherEngines(attempts, answering ?? null);
  return {
    needs,
    machine: { ...machine, distribution: cleanWords(machine.distribution) },
    userName: place.system.userName,
    attempts: cleanWords(
      attempts
        .filter(({ endpoint }) => endpoint.source !== elsewhere)
        .map(({ endpoint: { source, address, local }, reason, hint, refused }) => ({
          endpoint: { source, address, local },
          reason,
          ...(hint === undefined ? {} : { hint }),
          refused,
        })),
    ),
    refusal: cleanWords(refusal),
    engine,
    others: cleanWords(others),
    commandLine,
    client: cleanWords(client),
    daemon: cleanWords(daemon),
    desktop: cleanWords(desktop),
    virtualMachine: cleanWords(virtualMachine),
    registry: cleanWords(registry),
  };
}

/** Marks endpoints that nobody named, looked at since the named one does not answer. */
const elsewhere = 'elsewhere';

async function findEngines({ surroundings }: Place): Promise<{ attempts: Attempt[]; refusal: Facts['refusal'] }> {
  let endpoints: Endpoint[] = [];
  let refusal: Facts['refusal'] = null;
  try {
    endpoints = await findEndpoints(surroundings);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    refusal = { message: error.message, hint: error.hint };
  }
  const attempts = await attemptEngines(endpoints);
  if (attempts.some(({ engine }) => engine)) return { attempts, refusal };
  const tried = new Set(attempts.map(({ endpoint }) => endpoint.address));
  const further = defaultAddresses(surroundings).filter((address) => !tried.has(address));
  const named = endpoints.some(({ source }) => source !== 'default socket') || refusal !== null;
  if (!named) return { attempts, refusal };
  return {
    attempts: [...attempts, ...(await attemptEngines(further.map((address) => socketEndpoint(elsewhere, address))))],
    refusal,
  };
}

async function askEngine(
  engine: Engine,
  signal: AbortSignal,
): Promise<{ resources: EngineResources; usage: DiskUsage | null }> {
  const [resources, usage] = await Promise.all([
    withDeadline(engineMs, signal, (inTime) => readEngineResources(engine, inTime)),
    // an engine with thousands of layers may take a minute for it
    readDiskUsage(engine, usageMs, signal).catch(() => null),
  ]);
  return { resources, usage };
}

/** The same kernel and name: a virtual machine, a container of ours or another host differs in one of them. */
function isHere({ system, surroundings }: Place, engine: Engine, resources: EngineResources): boolean {
  return (
    surroundings.platform === 'linux' &&
    engine.endpoint.local &&
    resources.hostName === system.hostName &&
    resources.kernel === system.release
  );
}

async function freeHere({ root }: Place, folder: string | null): Promise<EngineFacts['free']> {
  if (!folder) return null;
  try {
    const { bavail, bsize } = await statfs(join(root, folder));
    return { bytes: bavail * bsize, how: `at ${folder}` };
  } catch {
    return null;
  }
}

/** A virtual disk has its limit, and grows only as far as the machine's own disk lets it. */
async function freeInDisk(
  { surroundings }: Place,
  limit: number | null,
  usage: DiskUsage | null,
  local: boolean,
): Promise<EngineFacts['free']> {
  if (!local || limit === null || usage === null) return null;
  const used = Object.values(usage).reduce((sum, { bytes }) => sum + bytes, 0);
  const own = await statfs(surroundings.home).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => Number.POSITIVE_INFINITY,
  );
  return { bytes: Math.max(0, Math.min(limit - used, own)), how: 'about, of its virtual disk' };
}

/** One engine is often reached by several names. */
async function otherEngines(attempts: Attempt[], chosen: Attempt | null): Promise<Facts['others']> {
  const real = (address: string) => realpath(address.replace(/^unix:\/\//, '')).catch(() => address);
  const seen = new Set(chosen ? [await real(chosen.endpoint.address)] : []);
  const others: Facts['others'] = [];
  for (const { engine, endpoint } of attempts) {
    if (!engine) continue;
    const path = await real(endpoint.address);
    if (seen.has(path)) continue;
    seen.add(path);
    others.push({ source: endpoint.source, address: endpoint.address, version: engine.version });
  }
  return others;
}
