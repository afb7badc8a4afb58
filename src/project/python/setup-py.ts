import { joinInside, lineWith } from '../places.js';
import type { Repository } from '../repository.js';
import { parseIni } from './ini.js';
import type { Modules, SourceModule } from './modules.js';
import { noMetadata, type PackageMetadata } from './package-metadata.js';
import { parseRequirement, type Requirement } from './requirement.js';
import type { Expression } from './syntax.js';
import { allExpressions, dottedName, textOf } from './walk-syntax.js';

export interface SetupFiles {
  dependencies: Requirement[];
  metadata: PackageMetadata;
  manifests: string[];
}

/** Reads setup.py by its syntax tree and setup.cfg; null when there is neither, or setup.cfg only configures tools. */
export function readSetup(repository: Repository, modules: Modules): SetupFiles | null {
  const config = repository.read('setup.cfg');
  const ini = config === null ? null : parseIni(config);
  const module = modules.get('setup.py');
  const call = module ? setupCall(module) : null;
  if (!call && !ini?.has('options') && !ini?.has('metadata')) return null;
  const argument = (name: string) => (module && call ? follow(module, call.keywords.get(name)) : null);
  const fromIni = (section: string, key: string) => ini?.get(section)?.get(key)?.trim() || null;
  const requires =
    listOfTexts(module, argument('install_requires')) ?? (fromIni('options', 'install_requires') ?? '').split('\n');
  const python = textOf(argument('python_requires')) ?? fromIni('options', 'python_requires');
  const where =
    call && textOf(argument('python_requires'))
      ? 'setup.py'
      : repository.has('setup.py') && call
        ? 'setup.py'
        : 'setup.cfg';
  return {
    dependencies: requires.map((line) => parseRequirement(line)).filter((entry) => entry?.applies) as Requirement[],
    manifests: ['setup.py', 'setup.cfg'].filter((path) => repository.has(path)),
    metadata: {
      ...noMetadata,
      name: textOf(argument('name')) ?? fromIni('metadata', 'name'),
      version: textOf(argument('version')) ?? literalVersion(fromIni('metadata', 'version')),
      description: textOf(argument('description')) ?? fromIni('metadata', 'description'),
      license: textOf(argument('license')) ?? fromIni('metadata', 'license'),
      pythonConstraints: python
        ? [{ value: python, file: where, line: lineWith(repository.read(where) ?? '', 'python_requires') }]
        : [],
      scripts: consoleScripts(module, argument('entry_points'), fromIni('options.entry_points', 'console_scripts')),
      backend: 'setuptools.build_meta',
      packageFolder: packageFolder(argument('package_dir'), fromIni('options', 'package_dir'), repository),
      backendFiles: module ? filesRead(repository, module) : [],
    },
  };
}

type Call = Extract<Expression, { kind: 'call' }>;

function setupCall(module: SourceModule): Call | null {
  for (const expression of allExpressions(module.body))
    if (expression.kind === 'call' && /(?:^|\.)setup$/.test(dottedName(expression.callee) ?? '')) return expression;
  return null;
}

/** The value behind a name of the module, one step. */
function follow(module: SourceModule, expression: Expression | undefined): Expression | null {
  if (expression?.kind !== 'name') return expression ?? null;
  const binding = module.bindings.get(expression.name);
  return binding?.kind === 'value' ? binding.value : null;
}

function listOfTexts(module: SourceModule | null, expression: Expression | null): string[] | null {
  if (!module || !expression) return null;
  if (expression.kind === 'text') return expression.value?.split('\n') ?? null;
  if (expression.kind === 'operation' && expression.operator === '+')
    return expression.operands.flatMap((operand) => listOfTexts(module, follow(module, operand)) ?? []);
  if (expression.kind !== 'list') return null;
  return expression.items.map((item) => textOf(follow(module, item))).filter((item) => item !== null);
}

function consoleScripts(
  module: SourceModule | null,
  expression: Expression | null,
  ini: string | null,
): Map<string, string> {
  let lines = (ini ?? '').split('\n');
  if (expression?.kind === 'dict') {
    const entry = expression.entries.find(({ key }) => textOf(key) === 'console_scripts');
    lines = listOfTexts(module, entry?.value ?? null) ?? [];
  } else if (textOf(expression) !== null)
    lines = (parseIni(textOf(expression) ?? '').get('console_scripts') ?? new Map<string, string>()).size
      ? [...(parseIni(textOf(expression) ?? '').get('console_scripts') ?? [])].map(
          ([name, target]) => `${name}=${target}`,
        )
      : [];
  const scripts = new Map<string, string>();
  for (const line of lines) {
    const match = /^\s*([\w.-]+)\s*=\s*([\w.]+:[\w.]+)/.exec(line);
    if (match) scripts.set(match[1] as string, match[2] as string);
  }
  return scripts;
}

function packageFolder(expression: Expression | null, ini: string | null, repository: Repository): string | null {
  const folder =
    expression?.kind === 'dict'
      ? textOf(expression.entries.find(({ key }) => textOf(key) === '')?.value)
      : (/^\s*=\s*([\w/.-]+)/m.exec(ini ?? '')?.[1] ?? null);
  return folder && folder !== '.' && repository.hasFolder(folder) ? folder : null;
}

/** Files of the repository that setup.py names in `open("README.md")` and the like. */
function filesRead(repository: Repository, module: SourceModule): string[] {
  const files = new Set<string>();
  for (const expression of allExpressions(module.body)) {
    const path = expression.kind === 'text' && expression.value ? joinInside('', expression.value) : null;
    if (path && repository.has(path)) files.add(path);
  }
  return [...files].sort();
}

/** setup.cfg's `attr:` and `file:` are no version. */
function literalVersion(value: string | null): string | null {
  return value && !/^(?:attr|file):/.test(value) ? value : null;
}
