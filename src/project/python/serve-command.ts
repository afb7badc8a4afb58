import type { Dependencies } from '../project.js';
import type { Candidate } from './candidates.js';
import type { UnderstoodStart } from './understand-start.js';

/** How an application object is started. */
export interface ServeCommand {
  command: string[];
  /** Packages that the command needs and the manifests do not bring. */
  added: string[];
}

const asgiServers = ['uvicorn', 'hypercorn', 'granian', 'daphne'];
/** Packages that depend on uvicorn, so that it is there although nobody names it. */
const bringUvicorn = new Set([
  'gradio',
  'mcp',
  'fastmcp',
  'nicegui',
  'python-fasthtml',
  'chainlit',
  'fastapi-cli',
  'shiny',
  'google-adk',
  'sse-starlette-cli',
]);
const extrasWithUvicorn: Record<string, string[]> = {
  fastapi: ['standard', 'all'],
  litestar: ['standard', 'full'],
  starlite: ['standard', 'full'],
  'a2a-sdk': ['http-server'],
  connexion: ['uvicorn'],
  langserve: [],
  fasthtml: [],
};

/** Whether a package is installed: declared, locked, or brought by one that is. */
export function isInstalled(dependencies: Dependencies, name: string): boolean {
  if ([...dependencies.direct, ...dependencies.locked].some((entry) => entry.name === name)) return true;
  if (name === 'hypercorn') return isInstalled(dependencies, 'quart');
  if (name !== 'uvicorn') return false;
  return dependencies.direct.some(
    (entry) =>
      bringUvicorn.has(entry.name) || entry.extras.some((extra) => extrasWithUvicorn[entry.name]?.includes(extra)),
  );
}

/** Command of an ASGI or WSGI application: the declared server where its package is installed, else the best one that is, else one that is added. */
export function serveCommand(
  candidate: Candidate,
  target: string,
  folder: string,
  dependencies: Dependencies,
  declared: UnderstoodStart | null,
  gunicornWorker: string | null,
): ServeCommand {
  const asked = declared && Object.hasOwn(builders, declared.start.program) ? declared.start : null;
  const options = asked?.options ?? [];
  const has = (name: string) => isInstalled(dependencies, name);
  const isAsgi = candidate.style === 'asgi';
  if (isAsgi) {
    const worker = optionValue(options, '-k', '--worker-class') ?? gunicornWorker;
    if (has('gunicorn') && /[Uu]vicorn/.test(worker ?? '') && (asked?.program === 'gunicorn' || gunicornWorker)) {
      const command = builders.gunicorn(
        target,
        candidate.factory,
        folder,
        asked?.program === 'gunicorn' ? options : [],
      );
      return {
        command,
        added: missing(dependencies, worker?.startsWith('uvicorn_worker') ? ['uvicorn-worker'] : ['uvicorn']),
      };
    }
    const preferred = asked && asgiServers.includes(asked.program) ? asked.program : null;
    const server =
      preferred && (has(preferred) || preferred === 'uvicorn') ? preferred : (asgiServers.find(has) ?? 'uvicorn');
    const kept = server === asked?.program ? options : [];
    return {
      command: builders[server as 'uvicorn'](target, candidate.factory, folder, kept),
      added: missing(dependencies, [server]),
    };
  }
  const server = has('gunicorn') || !has('waitress') ? 'gunicorn' : 'waitress-serve';
  const kept = server === asked?.program ? options : server === 'gunicorn' ? socketWorker(dependencies) : [];
  return {
    command: builders[server](target, candidate.factory, folder, kept),
    added: missing(dependencies, [server === 'gunicorn' ? 'gunicorn' : 'waitress']),
  };
}

function missing(dependencies: Dependencies, names: string[]): string[] {
  return names.filter((name) => !isInstalled(dependencies, name));
}

/** Flask-SocketIO keeps clients in memory: one worker, of the kind that its dependencies allow. */
function socketWorker(dependencies: Dependencies): string[] {
  const names = new Set(dependencies.direct.map(({ name }) => name));
  if (!names.has('flask-socketio')) return [];
  if (names.has('eventlet')) return ['--worker-class', 'eventlet', '--workers', '1'];
  return names.has('gevent') ? ['--worker-class', 'gevent', '--workers', '1'] : ['--workers', '1', '--threads', '100'];
}

function optionValue(options: string[], ...names: string[]): string | null {
  const at = options.findIndex((option) => names.includes(option));
  return at < 0 ? null : (options[at + 1] ?? null);
}

const inFolder = (option: string, folder: string) => (folder === '' ? [] : [option, folder]);

/** Argument arrays per server. `options` are kept from a declared command. */
const builders = {
  uvicorn: (target: string, factory: boolean, folder: string, options: string[]) => [
    'uvicorn',
    target,
    '--host',
    '0.0.0.0',
    '--port',
    '${PORT}',
    ...(factory ? ['--factory'] : []),
    ...inFolder('--app-dir', folder),
    ...options,
  ],
  hypercorn: (target: string, factory: boolean, _folder: string, options: string[]) => [
    'hypercorn',
    factory ? `${target}()` : target,
    '--bind',
    '0.0.0.0:${PORT}',
    ...options,
  ],
  granian: (target: string, factory: boolean, folder: string, options: string[]) => [
    'granian',
    ...(options.includes('--interface') ? [] : ['--interface', 'asgi']),
    target,
    '--host',
    '0.0.0.0',
    '--port',
    '${PORT}',
    ...(factory ? ['--factory'] : []),
    ...inFolder('--working-dir', folder),
    ...options,
  ],
  daphne: (target: string, _factory: boolean, _folder: string, options: string[]) => [
    'daphne',
    '-b',
    '0.0.0.0',
    '-p',
    '${PORT}',
    ...options,
    target,
  ],
  gunicorn: (target: string, factory: boolean, folder: string, options: string[]) => [
    'gunicorn',
    '--bind',
    '0.0.0.0:${PORT}',
    ...inFolder('--chdir', folder),
    ...options,
    factory ? `${target}()` : target,
  ],
  'waitress-serve': (target: string, factory: boolean, _folder: string, options: string[]) => [
    'waitress-serve',
    '--listen=0.0.0.0:${PORT}',
    ...options,
    ...(factory ? ['--call'] : []),
    target,
  ],
} as const;
