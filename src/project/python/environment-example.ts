import type { Repository } from '../repository.js';

const files = [
  '.env.example',
  '.env.sample',
  '.env.template',
  '.env.dist',
  'env.example',
  'example.env',
  '.env-example',
  'sample.env',
];
const placeholder =
  /^(?:<.*>|\.\.\.|x{3,}.*|\*+|your[-_ ].*|change[-_ ]?me.*|replace[-_ ]?me.*|todo.*|fixme.*|insert.*|placeholder.*|sk-\.*|secret|password|none|null|\{.*\}|\$\{?.*)$/i;

/** Variables that an example file lists; values that look like placeholders are left out. A real `.env` is never read. */
export function environmentExample(
  repository: Repository,
): { name: string; value: string | null; file: string; line: number }[] {
  const found: { name: string; value: string | null; file: string; line: number }[] = [];
  for (const file of files) {
    const lines = repository.read(file)?.split('\n') ?? [];
    for (const [index, line] of lines.entries()) {
      const match = line.length < 2000 ? /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]{0,254})\s*=(.*)$/.exec(line) : null;
      if (!match) continue;
      const value = plain(match[2] ?? '');
      found.push({
        name: match[1] as string,
        value: value === '' || placeholder.test(value) ? null : value,
        file,
        line: index + 1,
      });
    }
  }
  return found;
}

function plain(text: string): string {
  const trimmed = text.trim();
  const quoted = /^(["'])(.*?)\1/.exec(trimmed);
  return quoted ? (quoted[2] as string) : (trimmed.split(/\s#/, 1)[0] ?? '').trim();
}
