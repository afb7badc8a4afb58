import { withDeadline } from '../../engine/deadline.js';
import type { Candidate, NameSources } from './complete.js';

/** A person waits at the prompt: an engine that has not answered by then has nothing to offer. */
const patienceMs = 1000;

/** Names from the knowledge and the engine; none where it is out of reach. */
export function nameSources(signal: AbortSignal): NameSources {
  const fromEngine = (list: (signal: AbortSignal) => Promise<Candidate[]>) => () =>
    withDeadline(patienceMs, signal, list).catch(() => []);
  return {
    topics: async () => {
      const { allTopics } = await import('../../explain/all-topics.js');
      return [...allTopics().values()].map(({ id, title }) => ({ word: id, description: title }));
    },
    containers: fromEngine(async (inner) => {
      const { connectEngine } = await import('../../engine/connect.js');
      const { listContainers } = await import('../../engine/inspect-container.js');
      const { nameOf } = await import('../../diagnose/evidence/find-container.js');
      const listed = await listContainers(await connectEngine(), [], inner);
      return listed.map((container) => ({
        word: nameOf(container),
        description: `${container.Image}, ${container.Status}`,
      }));
    }),
    images: fromEngine(async (inner) => {
      const { connectEngine } = await import('../../engine/connect.js');
      const { listImageNames } = await import('../../engine/image-names.js');
      const names = await listImageNames(await connectEngine(), inner);
      return names.map((word) => ({ word, description: '' }));
    }),
  };
}
