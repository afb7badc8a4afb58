import { folderOf } from '../places.js';
import type { Route } from '../project.js';
import type { Modules, SourceModule } from './modules.js';
import { externalName } from './origins.js';
import { joinPath } from './route-path.js';
import type { Expression } from './syntax.js';
import { staticText } from './text-values.js';
import { allExpressions, dottedName, textOf } from './walk-syntax.js';

export interface DjangoProject {
  /** Folder of manage.py, which Django's modules are imported from. */
  folder: string;
  settingsModule: string | null;
  settings: SourceModule | null;
}

/** Finds a Django project by its manage.py; null when there is none. */
export function findDjango(modules: Modules): DjangoProject | null {
  const path = modules.paths.find((candidate) => /(?:^|\/)manage\.py$/.test(candidate));
  const module = path ? modules.get(path) : null;
  if (!path || !module) return null;
  const settingsModule = settingsIn(module);
  const file = settingsModule ? modules.resolve(path, 0, settingsModule) : null;
  return { folder: folderOf(path), settingsModule, settings: file ? modules.get(file) : null };
}

/** `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")` */
function settingsIn(module: SourceModule): string | null {
  for (const expression of allExpressions(module.body))
    if (expression.kind === 'call' && textOf(expression.args[0]) === 'DJANGO_SETTINGS_MODULE')
      return textOf(expression.args[1]);
  return null;
}

/** A setting's value as the settings module (or one that it imports everything from) binds it. */
export function djangoSetting(
  modules: Modules,
  project: DjangoProject,
  name: string,
): { module: SourceModule; value: Expression } | null {
  const seen = new Set<string>();
  const look = (module: SourceModule | null): { module: SourceModule; value: Expression } | null => {
    if (!module || seen.has(module.path)) return null;
    seen.add(module.path);
    const binding = module.bindings.get(name);
    if (binding?.kind === 'value' && binding.value) return { module, value: binding.value };
    for (const { level, module: from } of module.wildcards) {
      const path = modules.resolve(module.path, level, from);
      const found = look(path ? modules.get(path) : null);
      if (found) return found;
    }
    return null;
  };
  return look(project.settings);
}

/** Routes of the urlconf that ROOT_URLCONF names and of what it includes. */
export function djangoRoutes(modules: Modules, project: DjangoProject): Route[] {
  const root = djangoSetting(modules, project, 'ROOT_URLCONF');
  const name = root ? staticText(modules, root.module, root.value) : null;
  const path = name && project.settings ? modules.resolve(project.settings.path, 0, name) : null;
  const routes: Route[] = [];
  if (path) readUrls(modules, path, '', routes, new Set());
  return routes.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function readUrls(modules: Modules, path: string, prefix: string, routes: Route[], above: Set<string>): void {
  const module = modules.get(path);
  if (!module || above.has(path) || above.size > 10) return;
  const next = new Set(above).add(path);
  for (const expression of allExpressions(module.body)) {
    if (expression.kind !== 'call') continue;
    const callee = externalName(modules, module, expression.callee) ?? '';
    if (!/^django\.(?:urls|conf\.urls)\.(?:\w+\.)*(?:path|re_path|url)$/.test(callee)) continue;
    const given = staticText(modules, module, expression.args[0] ?? expression.keywords.get('route'));
    if (given === null) continue;
    const own = callee.endsWith('.path') ? given : fromPattern(given);
    if (own === null) continue;
    const full = prefix + own;
    const view = expression.args[1] ?? expression.keywords.get('view');
    const included =
      view?.kind === 'call' && /(?:^|\.)include$/.test(dottedName(view.callee) ?? '') ? view.args[0] : null;
    if (included) {
      const first = included.kind === 'list' ? included.items[0] : included;
      const name = staticText(modules, module, first);
      const target = name ? modules.resolve(module.path, 0, name) : null;
      if (target) readUrls(modules, target, full, routes, next);
    } else
      routes.push({
        method: 'GET',
        path: joinPath('', full === '' ? '/' : full),
        file: module.path,
        line: expression.line,
      });
  }
}

/** `^health/$` as a path; null for a pattern that is more than text. */
function fromPattern(pattern: string): string | null {
  const plain = pattern
    .replace(/^\^/, '')
    .replace(/\/\?\$$/, '/')
    .replace(/\$$/, '');
  return /^[\w/.-]*$/.test(plain) ? plain : null;
}
