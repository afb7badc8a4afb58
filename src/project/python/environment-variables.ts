import { isSecretName } from '../../secrets/secret-name.js';
import { isSecretValue } from '../../secrets/secret-value.js';
import type { EnvironmentVariable } from '../project.js';
import type { Repository } from '../repository.js';
import { environmentExample } from './environment-example.js';
import { environmentRead, isEnviron } from './environment-reads.js';
import type { Modules, SourceModule } from './modules.js';
import { settingsClass, settingsFieldEnvironment } from './settings-classes.js';
import { settingOf } from './settings-values.js';
import type { ClassDefinition, Expression, Statement } from './syntax.js';
import { staticText } from './text-values.js';
import { allExpressions, bodiesOf, childrenOf, dottedName, expressionsOf, textOf, within } from './walk-syntax.js';

const words = /environ|env_|_env\b|dj_database_url|getenv|Settings|decouple|Config\(|Env\(|\benv\b|envvar/;
const nameShape = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;
/** Variables of the platform rather than of the application. */
const ambient = new Set([
  'PATH',
  'PYTHON_VERSION',
  'PYTHON_SHA256',
  'GPG_KEY',
  'PYTHONUNBUFFERED',
  'PYTHONDONTWRITEBYTECODE',
  'HOME',
  'USER',
  'PWD',
  'SHELL',
  'LANG',
  'TERM',
  'TMPDIR',
  'TEMP',
  'TMP',
  'HOSTNAME',
  'LOGNAME',
  'PYTHONPATH',
  'DJANGO_SETTINGS_MODULE',
  'VIRTUAL_ENV',
  'CI',
  'PYTEST_CURRENT_TEST',
  'APPDATA',
  'LOCALAPPDATA',
  'USERPROFILE',
  'DISPLAY',
  'COLUMNS',
  'NO_COLOR',
  'XDG_CACHE_HOME',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'GITHUB_ACTIONS',
  'WERKZEUG_RUN_MAIN',
  'KUBERNETES_SERVICE_HOST',
]);

interface Read {
  name: string;
  default: string | null;
  required: boolean;
  secret: boolean;
  file: string;
  line: number;
}

/** Variables that the application reads, one entry a name, sorted; `.env.example` adds those that only it names. */
export function readEnvironment(
  repository: Repository,
  modules: Modules,
  files: readonly string[],
): EnvironmentVariable[] {
  const reads: Read[] = [];
  for (const path of files) {
    if (!words.test(modules.text(path) ?? '')) continue;
    const module = modules.get(path);
    if (module) readModule(modules, module, reads);
  }
  const byName = new Map<string, Read[]>();
  for (const read of reads) byName.set(read.name, [...(byName.get(read.name) ?? []), read]);
  const variables = new Map([...byName].map(([name, group]) => [name, merge(name, group)]));
  for (const { name, value, file, line } of environmentExample(repository)) {
    const known = variables.get(name);
    if (!known && !ambient.has(name)) variables.set(name, entry(name, value, false, isSecretName(name), file, line));
  }
  return [...variables.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** One variable that is read in several places: required if one place needs it and none has a default for it. */
function merge(name: string, group: Read[]): EnvironmentVariable {
  const first =
    group.find((read) => read.default !== null) ?? group.find((read) => read.required) ?? (group[0] as Read);
  const required = group.some((read) => read.required) && group.every((read) => read.default === null);
  return entry(
    name,
    first.default,
    required,
    group.some((read) => read.secret),
    first.file,
    first.line,
  );
}

function entry(
  name: string,
  value: string | null,
  required: boolean,
  secret: boolean,
  file: string,
  line: number,
): EnvironmentVariable {
  const hidden = secret || (value !== null && isSecretValue(value));
  return { name, ...(value !== null && !hidden ? { default: value } : {}), required, secret: hidden, file, line };
}

function readModule(modules: Modules, module: SourceModule, reads: Read[]): void {
  const guarded = guardedNames(modules, module);
  const add = (name: string, fallback: Expression | null, required: boolean, line: number, secret = false) => {
    if (!nameShape.test(name) || ambient.has(name)) return;
    const value = fallback ? asText(modules, module, fallback) : null;
    reads.push({
      name,
      default: value,
      required: required && !guarded.has(name),
      secret: secret || isSecretName(name),
      file: module.path,
      line,
    });
  };
  const visit = (body: readonly Statement[], caught: boolean): void => {
    for (const statement of body) {
      if (statement.kind === 'class') readSettings(modules, module, statement, add);
      const written =
        statement.kind === 'assign'
          ? statement.targets.filter(
              (target) => target.kind === 'subscript' && isEnviron(modules, module, target.object),
            )
          : [];
      for (const expression of expressionsOf(statement))
        if (!written.includes(expression)) readExpression(modules, module, expression, caught, add);
      if (statement.kind === 'try') {
        const catches = statement.handlers.some(
          ({ types }) =>
            types === null ||
            [...within(types)].some(
              (part) => part.kind === 'name' && /^(?:KeyError|Exception|LookupError|BaseException)$/.test(part.name),
            ),
        );
        visit(statement.body, caught || catches);
        visit([...statement.handlers.flatMap((handler) => handler.body), ...statement.rest], caught);
      } else visit(bodiesOf(statement), caught);
    }
  };
  visit(module.body, false);
}

type Add = (name: string, fallback: Expression | null, required: boolean, line: number, secret?: boolean) => void;

function readExpression(
  modules: Modules,
  module: SourceModule,
  expression: Expression,
  caught: boolean,
  add: Add,
): void {
  // `os.getenv("X") or "default"`
  if (expression.kind === 'operation' && expression.operator === 'or') {
    const [first, second] = expression.operands;
    const read = first ? environmentRead(modules, module, first) : null;
    if (read && second) {
      add(read.name, read.default ?? second, false, expression.line);
      readExpression(modules, module, second, caught, add);
      return;
    }
  }
  const read = environmentRead(modules, module, expression);
  if (read) add(read.name, read.default, read.required && !caught, expression.line);
  const children = expression.kind === 'subscript' && read ? [] : childrenOf(expression);
  for (const child of children) readExpression(modules, module, child, caught, add);
}

/** Assignments into os.environ, and names that are tested for first, are not required. */
function guardedNames(modules: Modules, module: SourceModule): Set<string> {
  const names = new Set<string>();
  for (const expression of allExpressions(module.body)) {
    if (expression.kind !== 'operation' || !/^(?:not )?in$/.test(expression.operator)) continue;
    const [name, container] = expression.operands;
    const text = textOf(name);
    if (text !== null && container && isEnviron(modules, module, container)) names.add(text);
  }
  return names;
}

/** Fields of a pydantic-settings class. */
function readSettings(modules: Modules, module: SourceModule, definition: ClassDefinition, add: Add): void {
  const settings = settingsClass(modules, module, definition);
  if (!settings) return;
  for (const statement of definition.body) {
    const field =
      statement.kind === 'assign' && statement.targets[0]?.kind === 'name' ? statement.targets[0].name : null;
    if (
      statement.kind !== 'assign' ||
      !statement.annotation ||
      field === null ||
      field.startsWith('_') ||
      field === 'model_config'
    )
      continue;
    const { annotation, value } = statement;
    if (
      /^(?:typing\.)?ClassVar$/.test(dottedName(annotation.kind === 'subscript' ? annotation.object : annotation) ?? '')
    )
      continue;
    const isField = value?.kind === 'call' && /(?:^|\.)Field$/.test(dottedName(value.callee) ?? '');
    const fallback =
      isField && value.kind === 'call'
        ? (value.args[0] ?? value.keywords.get('default') ?? value.keywords.get('default_factory') ?? null)
        : value;
    const hasDefault = fallback !== null && !isEllipsis(fallback);
    const name = settingsFieldEnvironment(settings, field, value)[0];
    const secret = [...within(annotation)].some((part) =>
      /^Secret(?:Str|Bytes)?$/.test((dottedName(part) ?? '').split('.').at(-1) ?? ''),
    );
    if (name && !isNested(modules, module, annotation))
      add(name, hasDefault ? fallback : null, !hasDefault, statement.line, secret);
  }
}

function isEllipsis(expression: Expression): boolean {
  return expression.kind === 'name' && expression.name === '...';
}

/** A field whose type is a class of the project holds other settings rather than a value. */
function isNested(modules: Modules, module: SourceModule, annotation: Expression): boolean {
  const name = dottedName(annotation);
  const binding = name ? module.bindings.get(name) : undefined;
  return (
    binding?.kind === 'definition' &&
    binding.definition.kind === 'class' &&
    settingsClass(modules, module, binding.definition) !== null
  );
}

/** A default as text: `8000`, `true`, `INFO`; null for None, an empty text and what is computed. */
function asText(modules: Modules, module: SourceModule, expression: Expression): string | null {
  const text = staticText(modules, module, expression);
  if (text !== null) return text === '' || /[\u0000-\u001f\u007f]/.test(text) || text.length > 500 ? null : text;
  const { value } = settingOf(modules, module, expression);
  return value === null || typeof value === 'string' ? null : String(value);
}
