import type { Modules, SourceModule } from './modules.js';
import { originOf } from './origins.js';
import { settingOf } from './settings-values.js';
import type { Expression } from './syntax.js';

/** The text that an expression has at start, through constants, f-strings, `+` and defaults of settings; null when it cannot be told. */
export function staticText(
  modules: Modules,
  module: SourceModule,
  expression: Expression | null | undefined,
  depth = 0,
): string | null {
  if (!expression || depth > 8) return null;
  if (expression.kind === 'text') {
    if (expression.value !== null) return expression.value;
    return joined(expression.parts.map((part) => staticText(modules, module, part, depth + 1)));
  }
  if (expression.kind === 'operation' && expression.operator === '+')
    return joined(expression.operands.map((operand) => staticText(modules, module, operand, depth + 1)));
  if (expression.kind === 'name' || expression.kind === 'attribute') {
    const origin = originOf(modules, module, expression);
    const value = origin?.kind === 'value' ? staticText(modules, origin.module, origin.value, depth + 1) : null;
    if (value !== null) return value;
  }
  const { value } = settingOf(modules, module, expression);
  return typeof value === 'string' ? value : null;
}

function joined(parts: (string | null)[]): string | null {
  return parts.includes(null) ? null : parts.join('');
}
