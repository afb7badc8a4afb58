import type { Modules, SourceModule } from './modules.js';
import { externalName, originOf } from './origins.js';
import { settingsClass, settingsFieldEnvironment } from './settings-classes.js';
import type { ClassDefinition, Expression, FunctionDefinition } from './syntax.js';
import { allExpressions, dottedName, textOf, within } from './walk-syntax.js';

/** What a port, a host or the like is at start: a literal, a variable of the environment, an option of the command line. */
export interface Setting {
  value: string | number | boolean | null;
  environment: string | null;
  /** `--port` */
  option: string | null;
}

const unknown: Setting = { value: null, environment: null, option: null };
const deepest = 8;
/** Calls that give their argument in another type. */
const casts = new Set(['int', 'str', 'float', 'bool']);

/** Works out a setting as far as the text tells; `scope` is the function that the expression stands in. */
export function settingOf(
  modules: Modules,
  module: SourceModule,
  expression: Expression | null | undefined,
  scope: FunctionDefinition | null = null,
  depth = 0,
): Setting {
  if (!expression || depth > deepest) return unknown;
  const next = (inner: Expression | null | undefined) => settingOf(modules, module, inner, scope, depth + 1);
  switch (expression.kind) {
    case 'number':
    case 'constant':
      return { ...unknown, value: expression.value };
    case 'text': {
      const field = expression.value === null ? expression.parts.find((part) => part.kind !== 'text') : undefined;
      return field ? { ...next(field), value: null } : { ...unknown, value: expression.value };
    }
    case 'operation': {
      const operands = (
        expression.operator === 'if' ? [expression.operands[0], expression.operands[2]] : expression.operands
      ).map(next);
      if (!['if', 'or', ':='].includes(expression.operator)) return unknown;
      return {
        value: operands.find(({ value }) => value !== null)?.value ?? null,
        environment: operands.find(({ environment }) => environment !== null)?.environment ?? null,
        option: operands.find(({ option }) => option !== null)?.option ?? null,
      };
    }
    case 'call': {
      const read = environmentRead(modules, module, expression);
      if (read) return { value: next(read.default).value, environment: read.name, option: null };
      const callee = dottedName(expression.callee) ?? '';
      return casts.has(callee) ? next(expression.args[0]) : unknown;
    }
    case 'subscript': {
      const read = environmentRead(modules, module, expression);
      return read ? { ...unknown, environment: read.name } : unknown;
    }
    case 'name': {
      const parameter = scope?.parameters.find(({ name }) => name === expression.name);
      if (scope && parameter)
        return parameterSetting(modules, module, scope, expression.name, parameter.default, depth);
      const local = scope ? assignedIn(scope, expression.name) : null;
      if (local) return next(local);
      const origin = originOf(modules, module, expression);
      return origin?.kind === 'value' ? settingOf(modules, origin.module, origin.value, null, depth + 1) : unknown;
    }
    case 'attribute':
      return attributeSetting(modules, module, expression, scope, depth);
    default:
      return unknown;
  }
}

/** A read of an environment variable by name: `os.environ["X"]`, `os.getenv("X", d)`, `config("X", default=d)`, `env.int("X", d)`. */
export function environmentRead(
  modules: Modules,
  module: SourceModule,
  expression: Expression,
): { name: string; default: Expression | null; required: boolean } | null {
  if (expression.kind === 'subscript') {
    const name = textOf(expression.index);
    return name !== null && isEnviron(modules, module, expression.object)
      ? { name, default: null, required: true }
      : null;
  }
  if (expression.kind !== 'call') return null;
  if (externalName(modules, module, expression.callee) === 'dj_database_url.config')
    return {
      name: textOf(expression.keywords.get('env')) ?? 'DATABASE_URL',
      default: expression.keywords.get('default') ?? null,
      required: false,
    };
  const name = textOf(expression.args[0] ?? expression.keywords.get('key') ?? expression.keywords.get('name') ?? null);
  if (name === null || name === '') return null;
  const { callee } = expression;
  const fallback = expression.keywords.get('default') ?? expression.args[1] ?? null;
  if (
    callee.kind === 'attribute' &&
    ['get', 'pop', 'setdefault'].includes(callee.name) &&
    isEnviron(modules, module, callee.object)
  )
    return { name, default: fallback, required: false };
  const external = externalName(modules, module, callee) ?? '';
  if (external === 'os.getenv' || external === 'os.environ.get') return { name, default: fallback, required: false };
  if (['decouple.config', 'decouple.AutoConfig'].includes(external)) {
    const value = expression.keywords.get('default') ?? null;
    return { name, default: value, required: value === null };
  }
  const reader = readerOf(modules, module, callee);
  if (!reader && isReadingFunction(modules, module, callee)) return { name, default: fallback, required: false };
  if (!reader) return null;
  const value =
    expression.keywords.get('default') ?? (reader.startsWith('environ') ? (expression.args[1] ?? null) : null);
  return { name, default: value, required: value === null };
}

