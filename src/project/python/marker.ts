/** What the variables of PEP 508 markers are in a Linux container; what is not here is not known and counts as met. */
const linux: Record<string, string> = {
  sys_platform: 'linux',
  platform_system: 'Linux',
  os_name: 'posix',
  platform_python_implementation: 'CPython',
  implementation_name: 'cpython',
  extra: '',
};

/** Whether a requirement with this marker can be installed on Linux; Python versions and machines are left open. */
export function appliesOnLinux(marker: string): boolean {
  const tokens = marker.match(/\(|\)|"[^"]*"|'[^']*'|[A-Za-z_][\w.]*|[<>=!~]+/g) ?? [];
  let at = 0;
  const either = (depth: number): boolean => {
    let met = both(depth);
    while (tokens[at] === 'or') {
      at++;
      met = both(depth) || met;
    }
    return met;
  };
  const both = (depth: number): boolean => {
    let met = comparison(depth);
    while (tokens[at] === 'and') {
      at++;
      met = comparison(depth) && met;
    }
    return met;
  };
  const comparison = (depth: number): boolean => {
    if (tokens[at] === '(' && depth < 50) {
      at++;
      const met = either(depth + 1);
      at++;
      return met;
    }
    const left = textOfToken(tokens[at++]);
    let operator = tokens[at++];
    if (operator === 'not') operator = `not ${tokens[at++]}`;
    const right = textOfToken(tokens[at++]);
    if (left === null || right === null) return true;
    if (operator === '==') return left === right;
    if (operator === '!=') return left !== right;
    if (operator === 'in') return right.includes(left);
    if (operator === 'not in') return !right.includes(left);
    return true;
  };
  return either(0);
}

function textOfToken(token: string | undefined): string | null {
  if (token === undefined) return null;
  if (token.startsWith('"') || token.startsWith("'")) return token.slice(1, -1);
  return linux[token] ?? null;
}
