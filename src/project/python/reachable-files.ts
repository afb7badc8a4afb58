import { folderOf } from '../places.js';
import type { Modules } from './modules.js';
import { allStatements } from './walk-syntax.js';

/** An import statement of a file: dots and module, `from a import b` as `a` and as `a.b`. */
export interface ImportedModule {
  level: number;
  module: string;
  /** `a.b` of `from a import b`, which may be a module or a name of one. */
  guessed: boolean;
}

const dynamic = /import_module\(|__import__\(|iter_modules|walk_packages|autodiscover|spec_from_file_location/;

/** Imports that a file has anywhere, those inside functions included. */
export function importsOf(modules: Modules, path: string): ImportedModule[] {
  const module = modules.get(path);
  const found: ImportedModule[] = [];
  for (const statement of module ? allStatements(module.body) : []) {
    if (statement.kind === 'import')
      for (const { name } of statement.modules) found.push({ level: 0, module: name, guessed: false });
    else if (statement.kind === 'import-from') {
      const { level, module: from } = statement;
      found.push({ level, module: from, guessed: false });
      for (const { name } of statement.names)
        found.push({ level, module: from === '' ? name : `${from}.${name}`, guessed: true });
    }
  }
  return found;
}

/**
 * The repository's files that run when a file does: what it imports, what that imports, and the packages around them; every file where
 * one of them imports by computed names. Sorted.
 */
export function reachableFiles(modules: Modules, file: string, limit = Number.POSITIVE_INFINITY): string[] {
  const seen = new Set<string>();
  const queue: string[] = [];
  const add = (path: string) => {
    if (seen.has(path) || seen.size >= limit) return;
    seen.add(path);
    queue.push(path);
  };
  add(file);
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    for (const { level, module } of importsOf(modules, path)) {
      const target = modules.resolve(path, level, module);
      if (target) add(target);
    }
    const init = `${folderOf(path) === '' ? '' : `${folderOf(path)}/`}__init__.py`;
    if (init !== path && modules.text(init) !== null) add(init);
    if (limit === Number.POSITIVE_INFINITY && dynamic.test(modules.text(path) ?? ''))
      for (const other of modules.paths) if (!isTool(other)) add(other);
  }
  return [...seen].sort();
}

/** Files beside the service: examples and one-off scripts. */
export function isTool(path: string): boolean {
  return /(?:^|\/)(?:scripts?|tools?|examples?|samples?|hack|bin|notebooks?)\//i.test(path);
}