const readingFunctions = new WeakMap<FunctionDefinition, boolean>();

/** A function of the project that reads the variable that its first parameter names, `get_env("X", "default")`. */
function isReadingFunction(modules: Modules, module: SourceModule, callee: Expression): boolean {
  const origin = originOf(modules, module, callee);
  if (origin?.kind !== 'definition' || origin.definition.kind !== 'function') return false;
  const { definition } = origin;
  let reads = readingFunctions.get(definition);
  if (reads === undefined) {
    const first = definition.parameters[0]?.name;
    reads = first !== undefined && first !== 'self' && readsNamed(modules, origin.module, definition, first);
    readingFunctions.set(definition, reads);
  }
  return reads;
}

function readsNamed(modules: Modules, module: SourceModule, { body }: FunctionDefinition, parameter: string): boolean {
  const isParameter = (expression: Expression | undefined) =>
    expression?.kind === 'name' && expression.name === parameter;
  for (const expression of allExpressions(body)) {
    if (
      expression.kind === 'subscript' &&
      isParameter(expression.index) &&
      isEnviron(modules, module, expression.object)
    )
      return true;
    if (expression.kind !== 'call' || !isParameter(expression.args[0])) continue;
    if (['os.getenv', 'os.environ.get'].includes(externalName(modules, module, expression.callee) ?? '')) return true;
  }
  return false;
}

const readerClasses: Record<string, string> = {
  'environ.Env': 'environ',
  'environ.FileAwareEnv': 'environ',
  'environs.Env': 'environs',
  'starlette.config.Config': 'starlette',
  'decouple.Config': 'decouple',
  'decouple.AutoConfig': 'decouple',
};

/** `env("X")`, `env.str("X")`, `config("X")` where `env` is an object of django-environ, environs, starlette or decouple. */
function readerOf(modules: Modules, module: SourceModule, callee: Expression): string | null {
  const object = callee.kind === 'attribute' ? callee.object : callee;
  const origin = originOf(modules, module, object);
  if (origin?.kind === 'external' && origin.name === 'environs.env') return 'environs';
  if (origin?.kind !== 'value' || origin.value?.kind !== 'call') return null;
  return readerClasses[externalName(modules, origin.module, origin.value.callee) ?? ''] ?? null;
}

export function isEnviron(modules: Modules, module: SourceModule, expression: Expression): boolean {
  return ['os.environ', 'os.environb'].includes(externalName(modules, module, expression) ?? '');
}

function assignedIn(scope: FunctionDefinition, name: string): Expression | null {
  for (const statement of scope.body)
    if (
      statement.kind === 'assign' &&
      statement.targets.some((target) => target.kind === 'name' && target.name === name)
    )
      return statement.value;
  return null;
}

/** A parameter's default, or that of the click or typer option behind it. */
function parameterSetting(
  modules: Modules,
  module: SourceModule,
  scope: FunctionDefinition,
  name: string,
  fallback: Expression | null,
  depth: number,
): Setting {
  for (const decorator of scope.decorators) {
    if (decorator.kind !== 'call' || !/(?:^|\.)(?:option|argument)$/.test(dottedName(decorator.callee) ?? '')) continue;
    const names = decorator.args.map(textOf).filter((text) => text !== null);
    const option = names.find((text) => text.startsWith('--'));
    if (names.includes(name) || option?.slice(2).replaceAll('-', '_') === name) {
      const found = settingOf(modules, module, decorator.keywords.get('default'), null, depth + 1);
      return {
        ...found,
        option: option ?? null,
        environment: found.environment ?? textOf(decorator.keywords.get('envvar')),
      };
    }
  }
  if (fallback?.kind === 'call' && /(?:^|\.)Option$/.test(dottedName(fallback.callee) ?? '')) {
    const inner = settingOf(modules, module, fallback.args[0] ?? fallback.keywords.get('default'), null, depth + 1);
    return { ...inner, option: `--${name.replaceAll('_', '-')}`, environment: textOf(fallback.keywords.get('envvar')) };
  }
  return settingOf(modules, module, fallback, null, depth + 1);
}

