import type { Parser } from 'web-tree-sitter';
import { depthOf, folderOf } from '../places.js';
import type { Repository } from '../repository.js';
import { parsePython } from './parse-python.js';
import type { ClassDefinition, Expression, FunctionDefinition, Module, Statement } from './syntax.js';
import { allStatements } from './walk-syntax.js';

/** What a name of a module stands for: something that was imported, or what the module itself binds. */
export type Binding =
  | { kind: 'import'; level: number; module: string; name: string | null }
  | {
      kind: 'value';
      value: Expression | null;
      annotation: Expression | null;
      line: number;
      /** What the name was bound to before, the latest first: `app = wrap(app)` means one of them by its right side. */
      previous: Expression[];
    }
  | { kind: 'definition'; definition: FunctionDefinition | ClassDefinition };

export interface SourceModule extends Module {
  /** Names bound at the top level (inside `if`, `try` and `with` too); the last binding wins. */
  bindings: Map<string, Binding>;
  /** Modules of `from x import *`. */
  wildcards: { level: number; module: string }[];
}

/** The Python files of a repository, parsed when first asked for. */
export interface Modules {
  /** Files of the application, without tests, documentation and the like; nearest to the root first. */
  paths: readonly string[];
  get(path: string): SourceModule | null;
  /** Text of a file, without parsing it. */
  text(path: string): string | null;
  /** Files (`x.py` or `x/__init__.py`) that `import module` in `from` finds below the repository, nearest first. */
  resolve(from: string, level: number, module: string): string | null;
}

const asideFolder =
  /^(?:tests?|testing|docs?|\.github|notebooks?|migrations|alembic|site-packages|benchmarks?|e2e|stubs|typings)$/i;
const asideFile =
  /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|setup|noxfile|fabfile|gunicorn[._]conf(?:ig)?|locustfile)\.py$/;
const mostModules = 6_000;
const mostParsed = 24_000_000;
const mostRebindings = 10;

