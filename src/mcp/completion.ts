import type { ServerSettings } from './connection.js';

/** What a client may offer to a person who has typed this much. */
export type Completer = (typed: string) => Promise<string[]>;

/** An engine that takes longer is as good as none: somebody is typing. */
const patienceMs = 1_000;

/** What completes an argument or a variable, by its name; the ones that are not here have no completion. */
export function completersFor(settings: ServerSettings): Readonly<Record<string, Completer>> {
  return {
    container: fromEngine(async (engine, signal) => {
      const { listContainers } = await import('../engine/inspect-container.js');
      const listed = await listContainers(engine, [], signal);
      return listed.map(({ Names, Id }) => Names[0]?.replace(/^\//, '') ?? Id.slice(0, 12));
    }),
    image: fromEngine(async (engine, signal) => {
      const { listImageNames } = await import('../engine/image-names.js');
      return listImageNames(engine, signal);
    }),
    project: fromEngine(async (engine, signal) => {
      const { listContainers } = await import('../engine/inspect-container.js');
      const listed = await listContainers(engine, ['com.docker.compose.project'], signal);
      return [...new Set(listed.flatMap(({ Labels }) => Labels['com.docker.compose.project'] ?? []))].sort();
    }),
    topic: fromList(async () => [...(await import('../explain/all-topics.js')).allTopics().keys()]),
    path: async (typed) => {
      const { completePath } = await import('./complete-path.js');
      return completePath(typed, settings.roots ?? []);
    },
  };
}

/** Those that begin like it, then those that have it within. */
export function fromList(read: () => Promise<readonly string[]>): Completer {
  return async (typed) => {
    const wanted = typed.toLowerCase();
    const found = (await read()).filter((name) => name.toLowerCase().includes(wanted));
    const [begin, within] = [true, false].map((begins) =>
      found.filter((name) => name.toLowerCase().startsWith(wanted) === begins),
    );
    return [...(begin ?? []), ...(within ?? [])];
  };
}

type AskEngine = (engine: import('../engine/connect.js').Engine, signal: AbortSignal) => Promise<readonly string[]>;

function fromEngine(ask: AskEngine): Completer {
  return fromList(async () => {
    const [{ connectEngine }, { withDeadline }] = await Promise.all([
      import('../engine/connect.js'),
      import('../engine/deadline.js'),
    ]);
    const never = new AbortController().signal;
    return withDeadline(patienceMs, never, async (signal) => ask(await connectEngine(), signal)).catch(() => []);
  });
}
