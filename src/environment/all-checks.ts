import type { Check } from './check.js';
import { addressPools } from './checks/address-pools.js';
import { builder } from './checks/builder.js';
import { buildx } from './checks/buildx.js';
import { cgroup } from './checks/cgroup.js';
import { clientSettings } from './checks/client-settings.js';
import { clock } from './checks/clock.js';
import { compose } from './checks/compose.js';
import { containers } from './checks/containers.js';
import { cpus } from './checks/cpus.js';
import { credentials } from './checks/credentials.js';
import { desktopSettings } from './checks/desktop-settings.js';
import { disk } from './checks/disk.js';
import { dockerCommand } from './checks/docker-command.js';
import { engine } from './checks/engine.js';
import { engineChoice } from './checks/engine-choice.js';
import { engineSettings } from './checks/engine-settings.js';
import { engineVersion } from './checks/engine-version.js';
import { engineWarnings } from './checks/engine-warnings.js';
import { gpu } from './checks/gpu.js';
import { imageStore } from './checks/image-store.js';
import { insecureRegistries } from './checks/insecure-registries.js';
import { logRotation } from './checks/log-rotation.js';
import { memory } from './checks/memory.js';
import { mirrors } from './checks/mirrors.js';
import { openFiles } from './checks/open-files.js';
import { overcommit } from './checks/overcommit.js';
import { permission } from './checks/permission.js';
import { proxy } from './checks/proxy.js';
import { reclaimable } from './checks/reclaimable.js';
import { registry } from './checks/registry.js';
import { scanner } from './checks/scanner.js';
import { security } from './checks/security.js';
import { sharedMemory } from './checks/shared-memory.js';
import { swap } from './checks/swap.js';
import { transport } from './checks/transport.js';

/** Every check, in the order in which they are shown: the engine, what it has, how it is set up, what is around it. */
export const allChecks: readonly Check[] = [
  engine,
  engineChoice,
  permission,
  transport,
  engineVersion,
  containers,
  memory,
  cpus,
  swap,
  disk,
  reclaimable,
  sharedMemory,
  gpu,
  builder,
  imageStore,
  cgroup,
  security,
  engineSettings,
  desktopSettings,
  logRotation,
  openFiles,
  overcommit,
  addressPools,
  clock,
  engineWarnings,
  proxy,
  mirrors,
  insecureRegistries,
  clientSettings,
  credentials,
  registry,
  dockerCommand,
  buildx,
  compose,
  scanner,
];
