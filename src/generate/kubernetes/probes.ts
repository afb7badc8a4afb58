import type { Project } from '../../project/project.js';
import type { Spec } from '../../spec/schema.js';
import { parseDuration } from '../../spec/units.js';
import type { Measured } from '../measured.js';

const startPeriodSeconds = 2;

/** Startup, readiness and liveness from the health routes; none for what listens nowhere. */
export function probesOf({ routes }: Project, { criteria, app }: Spec, measured: Measured) {
  const { health } = criteria;
  if (!health || app.port === null) return {};
  const check = 'path' in health ? httpGet(health.path) : { tcpSocket: { port: 'http' } };
  const ready = routes.find(
    ({ method, path }) => method === 'GET' && /^\/(?:health\/)?(?:ready|readyz|readiness)\/?$/.test(path),
  );
  const timeoutSeconds = Math.max(1, Math.ceil((parseDuration(health.within) ?? 3000) / 1000));
  return {
    startupProbe: {
      ...check,
      periodSeconds: startPeriodSeconds,
      timeoutSeconds,
      failureThreshold: startSeconds(criteria, measured) / startPeriodSeconds,
    },
    readinessProbe: {
      ...(ready ? httpGet(ready.path) : check),
      periodSeconds: 10,
      timeoutSeconds,
      failureThreshold: 3,
    },
    livenessProbe: { ...check, periodSeconds: 20, timeoutSeconds, failureThreshold: 3 },
  };
}

function httpGet(path: string) {
  return { httpGet: { path: path.toWellFormed(), port: 'http' } };
}

/**
 * How long a start may take: a node that pulls, has little CPU to spare or loads from a slow disk needs many times what was
 * measured. Half minutes, so that a new proof seldom changes them.
 */
function startSeconds(criteria: Spec['criteria'], { coldStartMs = 0 }: Measured): number {
  const longest = Math.max(60_000, 3 * (parseDuration(criteria['cold-start']?.max ?? '') ?? 0), 10 * coldStartMs);
  return Math.ceil(longest / 30_000) * 30;
}
