import { addressOf } from './address.js';
import { gunicornConfiguration } from './gunicorn-configuration.js';
import { isLaunchOf, type Ranked } from './rank-candidates.js';
import { serveCommand } from './serve-command.js';
import { moduleName, sourceRootOf } from './source-root.js';
import { isPackaged, noStart, type Start, type StartContext } from './start-context.js';

/** The start of an ASGI or WSGI application: a server that imports it. */
export function serveObject({ candidate, declared }: Ranked, context: StartContext): Start {
  const { repository, modules, dependencies, metadata, launches } = context;
  const stated = declared?.start.target?.split(':')[0] ?? null;
  const sourceRoot = sourceRootOf(repository, modules, candidate.file, metadata.packageFolder, stated);
  const target = `${moduleName(sourceRoot, candidate.file) ?? candidate.file}:${candidate.attribute}`;
  const installed = isPackaged(context, sourceRoot, candidate.file);
  const configuration = gunicornConfiguration(repository, modules, sourceRoot, declared);
  const { command, added } = serveCommand(
    candidate,
    target,
    installed ? '' : sourceRoot,
    dependencies,
    declared,
    configuration.worker,
  );
  const launch = launches.find((entry) => isLaunchOf(entry, candidate) && (entry.port?.value ?? null) !== null);
  const own = launch ? addressOf(launch).port : null;
  const configured = command[0] === 'gunicorn' ? configuration.port : null;
  const usual = candidate.framework === 'connexion' ? 8080 : 8000;
  const port = declared?.start.port ?? declared?.port ?? configured ?? own ?? context.port ?? usual;
  if (launch && own === port)
    context.findings.evidence.push({ fact: 'port', value: String(port), file: launch.file, line: launch.line });
  return {
    ...noStart,
    entrypoint: {
      target,
      style: candidate.style,
      factory: candidate.factory,
      file: candidate.file,
      line: candidate.line,
    },
    framework: candidate.framework,
    command,
    port,
    sourceRoot,
    added,
    needsInstall: installed,
  };
}
