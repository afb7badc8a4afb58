import type { Modules, SourceModule } from './modules.js';
import { externalName, originOf } from './origins.js';
import type { Expression, FunctionDefinition } from './syntax.js';
import { allExpressions, textOf } from './walk-syntax.js';

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
