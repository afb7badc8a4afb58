import { posix } from 'node:path';

/** A start command that somebody wrote down, understood. */
export interface StartCommand {
  /** The program that serves or runs: `uvicorn`, `gunicorn`, `python` (a file), `module` (`python -m`), `console` (anything else). */
  program: string;
  /** `pkg.main:app` without a call, or a module alone. */
  target: string | null;
  /** A file that is run or served. */
  file: string | null;
  factory: boolean;
  /** `--app-dir`, `--chdir`, `--pythonpath`. */
  folder: string | null;
  /** Literal port; a variable's default counts. */
  port: number | null;
  /** The port comes from `$PORT`. */
  portFromEnvironment: boolean;
  host: string | null;
  /** Options to keep: everything but address, reload and what names a variable. */
  options: string[];
}

/** Programs that only prepare the environment of the one after them, with the options of theirs that take a value. */
const runners: Record<string, { skip: number; valued?: string[] }> = {
  exec: { skip: 1 },
  sudo: { skip: 1 },
  time: { skip: 1 },
  nohup: { skip: 1 },
  env: { skip: 1 },
  'dumb-init': { skip: 1 },
  tini: { skip: 1 },
  'opentelemetry-instrument': { skip: 1 },
  'ddtrace-run': { skip: 1 },
  'newrelic-admin': { skip: 2 },
  poetry: { skip: 2 },
  uv: {
    skip: 2,
    valued: [
      '--project',
      '--directory',
      '--extra',
      '--group',
      '--env-file',
      '--python',
      '-p',
      '--with',
      '--package',
      '--no-group',
    ],
  },
  pipenv: { skip: 2 },
  pdm: { skip: 2 },
  rye: { skip: 2 },
  hatch: { skip: 2 },
  pixi: { skip: 2 },
};
const needsRun = new Set(['poetry', 'uv', 'pipenv', 'pdm', 'rye', 'hatch', 'pixi', 'newrelic-admin']);

