import { defineCause, type Evidence, type Remedy } from '../cause.js';
import { duration } from '../duration.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { toldBy } from '../logs/trust.js';
import { quoteLog } from '../quote-log.js';
import { changeSetting } from '../remedies/compose-place.js';

/** Tokens and certificates are commonly granted a minute or so. */
const tolerableMs = 30_000;
const largeMs = 5 * 60_000;

export const clockOrTimezone = defineCause({
  id: 'clock-or-timezone',
  title: 'The clock or the time zone is wrong',
  principle: 'environment-configuration',
  // Python says first that it misses the package of time zones
  explains: ['certificate-error', 'missing-module', 'application-error'],
  weigh(evidence) {
    const clock = toldBy(evidence, 'clock');
    const zone = toldBy(evidence, 'time-zone');
    const apart = Math.abs(evidence.engine.clockAheadMs ?? 0);
    const missingZone = zoneWithoutEffect(evidence);
    const confidence = Math.max(
      clockConfidence(apart, clock[0]?.confidence ?? 0),
      zone[0]?.confidence ?? 0,
      missingZone ? 0.7 : 0,
    );
    if (confidence === 0) return null;
    const told: Evidence[] = [...clock, ...zone].slice(0, 3).map(quoteLog);
    return {
      confidence,
      evidence: [...clockEvidence(evidence, apart), ...(missingZone ? [missingZone] : []), ...told],
      remedies: [
        ...(apart > tolerableMs || clock.length > 0 ? clockRemedies() : []),
        ...(zone.length > 0 || missingZone ? zoneRemedies(evidence) : []),
      ],
    };
  },
});

function clockConfidence(apart: number, told: number): number {
  const measured = apart > largeMs ? 0.85 : apart > tolerableMs ? 0.6 : 0;
  return told > 0.2 && measured > 0 ? 0.97 : Math.max(measured, told);
}

function clockEvidence({ engine }: ContainerEvidence, apart: number): Evidence[] {
  if (apart <= tolerableMs) return [];
  const ahead = (engine.clockAheadMs ?? 0) > 0;
  return [
    {
      source: 'engine',
      text: `the engine's clock is ${duration(apart)} ${ahead ? 'ahead of' : 'behind'} this machine's`,
    },
  ];
}

/** TZ names a zone that the image does not know: then all is UTC, and nobody says so. */
function zoneWithoutEffect({ settings, inside, at }: ContainerEvidence): Evidence | null {
  const wanted = settings.environment.get('TZ')?.replace(/^:/, '') ?? '';
  if (inside?.timeZone == null || !/^[A-Z][A-Za-z_]+(?:\/[A-Za-z_+-]+){1,2}$/.test(wanted)) return null;
  const expected = offsetOf(wanted, at);
  if (expected === null || expected === '+0000' || inside.timeZone !== '+0000') return null;
  return {
    source: 'probe',
    text: `TZ is ${wanted}, which is ${expected} now, and programs in it see ${inside.timeZone}: the image has no data of time zones`,
  };
}

/** @returns `+0200`; null for what is no time zone */
function offsetOf(zone: string, at: number): string | null {
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
    const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return text === 'GMT' ? '+0000' : text.replace('GMT', '').replace(':', '');
  } catch {
    return null;
  }
}

function clockRemedies(): Remedy[] {
  return [
    {
      description: 'A container has its host’s clock: set that of the engine’s host',
      command: 'sudo timedatectl set-ntp true && timedatectl',
    },
    {
      description:
        'Docker Desktop’s and other virtual machines lag behind after sleep: restart them, or the machine itself',
    },
  ];
}

function zoneRemedies(evidence: ContainerEvidence): Remedy[] {
  return [
    {
      description:
        'Install the time zones; in the Dockerfile: RUN apt-get update && apt-get install -y --no-install-recommends tzdata (Alpine: RUN apk add --no-cache tzdata; Python: pip install tzdata; Go: import _ "time/tzdata")',
    },
    changeSetting(evidence, 'Or use those of the host', 'volumes: ["/usr/share/zoneinfo:/usr/share/zoneinfo:ro"]', {
      options: ['-v', '/usr/share/zoneinfo:/usr/share/zoneinfo:ro'],
    }),
  ];
}