/** `settings.port`, `args.port`, `Config.PORT`. */
function attributeSetting(
  modules: Modules,
  module: SourceModule,
  expression: Extract<Expression, { kind: 'attribute' }>,
  scope: FunctionDefinition | null,
  depth: number,
): Setting {
  const whole = originOf(modules, module, expression);
  if (whole?.kind === 'value') return settingOf(modules, whole.module, whole.value, null, depth + 1);
  const parsed = argumentSetting(modules, module, expression, scope, depth);
  if (parsed) return parsed;
  const local = scope && expression.object.kind === 'name' ? assignedIn(scope, expression.object.name) : null;
  const origin = originOf(modules, module, expression.object);
  const made = local
    ? { module, value: local }
    : origin?.kind === 'value'
      ? { module: origin.module, value: origin.value }
      : null;
  const definition =
    origin?.kind === 'definition'
      ? { module: origin.module, definition: origin.definition }
      : made?.value
        ? instanceClass(modules, made.module, made.value)
        : null;
  if (definition?.definition.kind !== 'class') return unknown;
  return fieldSetting(modules, definition.module, definition.definition, expression.name, depth);
}

/** The class behind `Settings()` and behind `get_settings()`. */
function instanceClass(modules: Modules, module: SourceModule, value: Expression) {
  if (value.kind !== 'call') return null;
  const origin = originOf(modules, module, value.callee);
  if (origin?.kind !== 'definition') return null;
  if (origin.definition.kind === 'class') return origin;
  for (const statement of origin.definition.body)
    if (statement.kind === 'return' && statement.value?.kind === 'call') {
      const inner = originOf(modules, origin.module, statement.value.callee);
      if (inner?.kind === 'definition' && inner.definition.kind === 'class') return inner;
    }
  return null;
}

function fieldSetting(
  modules: Modules,
  module: SourceModule,
  definition: ClassDefinition,
  name: string,
  depth: number,
): Setting {
  for (const statement of definition.body) {
    if (
      statement.kind !== 'assign' ||
      !statement.targets.some((target) => target.kind === 'name' && target.name === name)
    )
      continue;
    const settings = settingsClass(modules, module, definition);
    const value = statement.value;
    const isField = value?.kind === 'call' && /(?:^|\.)[Ff]ield$/.test(dottedName(value.callee) ?? '');
    const fallback = isField && value.kind === 'call' ? (value.args[0] ?? value.keywords.get('default')) : value;
    const inner = settingOf(modules, module, fallback, null, depth + 1);
    return settings ? { ...inner, environment: settingsFieldEnvironment(settings, name, value)[0] ?? null } : inner;
  }
  return unknown;
}

/** `args.port` where a parser of the module (or the function) declares `--port`. */
function argumentSetting(
  modules: Modules,
  module: SourceModule,
  expression: Extract<Expression, { kind: 'attribute' }>,
  scope: FunctionDefinition | null,
  depth: number,
): Setting | null {
  const local = scope && expression.object.kind === 'name' ? assignedIn(scope, expression.object.name) : null;
  const origin = local ? null : originOf(modules, module, expression.object);
  const value = local ?? (origin?.kind === 'value' ? origin.value : null);
  if (
    !value ||
    ![...within(value)].some((part) => part.kind === 'attribute' && /^parse_(?:known_)?args$/.test(part.name))
  ) {
    if (!(expression.object.kind === 'name' && /^(?:args|arguments|options|opts|opt)$/.test(expression.object.name)))
      return null;
  }
  for (const call of allExpressions(module.body)) {
    if (call.kind !== 'call' || call.callee.kind !== 'attribute' || call.callee.name !== 'add_argument') continue;
    const names = call.args.map(textOf).filter((text) => text !== null);
    const option = names.find((text) => text.startsWith('--'));
    if ((textOf(call.keywords.get('dest')) ?? option?.slice(2).replaceAll('-', '_')) === expression.name)
      return { ...settingOf(modules, module, call.keywords.get('default'), null, depth + 1), option: option ?? null };
  }
  return null;
}
