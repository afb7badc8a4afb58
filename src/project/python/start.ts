import type { Dependencies, EntryPoint } from '../project.js';
import type { Findings, Repository } from '../repository.js';
import { addressOf } from './address.js';
import type { Candidate } from './candidates.js';
import { gunicornConfiguration } from './gunicorn-configuration.js';
import type { Launch } from './launches.js';
import type { Modules } from './modules.js';
import type { PackageMetadata } from './package-metadata.js';
import { isLaunchOf, type Ranked, serves } from './rank-candidates.js';
import { isInstalled, serveCommand } from './serve-command.js';
import { moduleName, sourceRootOf } from './source-root.js';

/** How the service starts, as far as it is known. */
export interface Start {
  entrypoint: EntryPoint | null;
  framework: string | null;
  kind: 'web' | 'job' | 'worker';
  command: string[] | null;
  /** Variables that the command needs, whose values may hold `${PORT}`. */
  commandEnvironment: Record<string, string>;
  port: number | null;
  readsPort: boolean;
  sourceRoot: string;
  added: string[];
  /** The start needs the project installed as a package. */
  needsInstall: boolean;
}

export interface StartContext {
  repository: Repository;
  modules: Modules;
  dependencies: Dependencies;
  metadata: PackageMetadata;
  launches: readonly Launch[];
  findings: Findings;
}

const nothing: Omit<Start, 'entrypoint' | 'command'> = {
  framework: null,
  kind: 'web',
  commandEnvironment: {},
  port: null,
  readsPort: false,
  sourceRoot: '',
  added: [],
  needsInstall: false,
};

/** Turns the chosen candidate into a start command with `${PORT}`, its port and what it needs. */
export function startOf(ranked: Ranked, context: StartContext): Start {
  const { candidate } = ranked;
  switch (candidate.style) {
    case 'asgi':
    case 'wsgi':
      return serveObject(ranked, context);
    case 'streamlit':
      return commandLine(ranked, 8501, ['streamlit', 'run', candidate.file, '--server.port', '${PORT}', '--server.address', '0.0.0.0', '--server.headless', 'true'], 'streamlit', context);
    case 'chainlit':
      return commandLine(ranked, 8000, ['chainlit', 'run', candidate.file, '--host', '0.0.0.0', '--port', '${PORT}', '--headless'], 'chainlit', context);
    case 'framework':
      return serveFramework(ranked, context);
    default:
      return runFile(ranked, context);
  }
}

function serveObject(ranked: Ranked, context: StartContext): Start {
  const { candidate, declared } = ranked;
  const { repository, modules, dependencies, metadata, launches } = context;
  const sourceRoot = sourceRootOf(repository, modules, candidate.file, metadata.packageFolder);
  const target = `${moduleName(sourceRoot, candidate.file) ?? candidate.file}:${candidate.attribute}`;
  const installed = isPackaged(context, sourceRoot, candidate.file);
  const configuration = gunicornConfiguration(repository, modules, sourceRoot, declared);
  const { command, added } = serveCommand(candidate, target, installed ? '' : sourceRoot, dependencies, declared, configuration.worker);
  const launch = launches.find((entry) => isLaunchOf(entry, candidate) && entry.port?.value !== undefined && entry.port?.value !== null);
  const own = launch ? addressOf(launch).port : null;
  const port = declared?.start.port ?? declared?.port ?? (command[0] === 'gunicorn' ? configuration.port : null) ?? own ?? (candidate.framework === 'connexion' ? 8080 : 8000);
  if (launch && own === port) context.findings.evidence.push({ fact: 'port', value: String(port), file: launch.file, line: launch.line });
  return {
    ...nothing,
    entrypoint: { target, style: candidate.style, factory: candidate.factory, file: candidate.file, line: candidate.line },
    framework: candidate.framework,
    command,
    port,
    sourceRoot,
    added,
    needsInstall: installed,
  };
}

