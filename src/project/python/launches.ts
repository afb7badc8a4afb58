import { type Application, applicationOf } from './application-value.js';
import type { Modules, SourceModule } from './modules.js';
import { externalName, originOf } from './origins.js';
import { type Setting, settingOf } from './settings-values.js';
import type { Expression, FunctionDefinition, Statement } from './syntax.js';
import { bodiesOf, dottedName, expressionsOf, isMainGuard, textOf, within } from './walk-syntax.js';

/** A call by which a file starts something that listens, or runs until it is stopped. */
export interface Launch {
  /** `uvicorn`, `flask`, `gradio`, `aiohttp`, `bot`, ... */
  by: string;
  file: string;
  line: number;
  /** Where it runs: when the file is imported, under the `__main__` guard, or in a function of that name. */
  scope: { kind: 'import' } | { kind: 'main' } | { kind: 'function'; name: string };
  /** `pkg.main:app` as the call has it. */
  targetText: string | null;
  /** The expression of the application, when the call has no text. */
  target: Expression | null;
  application: Application | null;
  factory: boolean;
  host: Setting | null;
  port: Setting | null;
  /** `streamable-http`, `sse`, `stdio` of an MCP server. */
  transport: string | null;
}

/** Calls by their qualified name: who serves, the position of application, host and port among positional arguments. */
const calls: Record<string, { by: string; app?: number; host?: number; port?: number }> = {
  'uvicorn.run': { by: 'uvicorn', app: 0 },
  'uvicorn.Config': { by: 'uvicorn', app: 0 },
  'uvicorn.config.Config': { by: 'uvicorn', app: 0 },
  'hypercorn.asyncio.serve': { by: 'hypercorn', app: 0 },
  'hypercorn.run.run': { by: 'hypercorn' },
  'waitress.serve': { by: 'waitress', app: 0 },
  'granian.Granian': { by: 'granian', app: 0 },
  'aiohttp.web.run_app': { by: 'aiohttp', app: 0 },
  'aiohttp.web.TCPSite': { by: 'aiohttp', host: 1, port: 2 },
  'nicegui.ui.run': { by: 'nicegui' },
  'nicegui.ui.run_with': { by: 'nicegui-mounted', app: 0 },
  'fasthtml.common.serve': { by: 'fasthtml', port: 3 },
  'flet.app': { by: 'flet' },
  'flet.run': { by: 'flet' },
  'bottle.run': { by: 'bottle', app: 0 },
  'gevent.pywsgi.WSGIServer': { by: 'gevent', app: 1 },
  'eventlet.wsgi.server': { by: 'eventlet', app: 1 },
  'wsgiref.simple_server.make_server': { by: 'wsgiref', host: 0, port: 1, app: 2 },
  'werkzeug.serving.run_simple': { by: 'werkzeug', host: 0, port: 1, app: 2 },
  'http.server.HTTPServer': { by: 'http.server' },
  'http.server.ThreadingHTTPServer': { by: 'http.server' },
  'socketserver.TCPServer': { by: 'http.server' },
  'websockets.serve': { by: 'websockets', host: 1, port: 2 },
  'websockets.server.serve': { by: 'websockets', host: 1, port: 2 },
  'websockets.asyncio.server.serve': { by: 'websockets', host: 1, port: 2 },
  'asyncio.start_server': { by: 'asyncio', host: 1, port: 2 },
  'mcp.server.stdio.stdio_server': { by: 'mcp' },
  'prometheus_client.start_http_server': { by: 'metrics', port: 0 },
};

