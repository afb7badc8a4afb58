import { addressOf } from './address.js';
import type { Candidate } from './candidates.js';
import { isLaunchOf, type Ranked, serves } from './rank-candidates.js';
import { runFile } from './run-file.js';
import { isInstalled } from './serve-command.js';
import { moduleName, sourceRootOf } from './source-root.js';
import { noStart, type Start, type StartContext } from './start-context.js';

/** How a framework is served by a command line of its own. */
interface OwnServer {
  command(subject: { candidate: Candidate; file: string; target: string; root: string }): string[];
  port: number;
  /** What brings the command; added where it is missing. */
  package: string;
  /** Name that the entry point is shown by, where it is not the file. */
  entry?: 'target';
  readsPort?: boolean;
}

const address = ['--host', '0.0.0.0', '--port', '${PORT}'];

const servers: Record<string, OwnServer> = {
  streamlit: {
    command: ({ file }) =>
      `streamlit run`
        .split(' ')
        .concat(file, '--server.port', '${PORT}', '--server.address', '0.0.0.0', '--server.headless', 'true'),
    port: 8501,
    package: 'streamlit',
  },
  chainlit: {
    command: ({ file }) => ['chainlit', 'run', file, ...address, '--headless'],
    port: 8000,
    package: 'chainlit',
  },
  'shiny-express': { command: ({ file }) => ['shiny', 'run', ...address, file], port: 8000, package: 'shiny' },
  'functions-framework': {
    command: ({ candidate, file }) => [
      'functions-framework',
      '--source',
      file,
      '--target',
      candidate.attribute ?? '',
      '--port',
      '${PORT}',
    ],
    port: 8080,
    package: 'functions-framework',
  },
  langgraph: {
    command: () => ['langgraph', 'dev', ...address, '--no-browser', '--no-reload'],
    // What `langgraph up` publishes, and the documentation calls.
    port: 8123,
    package: 'langgraph-cli',
  },
  'google-adk': {
    // It serves every folder below the one that it is given that holds an agent.
    command: ({ file }) => ['adk', 'api_server', ...address, file.split('/').slice(0, -2).join('/') || '.'],
    port: 8000,
    package: 'google-adk',
  },
  cog: { command: () => ['python', '-m', 'cog.server.http'], port: 5000, package: 'cog', readsPort: true },
  sanic: {
    command: ({ candidate, target }) => ['sanic', target, ...address, ...(candidate.factory ? ['--factory'] : [])],
    port: 8000,
    package: 'sanic',
    entry: 'target',
  },
};
/** Extras without which a package does not bring its command. */
const withExtras: Record<string, string> = { 'langgraph-cli': 'langgraph-cli[inmem]' };

/** Servers that are used where the code does not start one itself. */
const fallbacks: Record<string, OwnServer> = {
  aiohttp: {
    command: ({ target, root }) => [
      ...['gunicorn', '--bind', '0.0.0.0:${PORT}', '--worker-class', 'aiohttp.GunicornWebWorker'],
      ...(root === '' ? [] : ['--chdir', root]),
      target,
    ],
    port: 8080,
    package: 'gunicorn',
    entry: 'target',
  },
  fastmcp: {
    command: ({ candidate, file }) => [
      'fastmcp',
      'run',
      `${file}:${candidate.attribute}`,
      '--transport',
      'http',
      ...address,
    ],
    port: 8000,
    package: 'fastmcp',
    entry: 'target',
  },
};

/** The start of an application whose framework has a server of its own: its command line, else the file that starts it. */
export function serveOwn(ranked: Ranked, context: StartContext): Start {
  const { candidate } = ranked;
  const { launches, dependencies } = context;
  const name = candidate.framework ?? '';
  const own = launches.find((launch) => isLaunchOf(launch, candidate) && serves(launch));
  const server = Object.hasOwn(servers, name) ? servers[name] : undefined;
  if (server) return byCommand(server, ranked, context, own ? addressOf(own).port : null);
  if (own) {
    const script: Candidate = { ...candidate, style: 'script', file: own.file, line: own.line, launches: [own] };
    return runFile({ ...ranked, candidate: script }, context, candidate.framework);
  }
  const fallback = Object.hasOwn(fallbacks, name) ? fallbacks[name] : undefined;
  // The MCP SDK's own FastMCP has no command line that serves over HTTP.
  if (fallback && (name !== 'fastmcp' || isInstalled(dependencies, 'fastmcp')))
    return byCommand(fallback, ranked, context, null);
  const standard = launches.find((launch) => isLaunchOf(launch, candidate));
  const script: Candidate = { ...candidate, style: 'script', launches: standard ? [standard] : [] };
  return runFile({ ...ranked, candidate: script }, context, candidate.framework);
}

function byCommand(
  server: OwnServer,
  { candidate, declared }: Ranked,
  context: StartContext,
  launched: number | null,
): Start {
  const { repository, modules, metadata, dependencies } = context;
  const { file } = candidate;
  const root = server.entry === 'target' ? sourceRootOf(repository, modules, file, metadata.packageFolder) : '';
  const target = `${moduleName(root, file) ?? ''}:${candidate.attribute}`;
  const command = server.command({ candidate, file, target, root });
  const options =
    declared && declared.start.program === command[0] && declared.weight > 1 ? declared.start.options : [];
  // Values without their names would be taken for something else, so options are kept only where all of them are flags.
  const kept = options.filter((option) => !command.includes(option) && option !== 'true' && option !== 'false');
  return {
    ...noStart,
    entrypoint: {
      target: server.entry === 'target' ? target : file,
      style: candidate.style,
      factory: candidate.factory,
      file,
      line: candidate.line,
    },
    framework: candidate.framework === 'shiny-express' ? 'shiny' : candidate.framework,
    command: kept.every((option) => option.startsWith('--')) ? [...command, ...kept] : command,
    port: declared?.start.port ?? declared?.port ?? configuredPort(context, candidate) ?? launched ?? server.port,
    readsPort: server.readsPort ?? false,
    sourceRoot: root,
    added: isInstalled(dependencies, server.package) ? [] : [withExtras[server.package] ?? server.package],
  };
}

/** `[server] port` of .streamlit/config.toml. */
function configuredPort({ repository }: StartContext, { style }: Candidate): number | null {
  const text = style === 'streamlit' ? (repository.read('.streamlit/config.toml') ?? '') : '';
  return Number(/^[ \t]*port[ \t]*=[ \t]*(\d{1,5})[ \t]*$/m.exec(text)?.[1] ?? 0) || null;
}
