import type { Launch } from './launches.js';
import type { Modules, SourceModule } from './modules.js';
import { originOf } from './origins.js';
import type { FunctionDefinition, Statement } from './syntax.js';
import { allExpressions, allStatements } from './walk-syntax.js';

const mostFunctions = 60;

/**
 * Launches that running a file leads to: those of its top level and its `__main__` guard, and those of the functions that they call,
 * in this file and others. `entry` is the function that a console script calls instead.
 */
export function tracedLaunches(
  modules: Modules,
  module: SourceModule,
  launches: readonly Launch[],
  entry: string | null,
): Launch[] {
  const found = new Set<Launch>();
  const seen = new Set<string>();
  const queue: { module: SourceModule; body: readonly Statement[] }[] = [];
  const visit = (home: SourceModule, definition: FunctionDefinition) => {
    const key = `${home.path}:${definition.line}`;
    if (seen.has(key) || seen.size >= mostFunctions) return;
    seen.add(key);
    const lines = linesOf(definition);
    for (const launch of launches) if (launch.file === home.path && lines.has(launch.line)) found.add(launch);
    queue.push({ module: home, body: definition.body });
  };
  if (entry === null) {
    for (const launch of launches)
      if (launch.file === module.path && launch.scope.kind !== 'function') found.add(launch);
    queue.push({
      module,
      body: module.body.filter((statement) => statement.kind !== 'function' && statement.kind !== 'class'),
    });
  } else {
    const binding = module.bindings.get(entry);
    if (binding?.kind === 'definition' && binding.definition.kind === 'function') visit(module, binding.definition);
    else queue.push({ module, body: module.body });
  }
  for (let next = queue.shift(); next; next = queue.shift())
    for (const expression of allExpressions(next.body)) {
      if (expression.kind !== 'call') continue;
      const origin = originOf(modules, next.module, expression.callee);
      if (origin?.kind !== 'definition') continue;
      if (origin.definition.kind === 'function') visit(origin.module, origin.definition);
      else for (const method of origin.definition.body) if (method.kind === 'function') visit(origin.module, method);
    }
  return launches.filter((launch) => found.has(launch));
}

function linesOf(definition: FunctionDefinition): Set<number> {
  const lines = new Set<number>();
  for (const statement of allStatements(definition.body)) lines.add(statement.line);
  for (const expression of allExpressions(definition.body)) lines.add(expression.line);
  return lines;
}
