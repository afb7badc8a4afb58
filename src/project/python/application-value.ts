import { adapters, conversions, type Framework, frameworkOf, type Interface, mounters, wrapper } from './frameworks.js';
import type { Modules, SourceModule } from './modules.js';
import { externalName, type Origin, originOf } from './origins.js';
import type { ClassDefinition, Expression, FunctionDefinition, Statement } from './syntax.js';
import { allStatements, dottedName } from './walk-syntax.js';

/** An application object that an expression evaluates to. */
export interface Application {
  framework: Framework;
  interface: Interface;
  /** Where the object is constructed, which is where its routes are. */
  module: SourceModule;
  line: number;
  /** The constructor call, null when only an annotation says what it is. */
  call: Extract<Expression, { kind: 'call' }> | null;
  /** A wrapper around the object rather than the object itself. */
  wrapped: boolean;
}

const deepest = 12;

/** What an expression of a module evaluates to, if it is an application of a known framework. `locals` are the names of the function it stands in. */
export function applicationOf(
  modules: Modules,
  module: SourceModule,
  expression: Expression | null,
  depth = 0,
  locals: FunctionDefinition | null = null,
): Application | null {
  if (!expression || depth > deepest) return null;
  const next = (inner: Expression | null) => applicationOf(modules, module, inner, depth + 1, locals);
  switch (expression.kind) {
    case 'operation':
      for (const operand of expression.operator === 'if'
        ? [expression.operands[0], expression.operands[2]]
        : expression.operands) {
        const found = next(operand ?? null);
        if (found) return found;
      }
      return null;
    case 'name': {
      const local = locals ? localApplication(modules, module, locals, expression.name, depth) : null;
      return local ?? ofOrigin(modules, originOf(modules, module, expression), depth);
    }
    case 'attribute': {
      const found = ofOrigin(modules, originOf(modules, module, expression), depth);
      if (found) return found;
      const object = next(expression.object);
      // Dash keeps its Flask in `server`.
      if (object?.framework.name === 'dash' && expression.name === 'server')
        return { ...object, interface: 'wsgi', wrapped: true };
      return ofSelf(modules, module, expression, depth);
    }
    case 'call':
      return ofCall(modules, module, expression, depth, locals);
    default:
      return null;
  }
}

function ofCall(
  modules: Modules,
  module: SourceModule,
  call: Extract<Expression, { kind: 'call' }>,
  depth: number,
  locals: FunctionDefinition | null,
): Application | null {
  const next = (inner: Expression | null | undefined) =>
    applicationOf(modules, module, inner ?? null, depth + 1, locals);
  const origin = originOf(modules, module, call.callee);
  if (origin?.kind === 'external') {
    const framework = frameworkOf(origin.name);
    if (framework) return { framework, interface: framework.interface, module, line: call.line, call, wrapped: false };
    const mounted = mounters[origin.name];
    if (mounted !== undefined) return next(call.args[mounted] ?? call.keywords.get('app'));
  }
  if (origin?.kind === 'definition') {
    const found = ofDefinition(modules, origin, depth, call);
    if (found) return found;
  }
  if (call.callee.kind === 'attribute') {
    const object = next(call.callee.object);
    const converted = object ? conversions[object.framework.name]?.[call.callee.name] : undefined;
    if (object && call.callee.name === 'queue') return object;
    if (object && converted) return { ...object, interface: converted };
    const method = methodOf(modules, module, call.callee);
    if (method) return returned(modules, method.module, method.definition, depth);
  }
  // `init_app(app)`, `CORSMiddleware(app=app, ...)`: what goes in comes out, where the name or the function says so.
  const name = dottedName(call.callee) ?? '';
  const passes =
    wrapper.test(name) ||
    (origin?.kind === 'definition' && origin.definition.kind === 'function' && returnsParameter(origin.definition));
  if (!passes) return null;
  for (const argument of [...call.args, ...call.keywords.values()]) {
    const inner = next(argument);
    const changed = origin?.kind === 'external' ? adapters[origin.name] : undefined;
    if (inner) return { ...inner, interface: changed ?? inner.interface, wrapped: true };
  }
  return null;
}

function ofOrigin(modules: Modules, origin: Origin | null, depth: number): Application | null {
  if (origin?.kind !== 'value') return null;
  if (origin.value && mentions(origin.value, origin.name)) {
    const first = origin.previous.find((value) => !mentions(value, origin.name));
    return first ? applicationOf(modules, origin.module, first, depth + 1) : null;
  }
  const value = applicationOf(modules, origin.module, origin.value, depth + 1);
  return value ?? annotated(modules, origin.module, origin.annotation, origin.line);
}

/** `app: FastAPI = make()` says what it is. */
function annotated(
  modules: Modules,
  module: SourceModule,
  annotation: Expression | null,
  line: number,
): Application | null {
  if (!annotation) return null;
  if (annotation.kind === 'text' && annotation.value)
    return annotated(modules, module, { kind: 'name', name: annotation.value, line }, line);
  const framework = frameworkOf(externalName(modules, module, annotation) ?? '');
  return framework ? { framework, interface: framework.interface, module, line, call: null, wrapped: false } : null;
}

function ofDefinition(
  modules: Modules,
  origin: Extract<Origin, { kind: 'definition' }>,
  depth: number,
  call: Extract<Expression, { kind: 'call' }>,
): Application | null {
  if (origin.definition.kind === 'function') return returned(modules, origin.module, origin.definition, depth);
  const framework = baseFramework(modules, origin.module, origin.definition, depth);
  return framework
    ? {
        framework,
        interface: framework.interface,
        module: origin.module,
        line: origin.definition.line,
        call,
        wrapped: false,
      }
    : null;
}