/** The build backend installs the folder that holds the file, so that nothing has to be put on Python's path. */
function isPackaged({ metadata }: StartContext, sourceRoot: string, file: string): boolean {
  return metadata.backend !== null && sourceRoot !== '' && (metadata.packageFolder === sourceRoot || sourceRoot === 'src') && file.startsWith(`${sourceRoot}/`);
}

function commandLine(ranked: Ranked, port: number, command: string[], package_: string, context: StartContext): Start {
  const { candidate, declared } = ranked;
  const kept = declared?.start.program === candidate.style ? declared.start.options.filter((option) => !command.includes(option) && option !== 'true' && option !== 'false') : [];
  return {
    ...nothing,
    entrypoint: { target: candidate.file, style: candidate.style, factory: false, file: candidate.file, line: candidate.line },
    framework: candidate.framework,
    command: kept.some((option) => !option.startsWith('-')) ? command : [...command, ...kept],
    port: declared?.start.port ?? declared?.port ?? streamlitPort(context) ?? port,
    added: isInstalled(context.dependencies, package_) ? [] : [package_],
  };
}

/** `[server] port` of .streamlit/config.toml. */
function streamlitPort({ repository }: StartContext): number | null {
  const text = repository.read('.streamlit/config.toml') ?? '';
  return Number(/^\s*port\s*=\s*(\d{1,5})\s*$/m.exec(text)?.[1] ?? 0) || null;
}

/** Frameworks with a server of their own: by their command line, else by running the file that starts them. */
function serveFramework(ranked: Ranked, context: StartContext): Start {
  const { candidate } = ranked;
  const { launches } = context;
  const entry = (target: string): EntryPoint => ({ target, style: 'framework', factory: candidate.factory, file: candidate.file, line: candidate.line });
  const own = launches.find((launch) => isLaunchOf(launch, candidate) && serves(launch));
  const port = ranked.declared?.start.port ?? ranked.declared?.port;
  const has = (name: string) => isInstalled(context.dependencies, name);
  const root = sourceRootOf(context.repository, context.modules, candidate.file, context.metadata.packageFolder);
  const target = `${moduleName(root, candidate.file) ?? ''}:${candidate.attribute}`;
  switch (candidate.framework) {
    case 'langgraph':
      return { ...nothing, entrypoint: entry('langgraph.json'), framework: 'langgraph', command: ['langgraph', 'dev', '--host', '0.0.0.0', '--port', '${PORT}', '--no-browser', '--no-reload'], port: port ?? 8123, added: has('langgraph-cli') ? [] : ['langgraph-cli[inmem]'] };
    case 'google-adk': {
      const folder = candidate.file.split('/').slice(0, -2).join('/') || '.';
      return { ...nothing, entrypoint: entry(candidate.file), framework: 'google-adk', command: ['adk', 'api_server', '--host', '0.0.0.0', '--port', '${PORT}', folder], port: port ?? 8000, added: has('google-adk') ? [] : ['google-adk'] };
    }
    case 'cog':
      return { ...nothing, entrypoint: entry('cog.yaml'), framework: 'cog', command: ['python', '-m', 'cog.server.http'], port: 5000, readsPort: true, added: has('cog') ? [] : ['cog'] };
    case 'sanic': {
      const command = ['sanic', target, '--host', '0.0.0.0', '--port', '${PORT}', ...(candidate.factory ? ['--factory'] : [])];
      return { ...nothing, entrypoint: entry(target), framework: 'sanic', command, port: port ?? (own ? addressOf(own).port : 8000), sourceRoot: root, added: has('sanic') ? [] : ['sanic'] };
    }
    default:
      break;
  }
  if (own) return runFile({ ...ranked, candidate: { ...candidate, style: 'script', file: own.file, line: own.line, launches: [own] } }, context, candidate.framework);
  if (candidate.framework === 'aiohttp') {
    const command = ['gunicorn', '--bind', '0.0.0.0:${PORT}', '--worker-class', 'aiohttp.GunicornWebWorker', ...(root === '' ? [] : ['--chdir', root]), target];
    return { ...nothing, entrypoint: entry(target), framework: 'aiohttp', command, port: port ?? 8080, sourceRoot: root, added: has('gunicorn') ? [] : ['gunicorn'] };
  }
  if (candidate.framework === 'fastmcp' && has('fastmcp')) {
    const command = ['fastmcp', 'run', `${candidate.file}:${candidate.attribute}`, '--transport', 'http', '--host', '0.0.0.0', '--port', '${PORT}'];
    return { ...nothing, entrypoint: entry(target), framework: 'fastmcp', command, port: port ?? 8000 };
  }
  const stdio = launches.find((launch) => isLaunchOf(launch, candidate));
  return runFile({ ...ranked, candidate: { ...candidate, style: 'script', launches: stdio ? [stdio] : [] } }, context, candidate.framework);
}

