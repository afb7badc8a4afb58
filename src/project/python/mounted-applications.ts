import { applicationOf } from './application-value.js';
import type { Candidate } from './candidates.js';
import type { Modules } from './modules.js';
import { allExpressions } from './walk-syntax.js';

/** Applications that another one mounts: `app.mount("/api", api)`. */
export function mountedApplications(modules: Modules, objects: readonly Candidate[]): Set<string> {
  const mounted = new Set<string>();
  const files = new Set(
    objects.flatMap(({ file, application }) => [file, ...(application ? [application.module.path] : [])]),
  );
  for (const path of files) {
    const module = modules.get(path);
    for (const expression of module ? allExpressions(module.body) : []) {
      if (expression.kind !== 'call') continue;
      const callee = expression.callee;
      const isMount =
        (callee.kind === 'attribute' && ['mount', 'add_subapp'].includes(callee.name)) ||
        (callee.kind === 'name' && callee.name === 'Mount') ||
        (callee.kind === 'attribute' && callee.name === 'mount_gradio_app');
      const child =
        callee.kind === 'attribute' && callee.name === 'mount_gradio_app'
          ? (expression.args[1] ?? expression.keywords.get('blocks'))
          : (expression.args[1] ?? expression.keywords.get('app'));
      const application = module && isMount && child ? applicationOf(modules, module, child) : null;
      if (application) mounted.add(`${application.module.path}:${application.line}`);
    }
  }
  return mounted;
}
