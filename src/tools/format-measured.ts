import { formatDuration, formatSize } from '../spec/units.js';
import type { Proof } from './proof-schema.js';

/** A measured value as a person reads it. */
export function formatMeasured({ measured, unit }: Pick<Proof['criteria'][number], 'measured' | 'unit'>): string {
  if (measured === null) return 'not measured';
  if (typeof measured === 'string') return measured;
  if (unit === 'bytes') return formatSize(measured);
  return unit === 'ms' ? formatDuration(measured) : String(measured);
}
