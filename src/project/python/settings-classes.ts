import type { Modules, SourceModule } from './modules.js';
import { originOf } from './origins.js';
import type { ClassDefinition, Expression, Statement } from './syntax.js';
import { dottedName, textOf } from './walk-syntax.js';

/** How a pydantic-settings class names its variables. */
export interface SettingsClass {
  prefix: string;
  caseSensitive: boolean;
}

const settingsBases = new Set([
  'pydantic_settings.BaseSettings',
  'pydantic.BaseSettings',
  'pydantic.env_settings.BaseSettings',
  'pydantic.v1.BaseSettings',
  'pydantic_settings.main.BaseSettings',
]);

/** The settings of a class that inherits from BaseSettings, however far; null for other classes. */
export function settingsClass(
  modules: Modules,
  module: SourceModule,
  definition: ClassDefinition,
  depth = 0,
): SettingsClass | null {
  if (depth > 8) return null;
  let inherited: SettingsClass | null = null;
  for (const base of definition.bases) {
    const origin = originOf(modules, module, base);
    if (origin?.kind === 'external' && settingsBases.has(origin.name))
      inherited ??= { prefix: '', caseSensitive: false };
    else if (origin?.kind === 'definition' && origin.definition.kind === 'class' && origin.definition !== definition)
      inherited ??= settingsClass(modules, origin.module, origin.definition, depth + 1);
  }
  if (!inherited) return null;
  const options = configuration(definition);
  const own = textOf(options.get('env_prefix'));
  const sensitive = options.get('case_sensitive');
  return {
    prefix: own ?? inherited.prefix,
    caseSensitive: sensitive?.kind === 'constant' ? sensitive.value === true : inherited.caseSensitive,
  };
}

/** `model_config = SettingsConfigDict(...)`, `class Config: ...`, or keywords of the class itself. */
function configuration(definition: ClassDefinition): Map<string, Expression> {
  const options = new Map(definition.keywords);
  for (const statement of definition.body) {
    if (statement.kind === 'assign' && statement.targets.some((target) => dottedName(target) === 'model_config')) {
      if (statement.value?.kind === 'call')
        for (const [key, value] of statement.value.keywords) options.set(key, value);
      if (statement.value?.kind === 'dict')
        for (const { key, value } of statement.value.entries) options.set(textOf(key) ?? '', value);
    }
    if (statement.kind === 'class' && statement.name === 'Config')
      for (const [name, value] of assignments(statement.body)) options.set(name, value);
  }
  return options;
}

function assignments(body: Statement[]): [string, Expression][] {
  return body.flatMap((statement) =>
    statement.kind === 'assign' && statement.value && statement.targets[0]?.kind === 'name'
      ? [[statement.targets[0].name, statement.value] as [string, Expression]]
      : [],
  );
}

/** Variables that a field is read from, the preferred one first: its alias, else prefix and name. */
export function settingsFieldEnvironment(settings: SettingsClass, field: string, value: Expression | null): string[] {
  const keywords = value?.kind === 'call' ? value.keywords : new Map<string, Expression>();
  const alias = keywords.get('validation_alias') ?? keywords.get('alias') ?? keywords.get('env');
  const names =
    alias?.kind === 'call'
      ? alias.args.map(textOf)
      : alias?.kind === 'list'
        ? alias.items.map(textOf)
        : alias
          ? [textOf(alias)]
          : [`${settings.prefix}${field}`];
  const known = names.filter((name) => name !== null);
  return settings.caseSensitive ? known : known.map((name) => name.toUpperCase());
}