/** The framework that a class of the project inherits an application from. */
export function baseFramework(
  modules: Modules,
  module: SourceModule,
  definition: ClassDefinition,
  depth = 0,
): Framework | null {
  if (depth > deepest) return null;
  for (const base of definition.bases) {
    const origin = originOf(modules, module, base);
    const framework =
      origin?.kind === 'external'
        ? frameworkOf(origin.name)
        : origin?.kind === 'definition' && origin.definition.kind === 'class' && origin.definition !== definition
          ? baseFramework(modules, origin.module, origin.definition, depth + 1)
          : null;
    if (framework) return framework;
  }
  return null;
}

/** The application that a function returns: by its statements, else by its annotation. */
export function returned(
  modules: Modules,
  module: SourceModule,
  definition: FunctionDefinition,
  depth = 0,
): Application | null {
  if (depth > deepest || definition.async) return null;
  for (const statement of allStatements(definition.body, isNoScope)) {
    if (statement.kind !== 'return') continue;
    const value = statement.value?.kind === 'list' ? (statement.value.items[0] ?? null) : statement.value;
    const found = applicationOf(modules, module, value, depth + 1, definition);
    if (found) return found;
  }
  return annotated(modules, module, definition.returns, definition.line);
}

const isNoScope = (statement: Statement) => statement.kind !== 'function' && statement.kind !== 'class';

function localApplication(
  modules: Modules,
  module: SourceModule,
  scope: FunctionDefinition,
  name: string,
  depth: number,
): Application | null {
  let found: Application | null = null;
  for (const statement of allStatements(scope.body, isNoScope)) {
    if (statement.kind === 'assign' && statement.value && binds(statement.targets, name)) {
      // `app = wrap(app)`: evaluating the right side again would come back here, so what was found before stands in.
      const again = applicationOf(
        modules,
        module,
        statement.value,
        depth + 2,
        mentions(statement.value, name) ? null : scope,
      );
      found = again ?? found ?? annotated(modules, module, statement.annotation, statement.line);
    } else if (statement.kind === 'block') {
      // `with gr.Blocks() as demo:`
      for (const head of statement.heads)
        if (head.kind === 'operation' && head.operator === 'as' && binds(head.operands.slice(1), name))
          found = applicationOf(modules, module, head.operands[0] ?? null, depth + 2, scope) ?? found;
    }
  }
  const parameter = scope.parameters.find((candidate) => candidate.name === name);
  return found ?? (parameter ? annotated(modules, module, parameter.annotation, scope.line) : null);
}

function binds(targets: Expression[], name: string): boolean {
  return targets.some(
    (target) =>
      (target.kind === 'name' && target.name === name) ||
      (target.kind === 'list' && binds(target.items.slice(0, 1), name)),
  );
}

function mentions(expression: Expression, name: string): boolean {
  return (
    expression.kind === 'call' &&
    [...expression.args, ...expression.keywords.values()].some(
      (argument) => argument.kind === 'name' && argument.name === name,
    )
  );
}

function returnsParameter(definition: FunctionDefinition): boolean {
  const names = new Set(definition.parameters.map(({ name }) => name));
  for (const statement of allStatements(definition.body, isNoScope))
    if (statement.kind === 'return' && statement.value?.kind === 'name' && names.has(statement.value.name)) return true;
  return false;
}

/** `server.app` where the class of `server` sets `self.app`. */
function ofSelf(
  modules: Modules,
  module: SourceModule,
  expression: Extract<Expression, { kind: 'attribute' }>,
  depth: number,
): Application | null {
  const owner = classOf(modules, module, expression.object);
  if (!owner) return null;
  for (const method of owner.definition.body) {
    if (
      method.kind === 'function' &&
      method.name === expression.name &&
      method.decorators.some((decorator) => dottedName(decorator) === 'property')
    )
      return returned(modules, owner.module, method, depth + 1);
    for (const statement of method.kind === 'function' ? allStatements(method.body, isNoScope) : []) {
      if (
        statement.kind !== 'assign' ||
        !statement.targets.some((target) => dottedName(target) === `self.${expression.name}`)
      )
        continue;
      const found =
        applicationOf(modules, owner.module, statement.value, depth + 2, method.kind === 'function' ? method : null) ??
        annotated(modules, owner.module, statement.annotation, statement.line);
      if (found) return found;
    }
  }
  return null;
}

/** `Builder(...).build()` and `builder.build()`: the method of a class of the project. */
function methodOf(modules: Modules, module: SourceModule, callee: Extract<Expression, { kind: 'attribute' }>) {
  const owner = classOf(modules, module, callee.object);
  const definition = owner?.definition.body.find(
    (statement) => statement.kind === 'function' && statement.name === callee.name,
  );
  return owner && definition?.kind === 'function' ? { module: owner.module, definition } : null;
}

/** The project's class that an object is made from. */
function classOf(
  modules: Modules,
  module: SourceModule,
  object: Expression,
): { module: SourceModule; definition: ClassDefinition } | null {
  const direct = originOf(modules, module, object.kind === 'call' ? object.callee : object);
  const origin =
    direct?.kind === 'value' && direct.value?.kind === 'call'
      ? originOf(modules, direct.module, direct.value.callee)
      : direct;
  return origin?.kind === 'definition' && origin.definition.kind === 'class'
    ? { module: origin.module, definition: origin.definition }
    : null;
}
