const secretName = /(?:secret|password|passwd|pwd|token|api_?key|apikey|private_?key|access_?key|credential|auth)/i;

/** Shapes that are credentials wherever they stand. */
const shapes = [
  /\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{16,200}/g,
  /\b(?:ghp|gho|ghu|ghs|ghr|github_pat|glpat|hf|npm|xox[abprs])[-_][A-Za-z0-9_-]{16,200}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[A-Za-z0-9_-]{30,50}/g,
  /\beyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{0,2000}/g,
];

const assignment =
  /^([ +-]?\s{0,200}(?:#\s?)?(?:-\s)?(?:export\s|ENV\s|ARG\s|LABEL\s)?"?)([A-Za-z_][A-Za-z0-9_.-]{0,200})("?\s{0,20}[=:]\s{0,20}|\s{1,20})(\S.*)$/;

/** A diff or other text with the values of what looks like a secret replaced, so that it can be shown. */
export function maskSecrets(text: string): string {
  let inKey = false;
  return text
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
  let masked = line.length > 4000 ? `${line.slice(0, 4000)}…` : line;
  masked = masked.replace(/(:\/\/[^\s/:@]{0,200}:)([^\s/@]{1,500})(?=@)/g, (whole, before: string, value: string) =>
    isReference(value) ? whole : `${before}***`,
  );
  for (const shape of shapes) masked = masked.replace(shape, '***');
  // several assignments on one line: ENV A=1 API_KEY=2
  masked = masked.replace(
    /\b([A-Za-z_][A-Za-z0-9_]{0,200})=("[^"]*"|'[^']*'|\S+)/g,
    (whole, name: string, value: string) => (secretName.test(name) && !isReference(value) ? `${name}=***` : whole),
  );
  const parts = assignment.exec(masked);
  if (!parts) return masked;
  const [, before = '', name = '', between = '', value = ''] = parts;
  return secretName.test(name) && !isReference(value) ? `${before}${name}${between}***` : masked;
}

/** A variable is no value: `${POSTGRES_PASSWORD:?set it in .env}`. */
function isReference(value: string): boolean {
  return /^["']?\$\{?[A-Za-z_]/.test(value) || value === '***';
}