/** Options whose value is an address, per program; they are replaced. */
const address: Record<string, { host: string[]; port: string[]; bind: string[] }> = {
  uvicorn: { host: ['--host'], port: ['--port'], bind: [] },
  fastapi: { host: ['--host'], port: ['--port'], bind: [] },
  gunicorn: { host: [], port: [], bind: ['-b', '--bind'] },
  hypercorn: { host: [], port: [], bind: ['-b', '--bind'] },
  daphne: { host: ['-b', '--bind'], port: ['-p', '--port'], bind: [] },
  granian: { host: ['--host'], port: ['--port'], bind: [] },
  flask: { host: ['--host', '-h'], port: ['--port', '-p'], bind: [] },
  quart: { host: ['--host', '-h'], port: ['--port', '-p'], bind: [] },
  litestar: { host: ['--host', '-H'], port: ['--port', '-p', '-P'], bind: [] },
  'waitress-serve': { host: ['--host'], port: ['--port'], bind: ['--listen'] },
  streamlit: { host: ['--server.address'], port: ['--server.port'], bind: [] },
  chainlit: { host: ['--host'], port: ['--port', '-p'], bind: [] },
  sanic: { host: ['--host', '-H'], port: ['--port', '-p'], bind: [] },
  adk: { host: ['--host'], port: ['--port'], bind: [] },
  langgraph: { host: ['--host'], port: ['--port'], bind: [] },
  shiny: { host: ['--host'], port: ['--port'], bind: [] },
  fastmcp: { host: ['--host'], port: ['--port', '-p'], bind: [] },
  uwsgi: { host: [], port: [], bind: ['--http', '--http-socket', '--socket'] },
};
const servers = new Set(Object.keys(address));
/** Options without a value; every other option of these programs takes one unless it is written `--name=value`. */
const flags = new Set(
  '--reload --no-reload --factory --proxy-headers --no-proxy-headers --no-access-log --access-log --use-colors --no-use-colors --no-server-header --no-date-header --debug --dev --preload --preload-app --reuse-port --capture-output --enable-stdio-inheritance --headless --watch --no-browser --verbose -v --master --enable-threads --vacuum --die-on-term --lazy-apps --need-app --http1 --no-debug --with-threads --without-threads'.split(
    ' ',
  ),
);
/** Short options that are flags for one program and take a value for others. */
const ownFlags: Record<string, string[]> = { chainlit: ['-w', '-h', '-d'] };
const dropped = new Set(
  '--reload --reload-dir --reload-include --reload-exclude --reload-delay --debug --dev --ssl-keyfile --ssl-certfile --certfile --keyfile --watch --env-file --fd --uds --no-browser --headless'.split(
    ' ',
  ),
);
const moduleTarget = /^([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?::([A-Za-z_][\w.]*)(\(.*\))?)?$/;

/** Understands an argument array; null for what starts nothing (a migration, a build step). */
export function interpretCommand(words: readonly string[]): StartCommand | null {
  const rest = withoutRunners(words);
  const program = posix.basename(rest[0] ?? '');
  if (/^python(?:3(?:\.\d+)?)?$/.test(program)) return interpretPython(rest.slice(1));
  if (servers.has(program)) return interpretServer(program, rest.slice(1));
  if (program === 'celery') return { ...nothing, program, options: rest.slice(1) };
  if (program === '' || notServices.has(program) || /[^\w.-]/.test(program)) return null;
  return /\.(?:sh|bash)$/.test(program)
    ? null
    : { ...nothing, program: 'console', target: program, options: withoutVariables(rest.slice(1)) };
}

const notServices = new Set(
  'alembic echo cd mkdir cp mv rm chmod chown sleep test true false set source export ls cat npm npx yarn pnpm bun node pip pip3 uv poetry pipenv pdm sh bash make docker docker-compose git curl wget nginx supervisord cron crond wait-for-it wait-for-it.sh dockerize prisma aerich flask-migrate printenv apt-get apk brew conda mamba virtualenv activate ruff mypy pytest black tox nox pre-commit if then else fi for while do done exit'.split(
    ' ',
  ),
);

const nothing: StartCommand = {
  program: '',
  target: null,
  file: null,
  factory: false,
  folder: null,
  port: null,
  portFromEnvironment: false,
  host: null,
  options: [],
};

function withoutRunners(words: readonly string[]): string[] {
  let rest = [...words];
  for (let turns = 0; turns < 6; turns++) {
    const name = posix.basename(rest[0] ?? '');
    const runner = Object.hasOwn(runners, name) ? runners[name] : undefined;
    if (!runner) break;
    if (needsRun.has(name)) {
      const run = rest.findIndex((word) => word === 'run' || word === 'run-program');
      if (run < 0) break;
      rest = rest.slice(run + 1);
    } else rest = rest.slice(runner.skip);
    while (rest[0]?.startsWith('-') && rest.length > 1)
      rest = rest.slice(runner.valued?.includes(rest[0]) || rest[0] === '-m' ? (rest[0] === '-m' ? 0 : 2) : 1).slice(0);
    if (name === 'env') while (/^\w+=/.test(rest[0] ?? '')) rest = rest.slice(1);
    if (/\.py$/.test(rest[0] ?? '')) rest = ['python', ...rest];
  }
  return rest;
}

function interpretPython(words: string[]): StartCommand | null {
  let at = 0;
  while (words[at]?.startsWith('-') && words[at] !== '-m' && words[at] !== '-c')
    at += words[at] === '-W' || words[at] === '-X' ? 2 : 1;
  const word = words[at];
  if (word === '-m') {
    const module = words[at + 1] ?? '';
    const program = module === 'waitress' ? 'waitress-serve' : module;
    if (servers.has(program)) return interpretServer(program, words.slice(at + 2));
    if (module === 'celery') return { ...nothing, program: 'celery', options: words.slice(at + 2) };
    if (
      module === 'http.server' ||
      /^(?:pip|venv|alembic|pytest|compileall|build|unittest|spacy|nltk|playwright)(?:\.|$)/.test(module)
    )
      return null;
    return moduleTarget.test(module)
      ? {
          ...nothing,
          ...portOf(words.slice(at + 2)),
          program: 'module',
          target: module,
          options: withoutVariables(words.slice(at + 2)),
        }
      : null;
  }
  if (!word || word === '-c' || !/\.py$|^[\w./-]+$/.test(word)) return null;
  const file = word.replace(/^\.\//, '');
  if (/(?:^|\/)manage\.py$/.test(file)) {
    const runs = words[at + 1] === 'runserver' || words[at + 1] === 'runserver_plus';
    return runs ? { ...nothing, program: 'django', file, ...runserverPort(words.slice(at + 2)) } : null;
  }
  if (/(?:^|\/)setup\.py$/.test(file)) return null;
  return {
    ...nothing,
    ...portOf(words.slice(at + 1)),
    program: 'python',
    file,
    options: withoutVariables(words.slice(at + 1)),
  };
}

/** Programs that do many things, and the words by which they serve. */
const needsSubcommand = new Set([
  'flask',
  'quart',
  'litestar',
  'streamlit',
  'chainlit',
  'fastapi',
  'adk',
  'langgraph',
  'shiny',
  'fastmcp',
]);
const serving = new Set(['run', 'dev', 'api_server', 'web', 'launch', 'up']);

function interpretServer(program: string, words: string[]): StartCommand | null {
  const result: StartCommand = { ...nothing, program, options: [] };
  const { host, port, bind } = address[program] as (typeof address)[string];
  const positional: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (!word.startsWith('-')) {
      positional.push(word);
      continue;
    }
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    // `-b:8080`, `-w4`: a short option with its value in the same word.
    const glued = equals < 0 && /^-[a-zA-Z]./.test(word) && !word.startsWith('--');
    const name = equals > 0 ? word.slice(0, equals) : glued ? word.slice(0, 2) : word;
    const takesValue =
      equals < 0 &&
      !glued &&
      !flags.has(name) &&
      !ownFlags[program]?.includes(name) &&
      words[at + 1] !== undefined &&
      !(words[at + 1] as string).startsWith('-');
    const value = equals > 0 ? word.slice(equals + 1) : glued ? word.slice(2) : takesValue ? words[++at] : undefined;
    if (host.includes(name)) result.host = value ?? null;
    else if (port.includes(name)) setPort(result, value);
    else if (bind.includes(name)) {
      const separator = value?.lastIndexOf(':') ?? -1;
      setPort(result, value?.slice(separator + 1));
      result.host = separator > 0 ? (value?.slice(0, separator) ?? null) : null;
    } else if (name === '--factory' || name === '--call') result.factory = true;
    else if (name === '--app-dir' || name === '--chdir' || name === '--pythonpath') result.folder = value ?? null;
    else if (name === '--app' || name === '-A') positional.push(value ?? '');
    else if (!dropped.has(name) && !ownFlags[program]?.includes(name) && !value?.includes('${'))
      result.options.push(name, ...(value === undefined ? [] : [value]));
  }
  if (needsSubcommand.has(program) && !positional.some((word) => serving.has(word))) return null;
  const target = positional.find((word) => !serving.has(word));
  // `shiny run app.py:app`
  const inFile = /^([\w./-]+\.py):\w+$/.exec(target ?? '')?.[1];
  if (inFile) result.file = inFile.replace(/^\.\//, '');
  else if (target?.endsWith('.py') || program === 'streamlit' || program === 'chainlit')
    result.file = target?.replace(/^\.\//, '') ?? null;
  else if (target) {
    const match = moduleTarget.exec(target);
    result.target = match ? (match[2] ? `${match[1]}:${match[2]}` : (match[1] ?? null)) : null;
    result.factory ||= match?.[3] !== undefined;
    if (!match && program === 'fastapi') result.file = target;
  }
  return result;
}

function setPort(result: StartCommand, value: string | undefined): void {
  if (value && /^\d{1,5}$/.test(value)) result.port = Number(value);
  if (value?.includes('${PORT}')) result.portFromEnvironment = true;
}

function portOf(words: string[]): Pick<StartCommand, 'port' | 'portFromEnvironment'> {
  for (const [index, word] of words.entries()) {
    const value =
      /^--port=(.*)$/.exec(word)?.[1] ?? (word === '--port' || word === '-p' ? words[index + 1] : undefined);
    if (value)
      return { port: /^\d{1,5}$/.test(value) ? Number(value) : null, portFromEnvironment: value.includes('${PORT}') };
  }
  return { port: null, portFromEnvironment: false };
}

function runserverPort(words: string[]): Pick<StartCommand, 'port' | 'portFromEnvironment'> {
  const value =
    words
      .find((word) => !word.startsWith('-'))
      ?.split(':')
      .at(-1) ?? '';
  return { port: /^\d{1,5}$/.test(value) ? Number(value) : null, portFromEnvironment: value.includes('${PORT}') };
}

function withoutVariables(words: string[]): string[] {
  return words
    .map((word) => word)
    .filter(
      (word, index) => !hasOtherVariable(word) && !(word.startsWith('-') && hasOtherVariable(words[index + 1] ?? '')),
    );
}

function hasOtherVariable(word: string): boolean {
  return word.replaceAll('${PORT}', '').includes('${');
}
