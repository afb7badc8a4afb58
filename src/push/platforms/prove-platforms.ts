import type { Activity } from '../../activity.js';
import type { Engine } from '../../engine/connect.js';
import { currentSurroundings } from '../../engine/docker-config.js';
import { findLogin } from '../../engine/registry-credentials.js';
import { type Finding, ok } from '../check.js';
import { checkAudit, checkVulnerabilities } from '../checks/audit.js';
import { checkProof } from '../checks/proof.js';
import type { PushPlan } from '../plan.js';
import { readPushedImage } from '../subject.js';
import type { BuiltIndex, IndexedImage } from './built-index.js';
import { platformOf } from './choose-builder.js';
import { judgeEmulated } from './judge-emulated.js';
import type { PlatformsPush } from './platforms-push.js';
import { type PulledImage, provePulled } from './prove-pulled.js';

/**
 * Proves each image that the engine can run, as the registry has it. The first of them, which is of the engine's own platform
 * where that was asked for, takes the place of the image that the engine has built itself.
 */
export async function provePlatforms(
  engine: Engine,
  request: PlatformsPush,
  plan: PushPlan,
  { images }: BuiltIndex,
  activity: Activity,
): Promise<PushPlan> {
  const { spec, project, chosen } = request;
  const { host } = plan.destination;
  const login = request.login ?? (await findLogin(host, currentSurroundings())).login;
  const subjectOf = ({ manifest }: IndexedImage): PulledImage => ({
    reference: `${plan.shown}@${manifest.digest}`,
    host,
    login,
    spec,
    project,
    before: plan.image.proof,
  });
  let after = plan;
  const findings: Finding[] = [];
  for (const platform of chosen.provable) {
    const image = images.find((one) => one.platform === platform);
    if (!image) continue;
    activity.report(`prove: ${platform}`);
    const id = idOf(platform);
    if (findings.length > 0) {
      findings.push(await provePulled(engine, subjectOf(image), activity, async (seen) => judgeEmulated(id, seen)));
      continue;
    }
    after = await proveFirst(engine, request, plan, image, subjectOf(image), activity);
    const stands = after.checks.some(({ id: check, status }) => check === 'proof' && status === 'ok');
    findings.push(
      stands
        ? ok(id, 'proven: pulled by digest and run here')
        : { id, status: 'not-measured', detail: 'not proven: see the proof' },
    );
  }
  const described = images.map(({ platform, manifest }): Finding => {
    const finding = findings.find(({ id }) => id === idOf(platform)) ?? notRun(engine, platform);
    return { ...finding, detail: `${manifest.digest.slice(0, 19)}, ${finding.detail}` };
  });
  return {
    ...after,
    checks: [...after.checks, ...described],
    platforms: images.map(({ platform, manifest: { digest } }, at) => ({
      platform,
      digest,
      proven: described[at]?.status === 'ok',
    })),
  };
}

/** The plan, with the verdicts on what is in the registry in the place of those on what the engine has built itself. */
async function proveFirst(
  engine: Engine,
  { spec, project, unproven }: PlatformsPush,
  plan: PushPlan,
  { manifest }: IndexedImage,
  subject: PulledImage,
  activity: Activity,
): Promise<PushPlan> {
  const { reference } = subject;
  const image = await provePulled(engine, subject, activity, () =>
    readPushedImage(engine, reference, project.root, activity),
  );
  const judged = [
    checkProof(image.proof, reference, unproven),
    checkAudit(image.audit, reference, unproven),
    checkVulnerabilities(image.audit.vulnerabilities, spec, unproven),
  ];
  const others = plan.checks.filter(({ id }) => !judged.some((check) => check.id === id));
  return {
    ...plan,
    image: { ...image, reference: plan.image.reference },
    imageManifest: manifest,
    checks: [...others, ...judged],
  };
}

function notRun(engine: Engine, platform: string): Finding {
  const detail = `not proven: this engine runs ${platformOf(engine)} and has no emulator for it`;
  return { id: idOf(platform), status: 'not-measured', detail };
}

function idOf(platform: string): string {
  return `platform:${platform}`;
}
