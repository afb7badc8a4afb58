import { cleanEnvironment } from './clean-environment.js';
import { coldStart } from './cold-start.js';
import { compose } from './compose.js';
import { configuration } from './configuration.js';
import type { Criterion } from './criterion.js';
import { gracefulShutdown } from './graceful-shutdown.js';
import { health } from './health.js';
import { imageSize } from './image-size.js';
import { logs } from './logs.js';
import { nonRoot } from './non-root.js';
import { optionalServices } from './optional-services.js';
import { readOnlyRoot } from './read-only-root.js';
import { rebuild } from './rebuild.js';
import { reproducible } from './reproducible.js';
import { secrets } from './secrets.js';
import { smoke } from './smoke.js';
import { vulnerabilities } from './vulnerabilities.js';

/** Every criterion, in the order in which results are shown. */
export const allCriteria: readonly Criterion[] = [
  imageSize,
  nonRoot,
  health,
  coldStart,
  configuration,
  secrets,
  optionalServices,
  gracefulShutdown,
  readOnlyRoot,
  logs,
  smoke,
  rebuild,
  reproducible,
  compose,
  vulnerabilities,
  cleanEnvironment,
];
