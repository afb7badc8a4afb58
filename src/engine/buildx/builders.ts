import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod';
import { Fault } from '../../fault.js';
import type { Surroundings } from '../docker-config.js';
import type { Buildx } from './find-buildx.js';

const run = promisify(execFile);
const listPatienceMs = 30_000;
/** A builder that is a container may have to be fetched first. */
const startPatienceMs = 180_000;

/** A builder as buildx describes it. */
export interface Builder {
  name: string;
  /** `docker`, `docker-container`, `kubernetes`, `remote`, `cloud`. */
  driver: string;
  /** What its nodes run, themselves or through an emulator; none while it is not running. */
  platforms: string[];
  running: boolean;
  /** Why a node cannot be used; null where all can. */
  problem: string | null;
  /** It is the one in use. */
  current: boolean;
}

const lineSchema = z.object({
  Name: z.string(),
  Driver: z.string(),
  Current: z.boolean().optional(),
  Err: z.string().optional(),
  Nodes: z
    .array(
      z.object({
        Status: z.string().optional(),
        Platforms: z.array(z.string()).nullish(),
        Err: z.string().optional(),
      }),
    )
    .nullish(),
});

/**
 * All builders that buildx knows.
 * @throws Fault not-supported where it is too old to be asked (before 0.13)
 */
export async function listBuilders(
  buildx: Buildx,
  signal: AbortSignal,
  { env }: Pick<Surroundings, 'env'>,
): Promise<Builder[]> {
  try {
    const args = [...buildx.arguments, 'ls', '--format', 'json'];
    const { stdout } = await run(buildx.program, args, { env: { ...env }, timeout: listPatienceMs, signal });
    return parseBuilders(stdout, env.BUILDX_BUILDER);
  } catch (error) {
    signal.throwIfAborted();
    throw new Fault(
      'not-supported',
      `buildx ${buildx.version} does not say which builders there are: ${lastWords(error)}`,
      'See what docker buildx ls says; it takes buildx 0.13 or later.',
    );
  }
}

/** Of `buildx ls --format json`: one builder a line. @param chosen by BUILDX_BUILDER, which the list does not regard */
export function parseBuilders(text: string, chosen?: string): Builder[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => {
      const { Name: name, Driver: driver, Current, Err, Nodes } = lineSchema.parse(JSON.parse(line));
      const nodes = Nodes ?? [];
      // a star marks what a person has set
      const platforms = nodes.flatMap(({ Platforms }) => (Platforms ?? []).map((one) => one.replace(/\*$/, '')));
      return {
        name,
        driver,
        platforms: [...new Set(platforms)],
        running: nodes.length > 0 && nodes.every(({ Status }) => Status === 'running'),
        problem: Err || nodes.find((node) => node.Err)?.Err || null,
        current: chosen ? name === chosen : Current === true,
      };
    });
}

/** Starts a builder that does not run, and waits for it. @throws Fault engine-unreachable */
export async function startBuilder(
  buildx: Buildx,
  { name }: Pick<Builder, 'name'>,
  signal: AbortSignal,
  { env }: Pick<Surroundings, 'env'>,
): Promise<void> {
  try {
    const args = [...buildx.arguments, 'inspect', '--bootstrap', name];
    await run(buildx.program, args, { env: { ...env }, timeout: startPatienceMs, signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new Fault(
      'engine-unreachable',
      `The builder ${name} does not start: ${lastWords(error)}`,
      `Look at it with docker buildx inspect --bootstrap ${name}, or name another with --builder.`,
    );
  }
}

function lastWords(error: unknown): string {
  const said = String((error as { stderr?: unknown }).stderr ?? '').trim();
  return said.split('\n').at(-1)?.replace('ERROR: ', '') || 'it did not answer in time';
}
