import type { Program } from './start-command.js';

/** How a server is told where to listen, from its own documentation. */
export interface Server {
  name: string;
  matches(program: Pick<Program, 'name' | 'words'>): boolean;
  host?: readonly string[];
  port?: readonly string[];
  /** Options that take `host:port`. */
  bind?: readonly string[];
  /** An address among the words, without an option. */
  address?(words: readonly string[]): string | undefined;
  hostVariables?: readonly string[];
  portVariables?: readonly string[];
  /** Words that say that it listens on no address at all, such as a socket. */
  elsewhere?: RegExp;
  /** Words that name a settings file. */
  configuration?: RegExp;
  /** A settings file that it finds by itself. */
  file?: RegExp;
  /** Most projects have that file, so nothing is said where the context is not known. */
  usuallyConfigured?: boolean;
  /** Images that come with an address of their own. */
  image?: RegExp;
  /** What a port without a host listens on. */
  barePortHost?: string;
  defaultHost(environment: ReadonlyMap<string, string | null>): string | null;
  defaultPort: number | null;
  /** What to add: `--host 0.0.0.0`. */
  remedy: string;
}

const loopback = () => '127.0.0.1';
const everywhere = () => '0.0.0.0';
const named =
  (name: string, ...verbs: string[]) =>
  (program: Pick<Program, 'name' | 'words'>) =>
    program.name === name &&
    (verbs.length === 0 || verbs.includes(program.words.find((word) => !word.startsWith('-')) ?? ''));

