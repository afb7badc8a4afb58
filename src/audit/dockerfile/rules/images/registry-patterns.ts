import { parseImageName } from '../../model/stages.js';

/** Other names of Docker Hub. */
const dockerHub = ['docker.io', 'hub.docker.com', 'index.docker.io', 'registry-1.docker.io'];

/**
 * Whether an image comes from one of the registries. A pattern is a registry, `*` standing for anything: `ghcr.io`,
 * `*.example.com`, `registry.*`; with a slash it is a registry and the start of a repository: `ghcr.io/astral-sh`.
 * @returns null where the registry depends on a variable that is not known
 */
export function comesFrom(reference: string, patterns: readonly string[]): boolean | null {
  if (patterns.includes('*')) return true;
  const first = reference.split('/', 1)[0] as string;
  if (first.includes('$')) return null;
  const { registry, repository } = parseImageName(reference);
  const names = dockerHub.includes(registry.toLowerCase()) ? dockerHub : [registry.toLowerCase()];
  return patterns.some((pattern) => {
    const wanted = pattern.toLowerCase().replace(/\/+$/, '');
    return names.some((name) =>
      wanted.includes('/')
        ? matches(wanted, `${name}/${repository}`) || matches(`${wanted}/*`, `${name}/${repository}`)
        : matches(wanted, name),
    );
  });
}

/** `*` is any text; the parts between are looked for one after the other, so that it takes linear time. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return pattern === text;
  const head = parts[0] as string;
  const tail = parts.at(-1) as string;
  if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) return false;
  let at = head.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - tail.length;
}
