import type { Finding } from '../finding.js';

/** What BuildKit's `# check=` says; names are in lower case. */
export interface CheckOptions {
  skip: ReadonlySet<string>;
  skipAll: boolean;
  experimental: ReadonlySet<string>;
  experimentalAll: boolean;
  /** A warning fails the build. */
  error: boolean;
}

/** Reads `skip=A,B;error=true;experimental=C`. What BuildKit would refuse counts for nothing. */
export function parseCheckOptions(text: string): CheckOptions {
  const options = new Map(
    text.split(';').map((part): [string, string] => {
      const at = part.indexOf('=');
      return at < 0 ? [part.trim(), ''] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    }),
  );
  const skip = namesIn(options.get('skip'));
  const experimental = namesIn(options.get('experimental'));
  return {
    skip,
    skipAll: skip.has('all'),
    experimental,
    experimentalAll: experimental.has('all'),
    error: /^(?:1|t|true)$/i.test(options.get('error') ?? ''),
  };
}

function namesIn(list = ''): Set<string> {
  return new Set(
    list
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter(Boolean),
  );
}

/** Whether BuildKit has this check too: its names are words without blanks, dashes or digits, and nobody else's are. */
export function isBuildKitCheck({ aliases }: Finding): boolean {
  return aliases.some((alias) => /^[A-Z][a-zA-Z]+$/.test(alias));
}