/** Prepares a repository's Python files for reading. */
export function openModules(repository: Repository, parser: Parser, warnings: string[]): Modules {
  const asideFolders = new Map<string, boolean>();
  const python = repository.files.filter((file) => {
    if (!file.endsWith('.py') || asideFile.test(file)) return false;
    const folder = file.slice(0, Math.max(file.lastIndexOf('/'), 0));
    const aside = asideFolders.get(folder) ?? isAside(`${folder}/x.py`);
    asideFolders.set(folder, aside);
    return !aside;
  });
  const order = python
    .map((path) => ({ path, depth: depthOf(path) }))
    .sort((a, b) => a.depth - b.depth || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
  if (order.length > mostModules)
    warnings.push(`Only the ${mostModules} Python files nearest to the root of ${order.length} were read.`);
  const known = new Map<string, SourceModule | null>();
  const resolved = new Map<string, string | null>();
  let parsed = 0;
  return {
    paths: order.slice(0, mostModules),
    text: (path) => repository.read(path),
    get(path) {
      const before = known.get(path);
      if (before !== undefined) return before;
      const text = repository.read(path);
      if (text !== null && parsed <= mostParsed && parsed + text.length > mostParsed)
        warnings.push(`Only the first ${mostParsed / 1e6} MB of Python were parsed; name the application's folder.`);
      parsed += text?.length ?? 0;
      const module = text === null || parsed > mostParsed ? null : parsePython(parser, path, text);
      const result = module ? bind(module) : null;
      known.set(path, result);
      return result;
    },
    resolve(from, level, module) {
      const folder = folderOf(from);
      const key = `${level}\u0000${folder}\u0000${module}`;
      let found = resolved.get(key);
      if (found === undefined) {
        found = resolveModule(repository, folder, level, module);
        resolved.set(key, found);
      }
      return found;
    },
  };
}

/** Tests, documentation and tools: files that the service does not run. */
export function isAside(path: string): boolean {
  return (
    asideFile.test(path) ||
    folderOf(path)
      .split('/')
      .some((part) => asideFolder.test(part))
  );
}

function resolveModule(repository: Repository, folder: string, level: number, module: string): string | null {
  const tail = module === '' ? '' : module.replaceAll('.', '/');
  const file = (base: string): string | null => {
    const path = [base, tail].filter(Boolean).join('/');
    const candidates = [`${path}.py`, path === '' ? '__init__.py' : `${path}/__init__.py`];
    return candidates.find((candidate) => repository.has(candidate)) ?? null;
  };
  if (level > 0) {
    const parts = folder === '' ? [] : folder.split('/');
    return level - 1 > parts.length ? null : file(parts.slice(0, parts.length - (level - 1)).join('/'));
  }
  if (tail === '') return null;
  // The importing file's own folder and those above it, then a src folder: what sys.path or PYTHONPATH could hold.
  for (let base = folder; ; base = folderOf(base)) {
    const found = file(base) ?? (base === '' ? file('src') : null);
    if (found !== null || base === '') return found;
  }
}

function bind(module: Module): SourceModule {
  const bindings = new Map<string, Binding>();
  const wildcards: SourceModule['wildcards'] = [];
  const inside = (statement: Statement) => statement.kind !== 'function' && statement.kind !== 'class';
  for (const statement of allStatements(module.body, inside)) {
    if (statement.kind === 'assign') bindTargets(statement, bindings);
    else if (statement.kind === 'block') bindHeads(statement.heads, bindings);
    else if (statement.kind === 'function' || statement.kind === 'class')
      bindings.set(statement.name, { kind: 'definition', definition: statement });
  }
  // Imports inside functions count too: factories import late, and a name seldom means two things in one file.
  for (const statement of allStatements(module.body)) {
    if (statement.kind === 'import')
      for (const { name, alias } of statement.modules) {
        const first = name.split('.', 1)[0] as string;
        setImport(bindings, alias ?? first, { kind: 'import', level: 0, module: alias ? name : first, name: null });
      }
    else if (statement.kind === 'import-from') {
      const { level, module: from } = statement;
      if (statement.wildcard) wildcards.push({ level, module: from });
      for (const { name, alias } of statement.names)
        setImport(bindings, alias ?? name, { kind: 'import', level, module: from, name });
    }
  }
  return { ...module, bindings, wildcards };
}

function setImport(bindings: Map<string, Binding>, name: string, binding: Binding): void {
  const before = bindings.get(name);
  if (!before || before.kind === 'import') bindings.set(name, binding);
}

function setValue(
  bindings: Map<string, Binding>,
  name: string,
  value: Expression | null,
  annotation: Expression | null,
  line: number,
): void {
  const before = bindings.get(name);
  const previous =
    before?.kind === 'value'
      ? [...(before.value ? [before.value] : []), ...before.previous].slice(0, mostRebindings)
      : [];
  bindings.set(name, { kind: 'value', value, annotation, line, previous });
}

/** `with gr.Blocks() as demo:` */
function bindHeads(heads: Expression[], bindings: Map<string, Binding>): void {
  for (const head of heads) {
    if (head.kind !== 'operation' || head.operator !== 'as') continue;
    const [value = null, target] = head.operands;
    if (target?.kind === 'name') setValue(bindings, target.name, value, null, head.line);
  }
}

function bindTargets(statement: Extract<Statement, { kind: 'assign' }>, bindings: Map<string, Binding>): void {
  const { value, annotation, line } = statement;
  for (const target of statement.targets) {
    if (target.kind === 'name') {
      if (value !== null || !bindings.has(target.name)) setValue(bindings, target.name, value, annotation, line);
    } else if (target.kind === 'list' && value !== null)
      for (const [index, item] of target.items.entries()) {
        const part =
          value.kind === 'list' && value.items.length === target.items.length ? (value.items[index] ?? null) : value;
        if (item.kind === 'name') setValue(bindings, item.name, part, null, line);
      }
  }
}
