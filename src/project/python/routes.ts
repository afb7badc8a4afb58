import type { Route } from '../project.js';
import type { Application } from './application-value.js';
import type { Modules, SourceModule } from './modules.js';
import { externalName } from './origins.js';
import { type Owner, type Owners, ownerOf, placeOf, prefixesOf } from './route-owners.js';
import { joinPath } from './route-path.js';
import type { Expression, FunctionDefinition, Statement } from './syntax.js';
import { staticText } from './text-values.js';
import { assignmentTo, bodiesOf, dottedName, expressionsOf, textOf, within } from './walk-syntax.js';

const verbs = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options']);
const generic = new Set([
  'route',
  'api_route',
  'custom_route',
  'add_api_route',
  'add_url_rule',
  'add_route',
  'add_get',
  'add_post',
  'add_put',
  'add_delete',
  'add_resource',
  'add_view',
]);
const inclusions: Record<string, string> = {
  include_router: 'prefix',
  register_blueprint: 'url_prefix',
  blueprint: 'url_prefix',
  add_routes: '',
  include_routes: '',
  mount: '',
  add_namespace: 'path',
  include: 'prefix',
  add_subapp: '',
};
const litestarVerb = /^litestar\.(?:handlers\.)?(?:\w+\.)?(get|post|put|patch|delete|head|route)$/;
const words =
  /\.(?:get|post|put|patch|delete|route|api_route|custom_route|add_\w+|include_router|register_blueprint|mount|websocket)\b|Route\(|Mount\(|litestar|do_GET|@rt\b/;

interface Hanging {
  owner: Owner | null;
  method: string;
  path: string;
  file: string;
  line: number;
}

/**
 * Routes of FastAPI, Flask, Starlette, Litestar, aiohttp, Sanic and their like, with the prefixes of the routers that hold them. Where it
 * is known which application is served, those of others that it does not mount are left out.
 */
export function readRoutes(modules: Modules, files: readonly string[], served: Application | null): Route[] {
  const reader: Reader = { modules, hanging: [], edges: new Map(), known: new Map() };
  for (const path of files) {
    if (!words.test(modules.text(path) ?? '')) continue;
    const module = modules.get(path);
    if (module) readModule(reader, module);
  }
  const place = served && placeOf(served);
  const routes = reader.hanging.flatMap(({ owner, method, path, file, line }) =>
    (owner ? prefixesOf(owner, reader.edges, place) : ['']).map((prefix) => ({
      method,
      path: joinPath(prefix, path),
      file,
      line,
    })),
  );
  return unique(routes);
}

interface Reader extends Owners {
  hanging: Hanging[];
}

function readModule(reader: Reader, module: SourceModule): void {
  const visit = (body: readonly Statement[], scope: FunctionDefinition | null, base: string): void => {
    for (const statement of body) {
      if (statement.kind === 'function') {
        for (const decorator of statement.decorators) readDecorator(reader, module, decorator, scope, base);
        if (statement.name === 'do_GET') readComparisons(reader, module, statement);
        visit(statement.body, statement, base);
      } else if (statement.kind === 'class')
        visit(statement.body, scope, base + controllerPath(reader.modules, module, statement.body));
      else {
        for (const expression of expressionsOf(statement))
          for (const part of within(expression)) if (part.kind === 'call') readCall(reader, module, part, scope);
        visit(bodiesOf(statement), scope, base);
      }
    }
  };
  visit(module.body, null, '');
}

function readDecorator(
  reader: Reader,
  module: SourceModule,
  decorator: Expression,
  scope: FunctionDefinition | null,
  base: string,
): void {
  if (decorator.kind !== 'call') return;
  const { callee } = decorator;
  const litestar = litestarVerb.exec(externalName(reader.modules, module, callee) ?? '')?.[1];
  if (litestar) {
    const given = decorator.args[0] ?? decorator.keywords.get('path');
    const paths = given?.kind === 'list' ? given.items : [given];
    for (const path of paths)
      push(
        reader,
        module,
        decorator,
        null,
        litestar,
        joinPath(base, path ? staticText(reader.modules, module, path) : ''),
      );
    return;
  }
  // FastHTML's `@rt("/x")`.
  if (callee.kind === 'name' && callee.name === 'rt')
    push(reader, module, decorator, null, 'get', textOf(decorator.args[0]));
  if (
    callee.kind !== 'attribute' ||
    !(verbs.has(callee.name) || callee.name.startsWith('route') || generic.has(callee.name))
  )
    return;
  const path = staticText(
    reader.modules,
    module,
    decorator.args[0] ?? decorator.keywords.get('path') ?? decorator.keywords.get('rule'),
  );
  const owner = ownerOf(reader, module, callee.object, scope);
  if (!owner || path === null) return;
  for (const method of methodsOf(callee.name, decorator))
    push(reader, module, decorator, owner, method, base && path ? joinPath(base, path) : path);
}

function methodsOf(name: string, call: Extract<Expression, { kind: 'call' }>): string[] {
  if (verbs.has(name)) return [name];
  if (/^add_(?:get|post|put|delete)$/.test(name)) return [name.slice(4)];
  const given = call.keywords.get('methods');
  const listed = given?.kind === 'list' ? given.items.map(textOf).filter((method) => method !== null) : [];
  return listed.length > 0 ? listed : ['get'];
}

function push(
  reader: Reader,
  module: SourceModule,
  at: Expression,
  owner: Owner | null,
  method: string,
  path: string | null,
): void {
  if (path !== null)
    reader.hanging.push({ owner, method: method.toUpperCase(), path, file: module.path, line: at.line });
}

function readCall(
  reader: Reader,
  module: SourceModule,
  call: Extract<Expression, { kind: 'call' }>,
  scope: FunctionDefinition | null,
): void {
  const { modules } = reader;
  const external = externalName(modules, module, call.callee) ?? '';
  if (/^(?:starlette|fastapi)\.routing\.(?:Mount|Host)$/.test(external)) readMounted(reader, module, call, '');
  else if (
    /^starlette\.routing\.Route$/.test(external) &&
    !reader.hanging.some(
      (route) =>
        route.file === module.path && route.line === call.line && route.path.endsWith(textOf(call.args[0]) ?? '\u0000'),
    )
  )
    for (const method of methodsOf('route', call))
      push(reader, module, call, null, method, staticText(modules, module, call.args[0] ?? call.keywords.get('path')));
  else if (/^aiohttp\.web\.(get|post|put|delete|patch|view)$/.test(external))
    push(
      reader,
      module,
      call,
      null,
      external.endsWith('view') ? 'get' : external.slice('aiohttp.web.'.length),
      staticText(modules, module, call.args[0]),
    );
  if (call.callee.kind !== 'attribute') return;
  const { name, object } = call.callee;
  const keyword = inclusions[name];
  if (keyword !== undefined) include(reader, module, call, name, keyword, scope);
  if (!generic.has(name)) return;
  const owner = ownerOf(
    reader,
    module,
    object.kind === 'attribute' && object.name === 'router' ? object.object : object,
    scope,
  );
  const paths =
    name === 'add_resource'
      ? call.args.slice(1)
      : [call.args[0] ?? call.keywords.get('path') ?? call.keywords.get('rule')];
  if (owner)
    for (const path of paths)
      for (const method of methodsOf(name, call))
        push(reader, module, call, owner, method, staticText(modules, module, path));
}

/** `Mount("/api", routes=[Route("/health", ...)])` */
function readMounted(
  reader: Reader,
  module: SourceModule,
  call: Extract<Expression, { kind: 'call' }>,
  outer: string,
): void {
  const prefix = joinPath(outer, staticText(reader.modules, module, call.args[0] ?? call.keywords.get('path')));
  for (const argument of [...call.args.slice(1), ...call.keywords.values()])
    for (const item of argument.kind === 'list' ? argument.items : []) {
      if (item.kind !== 'call') continue;
      const external = externalName(reader.modules, module, item.callee) ?? '';
      if (external.endsWith('.Mount')) readMounted(reader, module, item, prefix);
      else if (external.endsWith('.Route'))
        for (const method of methodsOf('route', item))
          push(reader, module, item, null, method, joinPath(prefix, staticText(reader.modules, module, item.args[0])));
    }
}

function include(
  reader: Reader,
  module: SourceModule,
  call: Extract<Expression, { kind: 'call' }>,
  name: string,
  keyword: string,
  scope: FunctionDefinition | null,
): void {
  if (call.callee.kind !== 'attribute') return;
  const parent = ownerOf(reader, module, call.callee.object, scope);
  const pathFirst = name === 'mount' || name === 'add_subapp';
  const child = pathFirst
    ? (call.args[1] ?? call.keywords.get('app'))
    : (call.args[0] ?? call.keywords.get('router') ?? call.keywords.get('blueprint'));
  const given = pathFirst
    ? call.args[0]
    : keyword === ''
      ? undefined
      : (call.keywords.get(keyword) ?? (name === 'include_router' ? undefined : call.args[1]));
  if (!parent || !child) return;
  for (const item of child.kind === 'list' ? child.items : [child]) {
    const owner = ownerOf(reader, module, item, scope);
    if (!owner || owner.id === parent.id) continue;
    const prefix = given ? staticText(reader.modules, module, given) : '';
    reader.edges.set(owner.id, [...(reader.edges.get(owner.id) ?? []), { parent, prefix }]);
    if (name === 'register_blueprint' && given) owner.prefix = '';
    if (pathFirst) owner.isApplication = false;
  }
}

/** `path = "/x"` of a Litestar controller. */
function controllerPath(modules: Modules, module: SourceModule, body: readonly Statement[]): string {
  return staticText(modules, module, assignmentTo(body, 'path')?.value) ?? '';
}

/** `if self.path == "/health":` in a handler of http.server. */
function readComparisons(reader: Reader, module: SourceModule, handler: FunctionDefinition): void {
  const visit = (body: readonly Statement[]): void => {
    for (const statement of body) {
      if (statement.kind === 'if')
        for (const part of within(statement.condition))
          if (
            part.kind === 'operation' &&
            ['==', 'in'].includes(part.operator) &&
            part.operands.some((operand) => dottedName(operand) === 'self.path')
          )
            for (const operand of part.operands)
              for (const item of operand.kind === 'list' ? operand.items : [operand])
                push(reader, module, item, null, 'get', textOf(item));
      visit(bodiesOf(statement));
    }
  };
  visit(handler.body);
}

function unique(routes: Route[]): Route[] {
  const seen = new Map<string, Route>();
  for (const route of routes) {
    const path = route.path === '' ? '/' : route.path;
    const key = `${path}\u0000${route.method}`;
    if (path.startsWith('/') && !seen.has(key)) seen.set(key, { ...route, path });
  }
  return [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, route]) => route);
}
