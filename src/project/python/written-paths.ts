import type { Modules, SourceModule } from './modules.js';
import { externalName } from './origins.js';
import type { Expression } from './syntax.js';
import { staticText } from './text-values.js';
import { allExpressions, dottedName, textOf, within } from './walk-syntax.js';

const words =
  /sqlite|makedirs|mkdir|UPLOAD|MEDIA_ROOT|FileHandler|open\(|SqliteSaver|PersistentClient|persist_directory/;
const temporary = /^(?:\/tmp|\/var\/tmp|\/dev|:memory:)/;

/** Paths that the code writes to, as it names them, relative ones without `./`; temporary ones are left out. */
export function findWrittenPaths(
  modules: Modules,
  files: readonly string[],
): { path: string; file: string; line: number }[] {
  const found = new Map<string, { path: string; file: string; line: number }>();
  const add = (path: string | null, file: string, line: number) => {
    const clean = path?.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '') ?? '';
    if (
      clean === '' ||
      clean === '.' ||
      clean.includes('..') ||
      clean.length > 200 ||
      temporary.test(clean) ||
      !/^[\w./ -]+$/.test(clean)
    )
      return;
    if (!found.has(clean)) found.set(clean, { path: clean, file, line });
  };
  for (const file of files) {
    if (!words.test(modules.text(file) ?? '')) continue;
    const module = modules.get(file);
    if (!module) continue;
    for (const expression of allExpressions(module.body)) {
      if (expression.kind === 'text') add(sqliteFile(expression.value), file, expression.line);
      else if (expression.kind === 'call')
        for (const path of writtenBy(modules, module, expression)) add(path, file, expression.line);
    }
    for (const [name, binding] of module.bindings)
      if (/^(?:UPLOAD(?:S|_FOLDER|_DIR)|MEDIA_ROOT)$/.test(name) && binding.kind === 'value')
        add(pathText(modules, module, binding.value), file, binding.line);
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** `sqlite:///./data/app.db`, `sqlite+aiosqlite:////var/lib/app.db` */
function sqliteFile(text: string | null): string | null {
  const match = /^sqlite(?:\+\w+)?:\/\/\/([^?]{1,200})/.exec(text ?? '');
  return match ? (match[1] as string) : null;
}

function writtenBy(
  modules: Modules,
  module: SourceModule,
  call: Extract<Expression, { kind: 'call' }>,
): (string | null)[] {
  const name = externalName(modules, module, call.callee) ?? dottedName(call.callee) ?? '';
  const first = () => [pathText(modules, module, call.args[0])];
  if (name === 'os.makedirs' || name === 'os.mkdir') return first();
  if (name === 'sqlite3.connect' || name === 'aiosqlite.connect' || name.endsWith('SqliteSaver.from_conn_string'))
    return first().map((path) => sqliteFile(path) ?? path);
  if (/(?:^|\.)(?:\w*FileHandler)$/.test(name)) return first();
  if (name === 'chromadb.PersistentClient')
    return [pathText(modules, module, call.keywords.get('path') ?? call.args[0])];
  if (name === 'open' && /[wax]/.test(textOf(call.args[1] ?? call.keywords.get('mode')) ?? '')) return first();
  if (call.callee.kind === 'attribute' && ['mkdir', 'write_text', 'write_bytes'].includes(call.callee.name))
    return [pathText(modules, module, call.callee.object)];
  const persist = call.keywords.get('persist_directory');
  return persist ? [pathText(modules, module, persist)] : [];
}

/** `Path("data") / "x"`, `os.path.join(BASE_DIR, "media")`, `"data"`: the part below the project's folder; null when it cannot be told. */
function pathText(
  modules: Modules,
  module: SourceModule,
  expression: Expression | null | undefined,
  depth = 0,
): string | null {
  if (!expression || depth > 6) return null;
  const next = (inner: Expression | null | undefined) => pathText(modules, module, inner, depth + 1);
  if (expression.kind === 'operation' && expression.operator === '/') {
    const [left, right] = expression.operands;
    const below = next(right);
    return below === null ? null : join(next(left), below, isProjectFolder(left));
  }
  if (expression.kind === 'call') {
    const name = externalName(modules, module, expression.callee) ?? dottedName(expression.callee) ?? '';
    if (/^(?:pathlib\.)?Path$/.test(name) && expression.args.length === 1) return next(expression.args[0]);
    if (name === 'os.path.join') {
      const [base, ...rest] = expression.args;
      const texts = rest.map(next);
      return texts.includes(null) ? null : join(next(base), texts.join('/'), isProjectFolder(base));
    }
  }
  return staticText(modules, module, expression);
}

function join(left: string | null, right: string, leftIsProject: boolean): string | null {
  if (left !== null) return `${left}/${right}`;
  return leftIsProject ? right : null;
}

function isProjectFolder(expression: Expression | undefined): boolean {
  if (!expression) return false;
  if (
    /^(?:BASE_DIR|ROOT_DIR|PROJECT_ROOT|BASE_PATH|ROOT|basedir|APP_DIR|settings\.BASE_DIR)$/.test(
      dottedName(expression) ?? '',
    )
  )
    return true;
  return [...within(expression)].some((part) => part.kind === 'name' && part.name === '__file__');
}
