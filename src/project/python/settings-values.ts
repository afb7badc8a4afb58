import { environmentRead } from './environment-reads.js';
import type { Modules, SourceModule } from './modules.js';
import { originOf } from './origins.js';
import { settingsClass, settingsFieldEnvironment } from './settings-classes.js';
import type { ClassDefinition, Expression, FunctionDefinition } from './syntax.js';
import { allExpressions, assignmentTo, dottedName, textOf, within } from './walk-syntax.js';

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
      const local = scope ? assignmentTo(scope.body, expression.name)?.value : null;
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
  const local =
    scope && expression.object.kind === 'name' ? assignmentTo(scope.body, expression.object.name)?.value : null;
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
  const assignment = assignmentTo(definition.body, name);
  if (!assignment) return unknown;
  const { value } = assignment;
  const isField = value?.kind === 'call' && /(?:^|\.)[Ff]ield$/.test(dottedName(value.callee) ?? '');
  const fallback = isField && value.kind === 'call' ? (value.args[0] ?? value.keywords.get('default')) : value;
  const inner = settingOf(modules, module, fallback, null, depth + 1);
  const settings = settingsClass(modules, module, definition);
  return settings ? { ...inner, environment: settingsFieldEnvironment(settings, name, value)[0] ?? null } : inner;
}

/** `args.port` where a parser of the module (or the function) declares `--port`. */
function argumentSetting(
  modules: Modules,
  module: SourceModule,
  expression: Extract<Expression, { kind: 'attribute' }>,
  scope: FunctionDefinition | null,
  depth: number,
): Setting | null {
  const local =
    scope && expression.object.kind === 'name' ? assignmentTo(scope.body, expression.object.name)?.value : null;
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
