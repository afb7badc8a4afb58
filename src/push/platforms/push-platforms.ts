import type { Activity } from '../../activity.js';
import { connectEngine } from '../../engine/connect.js';
import { engineSource } from '../image-source.js';
import { withPlan } from '../plan.js';
import { readTagsBack } from '../push.js';
import type { PushAnswer } from '../push-answer.js';
import { finishPush, pushAnswer } from '../run-push.js';
import { setTags } from '../set-tags.js';
import { buildIndex } from './build-index.js';
import type { PlatformsPush } from './platforms-push.js';
import { provePlatforms } from './prove-platforms.js';

/**
 * Builds for several platforms what was proven on the engine's own, and pushes it under no tag; proves what can run here, as it
 * came back from the registry; and only then sets the tags.
 */
export async function pushPlatforms(request: PlatformsPush, activity: Activity): Promise<PushAnswer> {
  const engine = await connectEngine();
  return withPlan(await engineSource(engine, request.image), request, activity, async (planned, open) => {
    const plan = { ...planned, checks: [...planned.checks, ...request.chosen.checks] };
    if (!open || isStopped(plan)) return pushAnswer(request, plan, 'refused', []);
    if (request.dryRun) return pushAnswer(request, plan, 'ready', []);
    const { index, checks } = await buildIndex(request, plan, open, activity);
    // what was built needed no emulator
    const before = plan.checks.filter(({ id }) => !id.startsWith('emulator:'));
    const built = { ...plan, checks: [...before, ...checks] };
    const proven = await provePlatforms(engine, request, built, index, activity);
    // what is refused now lies in the registry under its digest alone
    if (isStopped(proven)) return pushAnswer(request, proven, 'refused', []);
    const tags = plan.tags.filter(({ action }) => action === 'set');
    activity.report(`registry: setting ${tags.map(({ tag }) => tag).join(', ')}`);
    await setTags(open.repository, index.manifest, tags);
    const read = await readTagsBack(open, proven, tags, index.manifest);
    return finishPush(request, proven, open, { manifest: index.manifest, ...read }, activity);
  });
}

function isStopped({ checks }: { checks: readonly { status: string }[] }): boolean {
  return checks.some(({ status }) => status === 'fail');
}
