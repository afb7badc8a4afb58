import type { Cause } from '../cause.js';
import { applicationError } from './application-error.js';
import { boundToLoopback } from './bound-to-loopback.js';
import { certificateError } from './certificate-error.js';
import { clockOrTimezone } from './clock-or-timezone.js';
import { commandNotFound } from './command-not-found.js';
import { completedNormally } from './completed-normally.js';
import { connectionRefused } from './connection-refused.js';
import { cpuThrottled } from './cpu-throttled.js';
import { diskFull } from './disk-full.js';
import { fileDescriptorLimit } from './file-descriptor-limit.js';
import { gpuNotAvailable } from './gpu-not-available.js';
import { healthCheckFailing } from './health-check-failing.js';
import { healthCheckToolMissing } from './health-check-tool-missing.js';
import { ignoresSigterm } from './ignores-sigterm.js';
import { imageNotFound } from './image-not-found.js';
import { killedBySignal } from './killed-by-signal.js';
import { missingEnvironmentVariable } from './missing-environment-variable.js';
import { missingFile } from './missing-file.js';
import { missingModule } from './missing-module.js';
import { mountSourceMissing } from './mount-source-missing.js';
import { nameNotResolved } from './name-not-resolved.js';
import { notExecutable } from './not-executable.js';
import { outOfMemory } from './out-of-memory.js';
import { permissionDenied } from './permission-denied.js';
import { portInUse } from './port-in-use.js';
import { portMismatch } from './port-mismatch.js';
import { portNotPublished } from './port-not-published.js';
import { processLimit } from './process-limit.js';
import { readOnlyFilesystem } from './read-only-filesystem.js';
import { restartLoop } from './restart-loop.js';
import { sharedMemoryExhausted } from './shared-memory-exhausted.js';
import { wrongArchitecture } from './wrong-architecture.js';
import { wrongLineEndings } from './wrong-line-endings.js';
import { zombieProcesses } from './zombie-processes.js';

/** Every cause that can be told; of those that are equally sure, the more particular first. */
export const allCauses: readonly Cause[] = [
  outOfMemory,
  portInUse,
  boundToLoopback,
  portMismatch,
  portNotPublished,
  missingEnvironmentVariable,
  missingModule,
  wrongLineEndings,
  wrongArchitecture,
  notExecutable,
  commandNotFound,
  missingFile,
  readOnlyFilesystem,
  diskFull,
  permissionDenied,
  nameNotResolved,
  connectionRefused,
  certificateError,
  healthCheckToolMissing,
  imageNotFound,
  mountSourceMissing,
  fileDescriptorLimit,
  processLimit,
  sharedMemoryExhausted,
  gpuNotAvailable,
  clockOrTimezone,
  cpuThrottled,
  zombieProcesses,
  ignoresSigterm,
  healthCheckFailing,
  killedBySignal,
  applicationError,
  restartLoop,
  completedNormally,
];