const pythonServers: Server[] = [
  {
    name: 'uvicorn',
    matches: named('uvicorn'),
    host: ['--host'],
    port: ['--port'],
    hostVariables: ['UVICORN_HOST'],
    portVariables: ['UVICORN_PORT'],
    elsewhere: /^--(?:uds|fd|help|version)/,
    defaultHost: loopback,
    defaultPort: 8000,
    remedy: '--host 0.0.0.0',
  },
  {
    name: 'gunicorn',
    matches: named('gunicorn'),
    bind: ['-b', '--bind'],
    hostVariables: ['GUNICORN_CMD_ARGS'],
    configuration: /^(?:-c|--config)/,
    file: /(?:^|\/)gunicorn\.conf\.py$/,
    defaultHost: (environment) =>
      environment.has('PORT') ? '0.0.0.0' : environment.has('GUNICORN_CMD_ARGS') ? null : '127.0.0.1',
    defaultPort: null,
    remedy: '--bind 0.0.0.0:8000',
  },
  {
    name: 'hypercorn',
    matches: named('hypercorn'),
    bind: ['-b', '--bind'],
    configuration: /^(?:-c|--config)/,
    elsewhere: /^--(?:insecure-|quic-)bind/,
    defaultHost: loopback,
    defaultPort: 8000,
    remedy: '--bind 0.0.0.0:8000',
  },
  {
    name: 'daphne',
    matches: named('daphne'),
    host: ['-b', '--bind'],
    port: ['-p', '--port'],
    elsewhere: /^(?:-u|-e|--unix-socket|--endpoint|--fd)/,
    defaultHost: loopback,
    defaultPort: 8000,
    remedy: '-b 0.0.0.0',
  },
  {
    name: 'granian',
    matches: named('granian'),
    host: ['--host'],
    port: ['--port'],
    hostVariables: ['GRANIAN_HOST'],
    portVariables: ['GRANIAN_PORT'],
    elsewhere: /^--uds/,
    defaultHost: loopback,
    defaultPort: 8000,
    remedy: '--host 0.0.0.0',
  },
  {
    name: 'flask run',
    matches: ({ name, words }) => name === 'flask' && words.includes('run'),
    host: ['-h', '--host'],
    port: ['-p', '--port'],
    hostVariables: ['FLASK_RUN_HOST'],
    portVariables: ['FLASK_RUN_PORT'],
    file: /(?:^|\/)\.flaskenv$/,
    defaultHost: loopback,
    defaultPort: 5000,
    remedy: '--host 0.0.0.0',
  },
  {
    name: 'fastapi dev',
    matches: named('fastapi', 'dev'),
    host: ['--host'],
    port: ['--port'],
    defaultHost: loopback,
    defaultPort: 8000,
    remedy: '--host 0.0.0.0',
  },
  {
    name: 'fastapi run',
    matches: named('fastapi', 'run'),
    host: ['--host'],
    port: ['--port'],
    portVariables: ['PORT'],
    defaultHost: everywhere,
    defaultPort: 8000,
    remedy: '--host 0.0.0.0',
  },
  {
    name: 'manage.py runserver',
    matches: ({ name, words }) => (name === 'manage.py' || name === 'django-admin') && words.includes('runserver'),
    address: (words) => words.slice(words.indexOf('runserver') + 1).find((word) => !word.startsWith('-')),
    barePortHost: '127.0.0.1',
    defaultHost: loopback,
    defaultPort: 8000,
    remedy: '0.0.0.0:8000',
  },
  {
    name: 'streamlit',
    matches: named('streamlit', 'run'),
    host: ['--server.address'],
    port: ['--server.port'],
    hostVariables: ['STREAMLIT_SERVER_ADDRESS'],
    portVariables: ['STREAMLIT_SERVER_PORT'],
    file: /(?:^|\/)\.streamlit\/config\.toml$/,
    defaultHost: everywhere,
    defaultPort: 8501,
    remedy: '--server.address 0.0.0.0',
  },
  {
    name: 'gradio',
    matches: named('gradio'),
    host: ['--server-name'],
    hostVariables: ['GRADIO_SERVER_NAME'],
    portVariables: ['GRADIO_SERVER_PORT'],
    defaultHost: loopback,
    defaultPort: null,
    remedy: 'ENV GRADIO_SERVER_NAME=0.0.0.0',
  },
  {
    name: 'chainlit',
    matches: named('chainlit', 'run'),
    host: ['--host'],
    port: ['--port'],
    hostVariables: ['CHAINLIT_HOST'],
    portVariables: ['CHAINLIT_PORT'],
    defaultHost: loopback,
    defaultPort: 8000,
    remedy: '--host 0.0.0.0',
  },
  {
    name: 'mlflow',
    matches: named('mlflow', 'server', 'ui'),
    host: ['-h', '--host'],
    port: ['-p', '--port'],
    hostVariables: ['MLFLOW_HOST'],
    portVariables: ['MLFLOW_PORT'],
    defaultHost: loopback,
    defaultPort: 5000,
    remedy: '--host 0.0.0.0',
  },
  {
    name: 'langgraph dev',
    matches: named('langgraph', 'dev'),
    host: ['--host'],
    port: ['--port'],
    defaultHost: loopback,
    defaultPort: 2024,
    remedy: '--host 0.0.0.0',
  },
  {
    name: 'jupyter',
    matches: ({ name, words }) =>
      /^jupyter-(?:lab|notebook|server)$/.test(name) || named('jupyter', 'lab', 'notebook', 'server')({ name, words }),
    host: ['--ip', '--ServerApp.ip', '--NotebookApp.ip'],
    port: ['--port', '--ServerApp.port'],
    configuration: /^--config/,
    image: /jupyter/,
    defaultHost: loopback,
    defaultPort: 8888,
    remedy: '--ip 0.0.0.0',
  },
  {
    name: 'tensorboard',
    matches: named('tensorboard'),
    host: ['--host'],
    port: ['--port'],
    elsewhere: /^--bind_all/,
    defaultHost: loopback,
    defaultPort: 6006,
    remedy: '--bind_all',
  },
];

