import { createHash } from 'node:crypto';
import { currentSurroundings } from '../engine/docker-config.js';
import { parseReference } from '../engine/registry/reference.js';
import { loginFromVariable } from '../engine/registry-credentials.js';
import { Fault } from '../fault.js';
import type { PushPlan } from '../push/plan.js';
import type { PushAnswer } from '../push/push-answer.js';
import { type RunPush, runPush } from '../push/run-push.js';
import { readProjectAndSpec } from './project-and-spec.js';
import type { ToolContext } from './tool.js';

export interface PushToolRequest {
  image: string;
  path?: string | undefined;
  repository?: string | undefined;
  version?: string | undefined;
  tags?: string[] | undefined;
  dryRun: boolean;
  confirm?: boolean | undefined;
  force: boolean;
  unproven: boolean;
}

/** From the caller's words to the push: whose project it is, who logs in, and where it is run again. */
export async function runPushTool(request: PushToolRequest, context: ToolContext): Promise<PushAnswer> {
  const { flags = {} } = context;
  const from = flags['from-archive'];
  if (typeof from === 'string') return pushFromArchive(request, from, context);
  if (request.image === '')
    throw new Fault(
      'invalid-input',
      'No image is named.',
      'dockwright push IMAGE; see which there are: docker image ls',
    );
  const { spec, project } = await projectOf(request, context);
  const archive = flags['to-archive'];
  if (typeof archive === 'string') {
    const { pushToArchive } = await import('../push/push-to-archive.js');
    return pushToArchive({ ...request, spec, project }, archive, context);
  }
  return runPush(runOf(request, { spec, project }, context), context, askWith(request, context));
}

/** An image that was brought along in a file, by the same rules and without an engine. */
async function pushFromArchive(request: PushToolRequest, file: string, context: ToolContext): Promise<PushAnswer> {
  if (request.image !== '' || context.flags?.['to-archive'] !== undefined)
    throw new Fault(
      'invalid-input',
      'The image is the one in the file, and it goes to a registry.',
      `dockwright push --from-archive ${file} --repository HOST/NAME; from a file to a file: dockwright copy`,
    );
  const { archiveSource } = await import('../push/archive-source.js');
  const source = await archiveSource(file, context);
  try {
    // an archive may tell the tag alone, which tells no repository
    const { name } = source;
    const image = name === null ? 'archive' : /[/:]/.test(name) ? name : `archive:${name}`;
    const named = { ...request, image };
    const run = runOf(named, await projectOf(named, context), context);
    return await runPush(run, context, askWith(named, context), async () => source);
  } finally {
    await source.close();
  }
}

function runOf(
  request: PushToolRequest,
  { spec, project }: Pick<RunPush, 'spec' | 'project'>,
  { flags = {} }: ToolContext,
): RunPush {
  const login = loginOf(flags, hostOf(request, spec?.registry?.repository));
  return { ...request, spec, project, cleanEngine: cleanEngineOf(flags), ...(login ? { login } : {}) };
}

function askWith({ confirm, dryRun }: PushToolRequest, context: ToolContext) {
  return async (plan: PushPlan, binding: unknown) => {
    const question = { message: describeQuestion(plan), binding: digest(binding) };
    if (dryRun) context.shows?.(question);
    else await context.confirm(question, confirm);
  };
}

/** Where it is run again; null where nothing is named. */
export function cleanEngineOf(flags: NonNullable<ToolContext['flags']>): string | null {
  return String(flags['clean-engine'] ?? process.env.DOCKWRIGHT_CLEAN_ENGINE ?? '') || null;
}

/** The login that the command line names by its variable; undefined where Docker's configuration is to be asked. */
export function loginOf(flags: NonNullable<ToolContext['flags']>, host: string) {
  const variable = flags['token-env'];
  return typeof variable === 'string' ? loginFromVariable(host, variable, currentSurroundings()) : undefined;
}

async function projectOf({ path }: PushToolRequest, context: ToolContext) {
  if (path === undefined) return { spec: null, project: null };
  const { spec, project } = await readProjectAndSpec({ path }, context);
  return { spec, project };
}

/** Of the registry that is pushed to. */
export function hostOf(
  { repository, image }: Pick<PushToolRequest, 'repository' | 'image'>,
  inSpec: string | null | undefined,
): string {
  return parseReference(repository ?? inSpec ?? image).host;
}

function describeQuestion({ image, shown, tags, checks }: PushPlan): string {
  const set = tags.filter(({ action }) => action === 'set');
  const doubts = checks.filter(({ status }) => status === 'warn').map(({ id, detail }) => `${id}: ${detail}`);
  return [
    `Push ${image.reference} (${image.configDigest.slice(0, 19)}) to ${shown} as ${set.map(({ tag }) => tag).join(', ')}?`,
    ...doubts,
  ].join('\n');
}

function digest(binding: unknown): string {
  return createHash('sha256').update(JSON.stringify(binding)).digest('hex');
}