/** A file, module or console script that starts itself. */
function runFile(ranked: Ranked, context: StartContext, framework: string | null = null): Start {
  const { declared } = ranked;
  const candidate: Candidate = ranked.candidate;
  const { repository, modules, metadata, findings } = context;
  const serving = candidate.launches.filter(serves);
  const launch = serving.find(({ port, application, targetText }) => port ?? application ?? targetText) ?? serving[0] ?? null;
  const isModule = candidate.style === 'module';
  const root = sourceRootOf(repository, modules, candidate.file, metadata.packageFolder);
  const name = isModule ? (moduleName(root, candidate.file) ?? '').replace(/\.__main__$/, '') : '';
  const base = candidate.console !== undefined ? [candidate.console] : isModule && name !== '' ? ['python', '-m', name] : ['python', candidate.file];
  const kept = declared?.start.options ?? [];
  const entrypoint: EntryPoint = {
    target: candidate.console ?? (isModule && name !== '' ? name : candidate.file),
    style: candidate.framework === 'gradio' || launch?.by === 'gradio' ? 'gradio' : candidate.style,
    factory: false,
    file: candidate.file,
    line: candidate.line,
  };
  const needsInstall = candidate.console !== undefined || (isModule && isPackaged(context, root, candidate.file));
  const own = framework ?? launch?.application?.framework.name ?? (launch && launch.by !== 'uvicorn' && serves(launch) ? launch.by : null);
  if (!launch) {
    const runsOn = candidate.launches.length > 0 || declared?.start.portFromEnvironment;
    if (candidate.launches.some(({ transport }) => transport === 'stdio'))
      findings.warnings.push(`${candidate.file} is an MCP server that speaks on standard input and output: it listens on no port, and is run with \`docker run -i\`.`);
    return { ...nothing, entrypoint, framework: own, kind: runsOn ? 'worker' : 'job', command: [...base, ...kept], sourceRoot: root, needsInstall };
  }
  const address = addressOf(launch);
  findings.evidence.push({ fact: 'port', value: address.readsPort ? `PORT, else ${address.port}` : String(address.port), file: launch.file, line: launch.line });
  if (address.loopback)
    findings.warnings.push(`${launch.file}:${launch.line} listens on the loopback interface only, which nothing outside the container reaches; make it listen on 0.0.0.0.`);
  const extra = withoutAddress(kept, address.words);
  return {
    ...nothing,
    entrypoint,
    framework: own,
    command: [...base, ...extra, ...address.words],
    commandEnvironment: address.environment,
    port: (address.fixed ? null : (declared?.start.port ?? declared?.port)) ?? address.port,
    readsPort: address.readsPort,
    sourceRoot: root,
    needsInstall,
  };
}

/** Options of a declared command without those that the address sets again. */
function withoutAddress(options: string[], words: string[]): string[] {
  return options.filter((option, index) => !words.includes(option) && !(options[index - 1] && words.includes(options[index - 1] as string) && !option.startsWith('-')));
}
