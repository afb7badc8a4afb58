import * as z from 'zod';
import { afterPush, describePush } from './describe-push.js';
import { pushSchema as output, type PushOutput } from './push-schema.js';
import { renderPush } from './render-push.js';
import { defineTool } from './tool.js';

const input = z.object({
  image: z.string().max(512).describe('On the engine'),
  path: z.string().min(1).max(4096).optional().describe('Its project'),
  repository: z.string().min(1).max(512).optional().describe("Else the Spec's"),
  version: z.string().min(1).max(128).optional().describe('Else as proven'),
  tags: z.array(z.string().max(128)).optional().describe('semver, latest, sha, or names'),
  dryRun: z.boolean().default(true).describe('Default true'),
  confirm: z.boolean().optional().describe('The user agreed'),
  force: z.boolean().default(false).describe('Replace a version'),
  unproven: z.boolean().default(false).describe('Overrule the checks'),
  waitSeconds: z.number().min(0).max(3600).optional().describe('Default 50'),
});

/** Tags by semantic version, pushes, and reads back what the registry then has. */
export const pushImageTool = defineTool({
  name: 'push_image',
  title: 'Push an image',
  description: 'Plans tags by version; pushes with dryRun: false. While running, call again.',
  input,
  output,
  effects: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  changes: ({ dryRun }) => (dryRun ? null : 'pushes'),
  longWork: {
    running: ({ image, repository = '', dryRun }, elapsedMs, last) => ({
      output: { image, repository, dryRun, verdict: 'running' as const, pushed: [], checks: [], next: [] },
      good: true,
      text: `running: ${Math.round(elapsedMs / 1000)} s so far (${last}).`,
      nextSteps: ['Call push_image with the same arguments, until it is done.'],
    }),
  },
  command: {
    name: 'push',
    positional: { input: 'image', label: 'IMAGE', default: '' },
    hidden: ['confirm', 'waitSeconds'],
    flags: [
      { name: 'token-env', kind: 'string', value: 'NAME', description: 'Log in with the token in this variable' },
      { name: 'to-archive', kind: 'string', value: 'FILE', description: 'Into a .tar (OCI layout), not a registry' },
      {
        name: 'from-archive',
        kind: 'string',
        value: 'FILE',
        description: 'The image in this file, without an engine',
      },
      {
        name: 'clean-engine',
        kind: 'string',
        value: 'HOST',
        description: 'Run it again there (default: DOCKWRIGHT_CLEAN_ENGINE)',
      },
    ],
    examples: [
      ['dockwright push shop:1.4.2 --repository ghcr.io/me/shop', 'as 1.4.2, 1.4, 1 and latest'],
      ['dockwright push shop:1.4.2 --dry-run', 'show each tag, what is there already, and whether you may'],
      ['dockwright push shop:1.4.2 --tags semver,sha', 'without latest, and by the commit'],
      ['dockwright push shop:1.4.2 --token-env GHCR_TOKEN', 'in CI, without docker login'],
      ['dockwright push shop:1.4.2 --to-archive shop.tar', 'for a site without a network'],
      ['dockwright push --from-archive shop.tar --repository harbor.local/me/shop', 'and there into its registry'],
      ['dockwright push shop:1.4.2 --clean-engine ssh://me@host', 'and run it where nothing of it was'],
    ],
    // asked to push, it pushes
    before: async (request) => ({ ...request, dryRun: request.dryRun === true }),
    render: (answer) => renderPush(answer as PushOutput),
  },
  async run(request, context) {
    const { runPushTool } = await import('./run-push-tool.js');
    const { exitCode, ...output } = await runPushTool(request, context);
    const answer = output as PushOutput;
    return { output, good: exitCode === 0, exitCode, text: describePush(answer), nextSteps: afterPush(answer) };
  },
});
