import type { PlainCommand } from '../plain-command.js';

/** What a container is and how it is set up, short. */
export const inspectCommand: PlainCommand = {
  name: 'inspect',
  title: 'Show what a container is and how it is set up, secrets masked',
  usage: 'CONTAINER',
  arguments: { least: 1, most: 1 },
  flags: [],
  examples: [
    ['dockwright inspect web', 'state, health, ports, mounts, limits, restart policy, environment'],
    ['dockwright inspect web --json', 'the same for a program'],
  ],
  async run({ given: [name = ''] }, { signal }) {
    const { connectEngine } = await import('../../engine/connect.js');
    const { requireContainer } = await import('../../diagnose/require-container.js');
    const { summarize } = await import('../../diagnose/look/container-summary.js');
    const { renderSummary } = await import('./render-summary.js');
    const output = summarize(await requireContainer(await connectEngine(), name, signal));
    return { exitCode: 0, text: renderSummary(output), output };
  },
};