const otherServers: Server[] = [
  {
    name: 'ollama',
    matches: named('ollama', 'serve'),
    hostVariables: ['OLLAMA_HOST'],
    image: /(?:^|\/)ollama\/ollama/,
    defaultHost: loopback,
    defaultPort: null,
    remedy: 'ENV OLLAMA_HOST=0.0.0.0',
  },
  {
    name: 'llama-server',
    matches: named('llama-server'),
    host: ['--host'],
    port: ['--port'],
    hostVariables: ['LLAMA_ARG_HOST'],
    portVariables: ['LLAMA_ARG_PORT'],
    image: /llama\.cpp/,
    defaultHost: loopback,
    defaultPort: 8080,
    remedy: '--host 0.0.0.0',
  },
  {
    name: 'vite',
    matches: ({ name, words }) => name === 'vite' && !words.includes('build'),
    host: ['--host'],
    port: ['--port'],
    file: /(?:^|\/)vite\.config\.\w+$/,
    usuallyConfigured: true,
    defaultHost: loopback,
    defaultPort: 5173,
    remedy: '--host 0.0.0.0',
  },
  {
    name: 'astro',
    matches: named('astro', 'dev', 'preview'),
    host: ['--host'],
    port: ['--port'],
    file: /(?:^|\/)astro\.config\.\w+$/,
    usuallyConfigured: true,
    defaultHost: loopback,
    defaultPort: 4321,
    remedy: '--host 0.0.0.0',
  },
  {
    name: 'ng serve',
    matches: named('ng', 'serve'),
    host: ['--host'],
    port: ['--port'],
    file: /(?:^|\/)angular\.json$/,
    usuallyConfigured: true,
    defaultHost: loopback,
    defaultPort: 4200,
    remedy: '--host 0.0.0.0',
  },
  {
    name: 'next',
    matches: named('next', 'start', 'dev'),
    host: ['-H', '--hostname'],
    port: ['-p', '--port'],
    portVariables: ['PORT'],
    defaultHost: everywhere,
    defaultPort: 3000,
    remedy: '--hostname 0.0.0.0',
  },
  {
    name: 'rails server',
    matches: ({ name, words }) => name === 'rails' && /^s(?:erver)?$/.test(words[0] ?? ''),
    host: ['-b', '--binding'],
    port: ['-p', '--port'],
    hostVariables: ['BINDING'],
    portVariables: ['PORT'],
    defaultHost: (environment) =>
      ['RAILS_ENV', 'RACK_ENV'].some((name) => environment.has(name) && environment.get(name) !== 'development')
        ? '0.0.0.0'
        : '127.0.0.1',
    defaultPort: 3000,
    remedy: '-b 0.0.0.0',
  },
  {
    name: 'artisan serve',
    matches: ({ name, words }) => name === 'php' && words[0] === 'artisan' && words.includes('serve'),
    host: ['--host'],
    port: ['--port'],
    hostVariables: ['SERVER_HOST'],
    portVariables: ['SERVER_PORT'],
    defaultHost: loopback,
    defaultPort: 8000,
    remedy: '--host 0.0.0.0',
  },
  {
    name: 'php -S',
    matches: ({ name, words }) => name === 'php' && words.some((word) => /^-S/.test(word)),
    bind: ['-S'],
    defaultHost: () => null,
    defaultPort: null,
    remedy: '-S 0.0.0.0:8000',
  },
  {
    name: 'hugo server',
    matches: named('hugo', 'server', 'serve'),
    host: ['--bind'],
    port: ['-p', '--port'],
    defaultHost: loopback,
    defaultPort: 1313,
    remedy: '--bind 0.0.0.0',
  },
  {
    name: 'mkdocs serve',
    matches: named('mkdocs', 'serve'),
    bind: ['-a', '--dev-addr'],
    file: /(?:^|\/)mkdocs\.ya?ml$/,
    defaultHost: loopback,
    defaultPort: 8000,
    remedy: '--dev-addr 0.0.0.0:8000',
  },
  {
    name: 'ASP.NET Core',
    matches: ({ name, words }) => name === 'dotnet' && /\.dll$/.test(words[0] ?? ''),
    bind: ['--urls'],
    hostVariables: ['ASPNETCORE_URLS', 'DOTNET_URLS'],
    defaultHost: () => null,
    defaultPort: null,
    remedy: 'http://0.0.0.0:8080',
  },
];

export const servers: readonly Server[] = [...pythonServers, ...otherServers];
