import { Fault } from '../../fault.js';
import type { Shipment, Stage } from '../../tools/ship.js';
import type { PlainActivity, PlainCommand, PlainRequest } from '../plain-command.js';

const marks = { ok: 'ok', fail: 'FAIL', 'not-measured': '-' } as const;

/** From a repository to a registry in one command; it stops where a stage says no. */
export const shipCommand: PlainCommand = {
  name: 'ship',
  title: 'The whole way: spec, generate, verify, audit, push, clean run',
  usage: '[PATH]',
  arguments: { least: 0, most: 1 },
  flags: [
    { name: 'write', kind: 'boolean', description: 'Write the Spec and the files; else what is on disk counts' },
    { name: 'dry-run', kind: 'boolean', description: 'Everything but the push, which is shown' },
    { name: 'repository', kind: 'string', value: 'NAME', description: "Where to, instead of the Spec's" },
    { name: 'version', kind: 'string', value: 'VERSION', description: "Instead of the Spec's" },
    { name: 'tags', kind: 'string', value: 'LIST', description: 'semver, latest, sha, or names, with commas' },
    { name: 'platform', kind: 'string', value: 'LIST', description: 'Build for these through buildx, with commas' },
    {
      name: 'builder',
      kind: 'string',
      value: 'NAME',
      description: "buildx's builder for that (default: the one in use)",
    },
    { name: 'force', kind: 'boolean', description: 'Replace a full version' },
    { name: 'token-env', kind: 'string', value: 'NAME', description: 'Log in with the token in this variable' },
    {
      name: 'clean-engine',
      kind: 'string',
      value: 'HOST',
      description: 'Run it again there (default: DOCKWRIGHT_CLEAN_ENGINE)',
    },
  ],
  examples: [
    ['dockwright ship . --repository ghcr.io/me/shop --dry-run', 'everything but the push'],
    ['dockwright ship .', "to the Spec's repository"],
    [
      'dockwright ship . --platform linux/amd64,linux/arm64',
      'one name for both; what this engine cannot run is not proven',
    ],
    ['dockwright ship . --write --clean-engine ssh://me@host', 'write the files too, and run it again elsewhere'],
  ],
  async run(request, activity) {
    const [{ ship }, { resolvePath }, { parsePlatforms }] = await Promise.all([
      import('../../tools/ship.js'),
      import('../../tools/resolve-path.js'),
      import('../../push/platforms/parse-platforms.js'),
    ]);
    const { flags, json } = request;
    const platforms = typeof flags.platform === 'string' ? parsePlatforms(flags.platform) : undefined;
    if (flags.builder !== undefined && !platforms)
      throw new Fault(
        'invalid-input',
        'A builder is for several platforms.',
        'Name them: --platform linux/amd64,linux/arm64',
      );
    const context = {
      ...activity,
      flags,
      resolvePath: (path: string) => resolvePath(path, { roots: [], absoluteOnly: false }),
      // who ships has asked for all of it
      confirm: async () => {},
    };
    const shipment = await ship({ ...inputOf(request), platforms }, context, (stage) => tell(stage, json, activity));
    return { exitCode: shipment.exitCode, text: render(shipment), output: withoutExitCode(shipment) };
  },
};

function inputOf({ given: [path = '.'], flags }: PlainRequest) {
  const text = (name: string) => (typeof flags[name] === 'string' ? (flags[name] as string) : undefined);
  return {
    path,
    write: flags.write === true,
    dryRun: flags['dry-run'] === true,
    repository: text('repository'),
    version: text('version'),
    tags: text('tags')?.split(',').filter(Boolean),
    force: flags.force === true,
    builder: text('builder'),
  };
}

function tell({ name, status, detail, milliseconds }: Stage, json: boolean, { say }: PlainActivity): void {
  if (json) return;
  const time = milliseconds > 0 ? `${(milliseconds / 1000).toFixed(1)} s` : '';
  say(`  ${marks[status].padEnd(4)}  ${name.padEnd(8)}  ${time.padStart(7)}  ${detail}`);
}

function render({ verdict, stages, push, next }: Shipment): string {
  const last = stages.at(-1);
  const line =
    verdict === 'shipped'
      ? `PASS  shipped to ${push?.repository}`
      : verdict === 'ready'
        ? 'PASS  dry run, nothing was pushed'
        : `FAIL  stopped at ${stages.find(({ status }) => status === 'fail')?.name ?? last?.name}`;
  return ['', line, ...next.map((step) => `  next: ${step}`)].join('\n');
}

function withoutExitCode({ exitCode: _, ...rest }: Shipment): object {
  return rest;
}
