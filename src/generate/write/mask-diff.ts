import { isReference } from '../../secrets/mask.js';
import { maskSource } from '../../secrets/mask-source.js';
import { isSecretName } from '../../secrets/secret-name.js';

const longestLine = 4_000;
/** A setting that is a line of its own, up to its end: of an environment file, of YAML, of a Dockerfile. */
const setting =
  /^([ +-]?\s{0,200}(?:#\s?)?(?:-\s)?(?:(?:export|ENV|ARG|LABEL)\s)?"?)([A-Za-z_][A-Za-z0-9_.-]{0,200})("?\s{0,20}[=:]\s{0,20})(\S.*)$/;

/** A diff with the values of what looks like a secret replaced, so that it can be shown. */
export function maskDiff(diff: string): string {
  let inKey = false;
  return diff
    .split('\n')
    .map((line) => {
      if (line.includes('-----BEGIN ') && line.includes('PRIVATE KEY')) inKey = true;
      const masked = inKey ? `${/^[ +-]/.test(line) ? line[0] : ''}***` : maskLine(line);
      if (line.includes('-----END ')) inKey = false;
      return masked;
    })
    .join('\n');
}

function maskLine(line: string): string {
  const masked = maskSource(line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);
  const parts = setting.exec(masked);
  if (!parts) return masked;
  const [, before = '', name = '', between = '', value = ''] = parts;
  if (!isSecretName(name) || isReference(value) || value.startsWith('***') || value.includes('://')) return masked;
  return `${before}${name}${between}***`;
}
