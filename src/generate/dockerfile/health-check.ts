import type { Spec } from '../../spec/schema.js';
import { parseDuration } from '../../spec/units.js';
import type { Block } from './block.js';

/** The health check: the base image's own interpreter asks the service, so that neither curl nor a shell is needed. */
export function healthCheckBlock(spec: Spec, honoursPort: boolean): Block[] {
  const health = spec.criteria.health;
  const { port } = spec.app;
  if (!health || port === null) return [];
  const within = parseDuration(health.within) ?? 3000;
  const words = ['python', '-I', '-c', 'path' in health ? request(health.path) : connection()];
  return [
    {
      template: 'health-check',
      principle: 'health-check',
      reason:
        'path' in health
          ? `Healthy means that GET ${health.path} answers; no curl needed, -I keeps the project's modules out of it`
          : 'No health route was found, so healthy means that the port answers',
      data: {
        interval: '10s',
        timeout: goDuration(within),
        start: goDuration(Math.max(parseDuration(spec.criteria['cold-start']?.max ?? '') ?? 0, 10_000)),
        words,
      },
    },
  ];

  function request(path: string): string {
    return [
      'import os, http.client as http',
      `service = http.HTTPConnection('127.0.0.1', ${portExpression()}, timeout=${within / 1000})`,
      `service.request('GET', ${pythonString(encodedPath(path))})`,
      'raise SystemExit(service.getresponse().status >= 400)',
    ].join('; ');
  }

  function connection(): string {
    return `import os, socket; socket.create_connection(('127.0.0.1', ${portExpression()}), ${within / 1000}).close()`;
  }

  function portExpression(): string {
    return honoursPort ? `int(os.environ['PORT'])` : String(port);
  }
}

/** A duration that Docker reads. */
export function goDuration(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}

/** What is not ASCII goes into a request as percent-encoded UTF-8. */
function encodedPath(path: string): string {
  return path.toWellFormed().replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character));
}

function pythonString(ascii: string): string {
  return `'${ascii.replace(/[\\']/g, '\\$&')}'`;
}
