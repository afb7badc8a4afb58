import { defineCause, type Evidence, type Remedy } from '../cause.js';
import type { ContainerEvidence, Process } from '../evidence/container-evidence.js';
import { changeSetting } from '../remedies/compose-place.js';

export const zombieProcesses = defineCause({
  id: 'zombie-processes',
  title: 'Ended child processes are not collected',
  principle: 'init-process',
  explains: ['process-limit'],
  weigh(evidence) {
    const { inside, processes } = evidence;
    const all = inside?.processes ?? processes ?? [];
    const zombies = all.filter(({ state }) => state === 'Z');
    if (zombies.length === 0) return null;
    return {
      confidence: confidenceOf(zombies.length),
      evidence: evidenceFor(all, zombies, inside ? 'probe' : 'engine'),
      remedies: remediesFor(evidence, all, zombies, inside !== null),
    };
  },
});

/** One or two may just have ended and be collected in the next moment. */
function confidenceOf(count: number): number {
  if (count >= 10) return 0.9;
  return count >= 5 ? 0.8 : count >= 3 ? 0.6 : 0.15;
}

/** Whose children they are, with how many each. */
function parentsOf(zombies: readonly Process[]): [pid: number, count: number][] {
  const counts = new Map<number, number>();
  for (const { parent } of zombies) counts.set(parent, (counts.get(parent) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

function evidenceFor(all: readonly Process[], zombies: readonly Process[], source: string): Evidence[] {
  const names = [...new Set(zombies.map(({ command }) => command))].slice(0, 3).join(', ');
  return [
    {
      source,
      text: `${zombies.length} of ${all.length} processes have ended and wait to be collected (state Z): ${names.slice(0, 200)}`,
    },
    ...parentsOf(zombies)
      .slice(0, 3)
      .map(([pid, count]) => {
        const parent = all.find((process) => process.pid === pid);
        return {
          source,
          text: `${count} of them are children of process ${pid}${parent ? ` (${parent.command.slice(0, 150)})` : ''}`,
        };
      }),
  ];
}

function remediesFor(
  evidence: ContainerEvidence,
  all: readonly Process[],
  zombies: readonly Process[],
  seenInside: boolean,
): Remedy[] {
  const [first] = parentsOf(zombies);
  const ownFirst = seenInside ? 1 : evidence.state.pid;
  const init = changeSetting(evidence, 'Let an init be process 1: it collects what others leave behind', 'init: true', {
    options: evidence.settings.init ? [] : ['--init'],
  });
  if (!first || first[0] === ownFirst)
    return evidence.settings.init
      ? []
      : [
          init,
          {
            description:
              'Or collect children in process 1: wait for each process that it starts (Python: subprocess.run, or Popen.wait)',
          },
        ];
  const parent = all.find(({ pid }) => pid === first[0]);
  return [
    {
      description: `Process ${first[0]}${parent ? ` (${parent.command.slice(0, 100)})` : ''} must wait for the processes that it starts: an init cannot, as long as it lives`,
    },
    init,
  ];
}
