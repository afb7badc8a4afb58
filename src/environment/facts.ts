import type { Attempt } from '../engine/attempt-engines.js';
import type { CommandLine } from '../engine/command-line-plugins.js';
import type { Engine } from '../engine/connect.js';
import type { DiskUsage } from '../engine/disk-usage.js';
import type { EngineResources } from '../engine/engine-resources.js';
import type { RegistryReach } from '../engine/registry-reach.js';
import type { ClientSettings } from './client-settings.js';
import type { DaemonSettings } from './daemon-settings.js';
import type { EngineKind } from './engine-kind.js';
import type { Machine } from './machine.js';
import type { Needs } from './needs.js';
import type { DesktopSettings, VirtualMachineSettings } from './virtual-machine-settings.js';

/** An engine that answered, in plain values. */
export interface EngineFacts extends Omit<Engine, 'docker' | 'endpoint'>, EngineResources {
  source: string;
  address: string;
  local: boolean;
  kind: EngineKind;
  /** It shares this machine's kernel and files: what we read here is its own. */
  here: boolean;
  /** Of a Colima. */
  profile: string;
  usage: DiskUsage | null;
  /** Free bytes where it keeps its images, and how that is known; null where it cannot be told. */
  free: { bytes: number; how: string } | null;
}

/** All that the checks judge; gathered once, without changing anything. */
export interface Facts {
  needs: Needs;
  machine: Machine;
  userName: string;
  attempts: Pick<Attempt, 'endpoint' | 'reason' | 'hint' | 'refused'>[];
  /** What forbids to look for an engine at all, such as a DOCKER_HOST that is no address. */
  refusal: { message: string; hint: string } | null;
  engine: EngineFacts | null;
  /** Other engines that answer. */
  others: { source: string; address: string; version: string }[];
  commandLine: CommandLine;
  client: ClientSettings;
  daemon: DaemonSettings;
  desktop: DesktopSettings | null;
  /** What sets the virtual machine that the engine runs in. */
  virtualMachine: VirtualMachineSettings | null;
  registry: RegistryReach | null;
}