/** Methods by the framework of their object. */
const methods: Record<string, { names: string[]; host?: number; port?: number }> = {
  flask: { names: ['run'], host: 0, port: 1 },
  quart: { names: ['run', 'run_task'], host: 0, port: 1 },
  dash: { names: ['run', 'run_server'] },
  sanic: { names: ['run'], host: 0, port: 1 },
  robyn: { names: ['start'] },
  bottle: { names: ['run'] },
  tornado: { names: ['listen'], port: 0 },
  gradio: { names: ['launch'] },
  fastmcp: { names: ['run', 'run_async', 'run_http_async', 'run_streamable_http_async', 'run_sse_async'] },
  connexion: { names: ['run'] },
  'slack-bolt': { names: ['start'], port: 0 },
};

/** Methods that no web framework needs to be known for: loops of bots and consumers, servers of other protocols. */
const loops = new Set([
  'run_polling',
  'infinity_polling',
  'start_polling',
  'start_consuming',
  'run_until_disconnected',
  'serve_forever',
  'run_forever',
  'run_webhook',
  'wait_for_termination',
]);

/** Every launch of a file. */
export function launchesIn(modules: Modules, module: SourceModule): Launch[] {
  const launches: Launch[] = [];
  const visit = (body: readonly Statement[], scope: Launch['scope'], definition: FunctionDefinition | null): void => {
    for (const statement of body) {
      for (const expression of expressionsOf(statement))
        for (const part of within(expression)) {
          const launch = part.kind === 'call' ? launchOf(modules, module, part, scope, definition) : null;
          if (launch) launches.push(launch);
        }
      if (isMainGuard(statement)) visit(statement.body, { kind: 'main' }, definition);
      else if (statement.kind === 'function')
        visit(statement.body, definition ? scope : { kind: 'function', name: statement.name }, statement);
      else visit(bodiesOf(statement), scope, definition);
    }
  };
  visit(module.body, { kind: 'import' }, null);
  return launches;
}

type Call = Extract<Expression, { kind: 'call' }>;

function launchOf(
  modules: Modules,
  module: SourceModule,
  call: Call,
  scope: Launch['scope'],
  definition: FunctionDefinition | null,
): Launch | null {
  const base = {
    file: module.path,
    line: call.line,
    scope,
    factory: false,
    transport: null,
    targetText: null,
    target: null,
    application: null,
  };
  const argument = (name: string, position?: number) =>
    call.keywords.get(name) ?? (position === undefined ? undefined : call.args[position]);
  const setting = (expression: Expression | undefined) =>
    expression ? settingOf(modules, module, expression, definition) : null;
  const external = externalName(modules, module, call.callee);
  const known = external === null ? undefined : calls[external];
  if (known) {
    const target = argument('app', known.app) ?? argument('target', known.app) ?? argument('wsgi_app') ?? null;
    const factory = call.keywords.get('factory');
    const address =
      known.by === 'http.server' || known.by === 'gevent' || known.by === 'eventlet' ? addressOf(call.args[0]) : null;
    return {
      ...base,
      by: known.by,
      targetText: textOf(target),
      target: target?.kind === 'text' ? null : target,
      application: target && target.kind !== 'text' ? applicationOf(modules, module, target, 0, definition) : null,
      factory: factory?.kind === 'constant' && factory.value === true,
      host: setting(argument('host', known.host) ?? argument('address') ?? address?.[0]),
      port: setting(argument('port', known.port) ?? address?.[1]),
      transport: known.by === 'mcp' ? 'stdio' : null,
    };
  }
  if (call.callee.kind !== 'attribute') return null;
  const name = call.callee.name;
  if (loops.has(name)) return { ...base, by: name === 'serve_forever' ? 'http.server' : 'bot', host: null, port: null };
  if (name === 'add_insecure_port' || name === 'add_secure_port')
    return { ...base, by: 'grpc', ...grpcAddress(modules, module, call.args[0], definition) };
  if (!Object.values(methods).some(({ names }) => names.includes(name))) return null;
  const object =
    applicationOf(modules, module, call.callee.object, 0, definition) ??
    extensionTarget(modules, module, call, definition);
  if (object) {
    const entry = methods[object.framework.name];
    if (!entry?.names.includes(name))
      return object.framework.name === 'flask' || object.framework.name === 'fastapi'
        ? socketRun(call, base, setting, object)
        : null;
    const port = argument('port', entry.port) ?? argument('server_port') ?? keywordOfConstructor(object, 'port');
    const host =
      argument('host', entry.host) ??
      argument('server_name') ??
      argument('address') ??
      keywordOfConstructor(object, 'host');
    return {
      ...base,
      by: object.framework.name,
      target: call.callee.object,
      application: object,
      host: setting(host),
      port: setting(port),
      transport: object.framework.name === 'fastmcp' ? transportOf(modules, module, call, definition) : null,
    };
  }
  // `client.run(TOKEN)` of discord.py, `app.run()` of pyrogram.
  const owner = originOf(modules, module, call.callee.object);
  const made =
    owner?.kind === 'value' && owner.value?.kind === 'call'
      ? (externalName(modules, owner.module, owner.value.callee) ?? '')
      : '';
  return name === 'run' && /^(?:discord|disnake|nextcord|pyrogram|telethon|interactions|hikari)\./.test(made)
    ? { ...base, by: 'bot', host: null, port: null }
    : null;
}

