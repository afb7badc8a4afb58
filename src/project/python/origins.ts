import type { Binding, Modules, SourceModule } from './modules.js';
import type { ClassDefinition, Expression, FunctionDefinition } from './syntax.js';
import { dottedName } from './walk-syntax.js';

/** Where a name leads: to a definition or value of the repository, or to `package.attribute` outside it. */
export type Origin =
  | { kind: 'definition'; module: SourceModule; definition: FunctionDefinition | ClassDefinition }
  | {
      kind: 'value';
      module: SourceModule;
      name: string;
      value: Expression | null;
      previous: Expression[];
      annotation: Expression | null;
      line: number;
    }
  | { kind: 'module'; module: SourceModule }
  | { kind: 'external'; name: string };

const longestChain = 20;

/** Follows an expression of names and attributes through imports to what it means. */
export function originOf(modules: Modules, module: SourceModule, expression: Expression): Origin | null {
  const dotted = dottedName(expression);
  return dotted === null ? null : resolveName(modules, module, dotted.split('.'), 0);
}

/** Name outside the repository that an expression means, `fastapi.FastAPI` for example; null for anything of the repository. */
export function externalName(modules: Modules, module: SourceModule, expression: Expression): string | null {
  const origin = originOf(modules, module, expression);
  return origin?.kind === 'external' ? origin.name : null;
}

export function resolveName(modules: Modules, module: SourceModule, parts: string[], chain: number): Origin | null {
  const [first = '', ...rest] = parts;
  if (chain > longestChain) return null;
  const binding = module.bindings.get(first) ?? fromWildcards(modules, module, first, chain);
  if (!binding) return null;
  if ('origin' in binding) return attribute(modules, binding.origin, rest, chain);
  return attribute(modules, bindingOrigin(modules, module, first, binding, chain), rest, chain);
}

function bindingOrigin(
  modules: Modules,
  module: SourceModule,
  name: string,
  binding: Binding,
  chain: number,
): Origin | null {
  if (binding.kind === 'definition') return { kind: 'definition', module, definition: binding.definition };
  if (binding.kind === 'value') return { ...binding, module, name };
  const { level, module: from, name: imported } = binding;
  const path = modules.resolve(module.path, level, from);
  if (imported === null)
    return path && path !== module.path ? moduleOrigin(modules, path, from) : { kind: 'external', name: from };
  const submodule = modules.resolve(module.path, level, from === '' ? imported : `${from}.${imported}`);
  const parent = path && path !== module.path ? modules.get(path) : null;
  const found = parent ? resolveName(modules, parent, [imported], chain + 1) : null;
  if (found) return found;
  if (submodule && submodule !== module.path) return moduleOrigin(modules, submodule, imported);
  return level > 0 || path ? null : { kind: 'external', name: `${from}.${imported}` };
}

function moduleOrigin(modules: Modules, path: string, name: string): Origin {
  const module = modules.get(path);
  return module ? { kind: 'module', module } : { kind: 'external', name };
}

function attribute(modules: Modules, origin: Origin | null, rest: string[], chain: number): Origin | null {
  const [next, ...others] = rest;
  if (!origin || next === undefined) return origin;
  if (origin.kind === 'external') return { kind: 'external', name: [origin.name, ...rest].join('.') };
  if (origin.kind !== 'module') return null;
  const found = resolveName(modules, origin.module, [next], chain + 1);
  if (found) return attribute(modules, found, others, chain + 1);
  const path = modules.resolve(origin.module.path, 1, next);
  const module = path && path !== origin.module.path ? modules.get(path) : null;
  return module ? attribute(modules, { kind: 'module', module }, others, chain + 1) : null;
}

function fromWildcards(modules: Modules, module: SourceModule, name: string, chain: number): { origin: Origin } | null {
  for (const { level, module: from } of module.wildcards) {
    const path = modules.resolve(module.path, level, from);
    const parent = path && path !== module.path ? modules.get(path) : null;
    const origin = parent ? resolveName(modules, parent, [name], chain + 1) : null;
    if (origin) return { origin };
    // `from flask import *` and `from fasthtml.common import *`: the name may come from there.
    if (!path && level === 0 && /^(?:[A-Z]|fast_app)/.test(name))
      return { origin: { kind: 'external', name: `${from}.${name}` } };
  }
  return null;
}
