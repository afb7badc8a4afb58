import { Fault } from '../../fault.js';
import type { Project } from '../../project/project.js';
import type { Spec } from '../../spec/schema.js';

/** The heartbeat file of a worker belongs in memory: a slow disk would look like a worker that hangs. */
const heartbeatInMemory = ['--worker-tmp-dir', '/dev/shm'];

function withHeartbeatInMemory(command: string[]): string[] {
  const set = command.some(
    (word) => word.startsWith('--worker-tmp-dir') || word === '-c' || word.startsWith('--config'),
  );
  return set ? command : ['gunicorn', ...heartbeatInMemory, ...command.slice(1)];
}

/** Workers where WEB_CONCURRENCY says nothing else: two for each CPU, as gunicorn reads it by itself. */
export function defaultWorkers({ resources }: Spec): string {
  return String(Math.max(2, Math.round(2 * resources.cpus)));
}

const asyncServers = new Set(['uvicorn', 'hypercorn', 'daphne', 'granian', 'fastapi']);
const syncServers = new Set(['flask', 'waitress-serve', 'uwsgi', 'python']);

/**
 * The start command of the gunicorn variant; WEB_CONCURRENCY sets its workers, PORT its port.
 * @throws Fault `not-supported` for what gunicorn cannot serve
 */
export function gunicornCommand(project: Project, spec: Spec): { command: string[]; servers: string[] } {
  const { command } = spec.app;
  if (command[0] === 'gunicorn') return { command: withHeartbeatInMemory(command), servers: ['gunicorn'] };
  const target = applicationOf(project, command);
  const asynchronous = isAsynchronous(project, command);
  if (!target || asynchronous === null)
    throw new Fault(
      'not-supported',
      `The gunicorn variant needs a WSGI or ASGI application; ${spec.app.framework ?? 'this command'} brings its own server.`,
      'Use the slim variant, or name the application in container.spec.yaml: app.entrypoint as module:attribute.',
    );
  return {
    command: [
      'gunicorn',
      target,
      ...(asynchronous ? ['--worker-class', 'uvicorn_worker.UvicornWorker'] : []),
      '--bind',
      '0.0.0.0:${PORT}',
      ...heartbeatInMemory,
      '--access-logfile',
      '-',
    ],
    servers: asynchronous ? ['gunicorn', 'uvicorn-worker'] : ['gunicorn'],
  };
}

function applicationOf({ entrypoint }: Project, command: string[]): string | null {
  const application = /^[\w.]+:[\w.]+$/;
  if (entrypoint && (entrypoint.style === 'asgi' || entrypoint.style === 'wsgi') && application.test(entrypoint.target))
    return entrypoint.factory ? `${entrypoint.target}()` : entrypoint.target;
  const word = command.slice(1).find((candidate) => application.test(candidate));
  if (!word) return null;
  return command.includes('--factory') ? `${word}()` : word;
}

function isAsynchronous({ entrypoint }: Project, [program = '']: string[]): boolean | null {
  if (entrypoint?.style === 'asgi') return true;
  if (entrypoint?.style === 'wsgi') return false;
  if (asyncServers.has(program)) return true;
  return syncServers.has(program) ? false : null;
}
