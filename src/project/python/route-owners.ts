import { type Application, applicationOf } from './application-value.js';
import type { Modules, SourceModule } from './modules.js';
import { externalName, originOf } from './origins.js';
import { joinPath } from './route-path.js';
import type { Expression, FunctionDefinition } from './syntax.js';
import { staticText } from './text-values.js';
import { assignmentTo, dottedName } from './walk-syntax.js';

const routerName = /(?:APIRouter|Router|Blueprint|RouteTableDef|Namespace|SubRouter|Api|RestApi|Group)$/;

/** Something that routes hang on: an application, a router, a blueprint. */
export interface Owner {
  id: string;
  /** `''` for applications, the constructor's prefix for routers; null when it cannot be told. */
  prefix: string | null;
  isApplication: boolean;
  /** Where the application is constructed, when that is known. */
  made: string | null;
}

/** What is known of owners while routes are read. */
export interface Owners {
  modules: Modules;
  known: Map<string, Owner>;
  /** Inclusions by the id of the owner that is included. */
  edges: Map<string, Edge[]>;
}

/** `parent.include_router(child, prefix=...)` */
export interface Edge {
  parent: Owner;
  prefix: string | null;
}

/** The application, router or blueprint that an expression means. */
export function ownerOf(
  owners: Owners,
  module: SourceModule,
  expression: Expression,
  scope: FunctionDefinition | null,
): Owner | null {
  const { modules } = owners;
  const local = scope && expression.kind === 'name' ? assignmentTo(scope.body, expression.name)?.value : null;
  const origin = local ? null : originOf(modules, module, expression);
  const value = local ?? (origin?.kind === 'value' ? origin.value : null);
  const home = origin?.kind === 'value' ? origin.module : module;
  const name = origin?.kind === 'value' ? origin.name : (dottedName(expression) ?? '');
  const id = `${home.path}#${local ? `${scope?.name}.` : ''}${name}`;
  const known = owners.known.get(id);
  if (known) return known;
  const made =
    value?.kind === 'call' ? (externalName(modules, home, value.callee) ?? dottedName(value.callee) ?? '') : '';
  let owner: Owner | null = null;
  if (value?.kind === 'call' && routerName.test(made) && !/Application$/.test(made)) {
    const given = value.keywords.get('prefix') ?? value.keywords.get('url_prefix') ?? value.keywords.get('path');
    owner = {
      id,
      prefix: given ? staticText(modules, home, given) : '',
      isApplication: /(?:Api|RestApi)$/.test(made),
      made: null,
    };
  } else {
    const application = applicationOf(modules, module, expression, 0, scope);
    if (application || /^(?:app|application|api|server|mcp)$/.test(name.split('.').at(-1) ?? ''))
      owner = { id, prefix: '', isApplication: true, made: application && placeOf(application) };
    else if (/router|blueprint|bp$|routes/i.test(name)) owner = { id, prefix: '', isApplication: false, made: null };
  }
  if (owner) owners.known.set(id, owner);
  return owner;
}

/** What tells one application from another. */
export function placeOf({ module, line }: Application): string {
  return `${module.path}:${line}`;
}

/**
 * Every prefix under which an owner is reachable in the application that is served (any application where that is null); none when
 * nothing includes it or a prefix cannot be told.
 */
export function prefixesOf(
  owner: Owner,
  edges: Map<string, Edge[]>,
  served: string | null,
  above = new Set<string>(),
): string[] {
  if (above.has(owner.id) || above.size > 10 || owner.prefix === null) return [];
  const own = owner.prefix;
  const including = edges.get(owner.id) ?? [];
  const isServed = served === null || owner.made === null || owner.made === served;
  if (including.length === 0) return owner.isApplication && isServed ? [own] : [];
  const next = new Set(above).add(owner.id);
  return including
    .flatMap(({ parent, prefix }) =>
      prefix === null
        ? []
        : prefixesOf(parent, edges, served, next).map((outer) => joinPath(joinPath(outer, prefix), own)),
    )
    .slice(0, 20);
}
