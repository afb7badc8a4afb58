import type { Dependencies, EntryPoint } from '../project.js';
import { addressOf } from './address.js';
import type { Candidate } from './candidates.js';
import { frameworks } from './frameworks.js';
import type { Launch } from './launches.js';
import { type Ranked, serves } from './rank-candidates.js';
import { moduleName, sourceRootOf } from './source-root.js';
import { isPackaged, noStart, type Start, type StartContext } from './start-context.js';

/** The start of a file, module or console script that starts itself. */
export function runFile(ranked: Ranked, context: StartContext, framework: string | null = null): Start {
  const { candidate, declared } = ranked;
  const { findings } = context;
  const serving = candidate.launches.filter(serves);
  const launch = serving.find(({ port, application, targetText }) => port ?? application ?? targetText) ?? serving[0];
  const { base, entrypoint, sourceRoot, needsInstall } = wordsOf(candidate, launch, context);
  // What a README shows is an example; what an image or a platform is told is meant.
  const kept = declared && declared.weight > 1 ? declared.start.options : [];
  const own =
    framework ?? launch?.application?.framework.name ?? (launch && launch.by !== 'uvicorn' ? launch.by : null);
  const common = { ...noStart, entrypoint, framework: own, sourceRoot, needsInstall };
  if (!launch) return withoutServer(ranked, context, { ...common, command: [...base, ...kept] });
  const address = addressOf(launch);
  const value = address.readsPort ? `PORT, else ${address.port}` : String(address.port);
  findings.evidence.push({ fact: 'port', value, file: launch.file, line: launch.line });
  if (address.loopback)
    findings.warnings.push(
      `${launch.file}:${launch.line} listens on the loopback interface only, which nothing outside the container reaches; make it listen on 0.0.0.0.`,
    );
  return {
    ...common,
    command: [...base, ...withoutAddress(kept, address.words), ...address.words],
    commandEnvironment: address.environment,
    port: (address.fixed ? null : (declared?.start.port ?? declared?.port)) ?? address.port,
    readsPort: address.readsPort,
  };
}

function withoutServer(
  { candidate, declared }: Ranked,
  { findings, port, dependencies }: StartContext,
  start: Start,
): Start {
  if (candidate.launches.some(({ transport }) => transport === 'stdio')) {
    findings.warnings.push(
      `${candidate.file} is an MCP server that speaks on standard input and output: it listens on no port, and is run with \`docker run -i\`.`,
    );
    return { ...start, kind: 'worker' };
  }
  if ((declared?.serves && canServe(dependencies)) || declared?.start.portFromEnvironment) {
    const known = declared.start.port ?? declared.port ?? port ?? null;
    if (known === null)
      findings.warnings.push(
        `${declared.file} says that ${candidate.file} serves, and nothing says on which port; 8000 is a guess.`,
      );
    return { ...start, kind: 'web', port: known ?? 8000, readsPort: !declared.start.portFromEnvironment };
  }
  return { ...start, kind: candidate.launches.length > 0 ? 'worker' : 'job' };
}

/** Whether anything that is installed could listen: what a platform calls its web process may be a job all the same. */
function canServe({ direct, locked }: Dependencies): boolean {
  return [...direct, ...locked].some(({ name }) => servers.has(name));
}

const servers = new Set([
  ...frameworks.map((framework) => framework.package),
  ...'uvicorn hypercorn granian gunicorn waitress werkzeug mlflow websockets grpcio twisted panel bokeh streamlit chainlit nicegui mcp ray bentoml tornado gevent eventlet'.split(
    ' ',
  ),
]);

/** The words that run a candidate, before any option. */
function wordsOf(candidate: Candidate, launch: Launch | undefined, context: StartContext) {
  const { repository, modules, metadata } = context;
  const { file, line, console } = candidate;
  const root = sourceRootOf(repository, modules, file, metadata.packageFolder);
  const module = moduleName(root, file)?.replace(/(?:^|\.)__main__$/, '') ?? '';
  const isModule = candidate.style === 'module' && module !== '';
  const entrypoint: EntryPoint = {
    target: console ?? (isModule ? module : file),
    style: launch?.by === 'gradio' || candidate.framework === 'gradio' ? 'gradio' : candidate.style,
    factory: false,
    file,
    line,
  };
  // A console script of a project that is no package is not installed; its function can be called all the same.
  if (console !== undefined && metadata.backend === null && candidate.call) {
    const [name = '', attribute = ''] = candidate.call.split(':');
    const code = `from ${name} import ${attribute}; ${attribute}()`;
    return { base: ['python', '-c', code], entrypoint, sourceRoot: root, needsInstall: false };
  }
  const base = console !== undefined ? [console] : isModule ? ['python', '-m', module] : ['python', file];
  return {
    base,
    entrypoint,
    sourceRoot: root,
    needsInstall: console !== undefined || (isModule && isPackaged(context, root, file)),
  };
}

/** Options of a declared command without those that the address sets again. */
function withoutAddress(options: string[], words: string[]): string[] {
  return options.filter((option, index) => {
    const before = options[index - 1];
    return !words.includes(option) && !(before !== undefined && words.includes(before) && !option.startsWith('-'));
  });
}

/** A literal after `--port` makes room for `${PORT}`. */
function toPort(word: string, index: number, words: string[]): string {
  if (/^--port=\d+$/.test(word)) return '--port=${PORT}';
  return words[index - 1] === '--port' && /^\d+$/.test(word) ? '${PORT}' : word;
}

/** The start of a program of an installed package, run as it is declared. */
export function runProgram({ candidate, declared }: Ranked, { port: stated }: StartContext): Start {
  const program = candidate.program ?? '';
  const port = declared?.start.port ?? declared?.port ?? stated ?? null;
  const isWorker = program === 'celery';
  const listens = !isWorker && port !== null;
  return {
    ...noStart,
    entrypoint: { target: program, style: 'procfile', factory: false, file: candidate.file, line: candidate.line },
    framework: isWorker ? 'celery' : null,
    kind: isWorker ? 'worker' : listens ? 'web' : 'job',
    command: [program, ...(declared?.start.options ?? []).map(toPort)],
    port: listens ? port : null,
  };
}
