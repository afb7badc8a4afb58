import { plainText } from '../../diagnose/evidence/plain-text.js';
import { readIgnoreRules, walkContext } from '../../engine/build-context.js';
import { formatSize } from '../../spec/units.js';
import type { Fact } from './applied.js';

const mostEntries = 200_000;
const mostShown = 5;
const longest = 200;
/** What a build should hardly ever be sent, by its name. */
const doubtful =
  /(?:^|\/)(?:\.git|\.env(?:\.[\w-]+)?|\.venv|venv|node_modules|__pycache__|id_rsa|id_ed25519|[^/]+\.pem)$/;
const example = /\.(?:example|sample|template)$/;

/** What a build of a folder would be sent: how much, what weighs most, and what does not look as if it were meant. */
export async function contextFacts(folder: string, signal: AbortSignal): Promise<Fact[]> {
  const rules = await readIgnoreRules(folder, 'Dockerfile');
  const sizes = new Map<string, number>();
  const strange: string[] = [];
  let [files, bytes, entries] = [0, 0, 0];
  for await (const { path, type, size } of walkContext({ root: folder, rules, overlay: new Map() }, () => {})) {
    signal.throwIfAborted();
    if (++entries > mostEntries) break;
    // what lies in a folder that was named needs no line of its own
    const isInside = path.startsWith(`${strange.at(-1)}/`);
    if (!isInside && doubtful.test(path) && !example.test(path)) strange.push(path);
    if (type !== 'file') continue;
    files++;
    bytes += size;
    const top = path.split('/', 1)[0] as string;
    sizes.set(top, (sizes.get(top) ?? 0) + size);
  }
  const largest = [...sizes].sort(([, a], [, b]) => b - a).slice(0, mostShown);
  const rest = strange.length - mostShown;
  return [
    {
      name: 'build context',
      value: `${entries > mostEntries ? 'more than ' : ''}${files} files, ${formatSize(bytes)}${rules.patterns.length === 0 ? '; no .dockerignore keeps anything out' : ''}`,
    },
    ...largest.map(([path, size]) => ({ name: `of it ${plainText(path, 60)}`, value: formatSize(size) })),
    ...(strange.length > 0
      ? [
          {
            name: 'is it meant?',
            value: `${strange
              .slice(0, mostShown)
              .map((path) => plainText(path, longest))
              .join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
          },
        ]
      : []),
  ];
}
