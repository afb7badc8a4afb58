import type { Vulnerabilities } from '../audit/vulnerabilities/vulnerability.js';
import type { ComposeObservation } from './observe/compose.js';
import type { ConfigurationObservation } from './observe/configuration.js';
import type { ImageObservation } from './observe/image.js';
import type { RebuildObservation } from './observe/rebuild.js';
import type { ReproducibleObservation } from './observe/reproducible.js';
import type { ServiceObservation } from './observe/service-observation.js';
import type { Subject } from './subject.js';

/** What was seen, or why it could not be. */
export type Observed<T> = { seen: T } | { missing: string };

export interface Observations {
  image: Observed<ImageObservation>;
  service: Observed<ServiceObservation>;
  configuration: Observed<ConfigurationObservation>;
  rebuild: Observed<RebuildObservation>;
  reproducible: Observed<ReproducibleObservation>;
  compose: Observed<ComposeObservation>;
  vulnerabilities: Observed<Vulnerabilities>;
}

export type ObservationName = keyof Observations;

export type Facts = { subject: Subject } & Partial<Observations>;

/** The observation, or the reason for its absence. */
export function lookUp<N extends ObservationName>(facts: Facts, name: N): NonNullable<Facts[N]> | { missing: string } {
  return (facts[name] as NonNullable<Facts[N]> | undefined) ?? { missing: 'it was not observed' };
}
