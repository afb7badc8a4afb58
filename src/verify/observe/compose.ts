import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findCompose } from '../../engine/compose-command.js';
import { type ComposeProject, type ComposeService, listServices, runCompose } from '../../engine/compose-project.js';
import { readLogs } from '../../engine/container.js';
import { currentSurroundings } from '../../engine/docker-config.js';
import { maskSecrets } from '../../secrets/mask.js';
import type { Bench } from '../bench.js';
import { placeholderFor } from '../environment.js';
import { planCompose } from './compose-plan.js';

/** How the compose project came up. */
export interface ComposeObservation {
  file: string;
  services: ComposeService[];
  milliseconds: number;
  /** What Compose, or the service that did not come up, said last. */
  trouble: string | null;
  notes: string[];
}

const names = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
const patienceMs = 120_000;

/** @returns a reason where it could not be done */
export async function observeCompose(bench: Bench): Promise<ComposeObservation | { missing: string }> {
  const { run, activity } = bench;
  const file = await findComposeFile(bench);
  if (!file) return { missing: 'there is no compose file, neither on disk nor generated' };
  const command = await findCompose(currentSurroundings());
  if (!command)
    return {
      missing:
        'Docker Compose 2 was not found (it comes with Docker Desktop; on Linux install the package docker-compose-plugin)',
    };
  const folder = await mkdtemp(join(tmpdir(), 'dockwright-compose-'));
  try {
    const environmentFile = join(folder, 'variables.env');
    const plan = planCompose(file.content, { image: bench.image, labels: run.labels, folder, environmentFile });
    if (typeof plan === 'string') return { missing: plan };
    await writeFile(join(folder, 'compose.yaml'), plan.content, { mode: 0o600 });
    await writeFile(environmentFile, variablesOf(bench, plan.requiredVariables), { mode: 0o600 });
    // readable for the service's own user once mounted; the folder around them is ours alone
    for (const secret of plan.secretFiles)
      await writeFile(join(folder, secret), randomBytes(16).toString('hex'), { mode: 0o444 });
    const project = {
      command,
      name: `dockwright-${run.id}`,
      file: join(folder, 'compose.yaml'),
      environmentFile,
      folder: bench.request.root,
    };
    activity.report('compose: bringing it up');
    return { ...(await bringUp(bench, project)), file: file.name, notes: plan.notes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bringUp(bench: Bench, project: ComposeProject): Promise<Omit<ComposeObservation, 'file' | 'notes'>> {
  const { engine, activity } = bench;
  const started = performance.now();
  try {
    const said = await runCompose(engine, project, ['up', '--detach', '--quiet-pull'], activity.signal);
    const services = said ? await listServices(engine, project.name) : await untilSettled(bench, project.name);
    const milliseconds = performance.now() - started;
    const bad = services.find((service) => !isFine(service));
    const trouble = said ?? (bad ? `${bad.service}: ${await lastWords(bench, bad.container)}` : null);
    return { services, milliseconds, trouble: trouble && maskSecrets(trouble).slice(-1_500) };
  } finally {
    // also after an abort, hence without its signal
    await runCompose(engine, project, ['down', '--volumes', '--remove-orphans', '--timeout', '3']);
  }
}

async function untilSettled({ engine, activity }: Bench, project: string): Promise<ComposeService[]> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const services = await listServices(engine, project);
    const hopeless = services.some(
      ({ running, exitCode, restarts, health }) =>
        (!running && exitCode !== 0 && restarts === 0) || restarts > 2 || health === 'unhealthy',
    );
    if (hopeless || services.every(isFine) || performance.now() > deadline) return services;
    await delay(200, undefined, { signal: activity.signal });
  }
}

/** Healthy, running without a health check, or done without an error. */
export function isFine({ running, health, exitCode }: ComposeService): boolean {
  return running ? health === null || health === 'healthy' : exitCode === 0;
}

async function lastWords({ engine }: Bench, container: string): Promise<string> {
  const { stdout, stderr } = await readLogs(engine, container, 20);
  return (stderr.trim() || stdout.trim()).split('\n').slice(-5).join('\n');
}

async function findComposeFile({ request }: Bench): Promise<{ name: string; content: string } | null> {
  for (const name of names) {
    try {
      return { name, content: await readFile(join(request.root, name), 'utf8') };
    } catch {
      // the next one
    }
  }
  const generated = request.generatedFiles?.find(({ path }) => names.includes(path));
  return generated ? { name: generated.path, content: generated.content } : null;
}

/** Values that are made up for one run; a variable of the Spec that is required gets one too. */
function variablesOf({ subject }: Bench, required: string[]): string {
  const wanted = new Set(required);
  for (const { name, required: needed, default: fallback } of subject.spec.environment)
    if (needed && fallback === undefined) wanted.add(name);
  return [...wanted].map((name) => `${name}=${placeholderFor(name)}\n`).join('');
}
