/** Text that Compose takes as it is: `$` starts a variable in every value of its files. */
export function literal(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** A variable without which Compose refuses to start, and says why. */
export function requiredVariable(name: string): string {
  return `\${${name}:?set it in .env}`;
}

/** A variable with a default; undefined where Compose's notation cannot hold the default. */
export function variableWithDefault(name: string, value: string): string | undefined {
  return /^[A-Za-z0-9_.:/@%,+= -]+$/.test(value) && value === value.trim() ? `\${${name}:-${value}}` : undefined;
}
