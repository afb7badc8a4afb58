import type { Cause } from '../cause.js';
import { applicationError } from './application-error.js';
import { certificateError } from './certificate-error.js';
import { clockOrTimezone } from './clock-or-timezone.js';
import { completedNormally } from './completed-normally.js';
import { cpuThrottled } from './cpu-throttled.js';
import { fileDescriptorLimit } from './file-descriptor-limit.js';
import { gpuNotAvailable } from './gpu-not-available.js';
import { healthCheckFailing } from './health-check-failing.js';
import { healthCheckToolMissing } from './health-check-tool-missing.js';
import { ignoresSigterm } from './ignores-sigterm.js';
import { imageNotFound } from './image-not-found.js';
import { killedBySignal } from './killed-by-signal.js';
import { mountSourceMissing } from './mount-source-missing.js';
import { processLimit } from './process-limit.js';
import { restartLoop } from './restart-loop.js';
import { sharedMemoryExhausted } from './shared-memory-exhausted.js';
import { zombieProcesses } from './zombie-processes.js';

/** Every cause that can be told; of those that are equally sure, the more particular first. */
export const allCauses: readonly Cause[] = [
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
