import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectEngine } from '../engine/connect.js';
import { generateFiles } from '../generate/generate-files.js';
import { type BuilderRequest, type ChosenBuilder, chooseBuilder } from '../push/platforms/choose-builder.js';
import type { PlatformsPush } from '../push/platforms/platforms-push.js';
import { pushPlatforms } from '../push/platforms/push-platforms.js';
import type { PushAnswer } from '../push/push-answer.js';
import { readProjectAndSpec } from './project-and-spec.js';
import { cleanEngineOf, hostOf, loginOf } from './run-push-tool.js';
import type { ToolContext } from './tool.js';

export interface PlatformsRequest
  extends Pick<
    PlatformsPush,
    'platforms' | 'chosen' | 'image' | 'repository' | 'version' | 'tags' | 'dryRun' | 'force'
  > {
  path: string;
}

/** What builds for these platforms; asked before anything else is done. @throws Fault where nothing can */
export async function builderFor(request: BuilderRequest, { signal }: ToolContext): Promise<ChosenBuilder> {
  return chooseBuilder(await connectEngine(), request, signal);
}

/** The push of several platforms, from the caller's words. */
export async function shipPlatforms(request: PlatformsRequest, context: ToolContext): Promise<PushAnswer> {
  const { project, spec } = await readProjectAndSpec({ path: request.path }, context);
  const { files } = await generateFiles(project, spec, {});
  const generated = (name: string) => files.find(({ path }) => path === name)?.content ?? null;
  const onDisk = (name: string) => readFile(join(project.root, name), 'utf8').catch(() => null);
  const { flags = {} } = context;
  const login = loginOf(flags, hostOf(request, spec.registry?.repository));
  const ownRules = await onDisk('Dockerfile.dockerignore');
  return pushPlatforms(
    {
      ...request,
      project,
      spec,
      dockerfile: (await onDisk('Dockerfile')) ?? generated('Dockerfile') ?? '',
      // BuildKit finds the folder's own .dockerignore by itself
      ignore: ownRules ?? ((await onDisk('.dockerignore')) === null ? generated('.dockerignore') : null),
      unproven: false,
      cleanEngine: cleanEngineOf(flags),
      ...(login ? { login } : {}),
    },
    context,
  );
}