/** `socketio.run(app, ...)` of Flask-SocketIO. */
function extensionTarget(
  modules: Modules,
  module: SourceModule,
  call: Call,
  definition: FunctionDefinition | null,
): Application | null {
  if (call.callee.kind !== 'attribute' || call.callee.name !== 'run' || !call.args[0]) return null;
  return /socket_?io/i.test(dottedName(call.callee.object) ?? '')
    ? applicationOf(modules, module, call.args[0], 0, definition)
    : null;
}

function socketRun(
  call: Call,
  base: Omit<Launch, 'by' | 'host' | 'port'>,
  setting: (expression: Expression | undefined) => Setting | null,
  application: Application,
): Launch | null {
  if (call.callee.kind !== 'attribute' || call.callee.name !== 'run') return null;
  return {
    ...base,
    by: 'flask',
    target: call.args[0] ?? null,
    application,
    host: setting(call.keywords.get('host')),
    port: setting(call.keywords.get('port')),
  };
}

function keywordOfConstructor(application: Application, name: string): Expression | undefined {
  return application.call?.keywords.get(name);
}

function transportOf(
  modules: Modules,
  module: SourceModule,
  call: Call,
  definition: FunctionDefinition | null,
): string {
  const method = call.callee.kind === 'attribute' ? call.callee.name : '';
  if (method === 'run_http_async' || method === 'run_streamable_http_async') return 'streamable-http';
  if (method === 'run_sse_async') return 'sse';
  const given = call.keywords.get('transport') ?? call.args[0];
  const { value, environment } = settingOf(modules, module, given, definition);
  return typeof value === 'string' ? value : environment || given ? 'unknown' : 'stdio';
}

function addressOf(expression: Expression | undefined): [Expression | undefined, Expression | undefined] | null {
  return expression?.kind === 'list' ? [expression.items[0], expression.items[1]] : null;
}

/** `[::]:50051` as text or f-string. */
function grpcAddress(
  modules: Modules,
  module: SourceModule,
  expression: Expression | undefined,
  definition: FunctionDefinition | null,
): Pick<Launch, 'host' | 'port'> {
  const text = textOf(expression);
  const literal = /^(.*):(\d{1,5})$/.exec(text ?? '');
  if (literal) return { host: fixed(literal[1] ?? ''), port: fixed(Number(literal[2])) };
  const pieces =
    expression?.kind === 'text' ? expression.parts : expression?.kind === 'operation' ? expression.operands : [];
  const field = pieces.findLast((part) => textOf(part) === null) ?? expression;
  return { host: null, port: settingOf(modules, module, field, definition) };
}

function fixed(value: string | number): Setting {
  return { value, environment: null, option: null };
}
