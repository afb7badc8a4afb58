import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from '../activity.js';
import { connectEngine, type Engine } from '../engine/connect.js';
import { exportImage } from '../engine/image.js';
import { folderFiles } from '../engine/layout/layout-files.js';
import { readLayout } from '../engine/layout/read-layout.js';
import { writeLayoutArchive } from '../engine/layout/write-layout-archive.js';
import { writeSavedImage } from '../engine/layout/write-saved-image.js';
import { copyImage } from '../engine/registry/copy-image.js';
import { parseReference } from '../engine/registry/reference.js';
import { Fault } from '../fault.js';
import { formatSize } from '../spec/units.js';
import { ok } from './check.js';
import { checkAudit, checkVulnerabilities } from './checks/audit.js';
import { checkProof } from './checks/proof.js';
import type { PushRequest } from './plan.js';
import type { PushAnswer } from './push-answer.js';
import { readPushedImage } from './subject.js';

/** Writes an image into a file instead of a registry, as an OCI layout, by the same rules about proof and audit. */
export async function pushToArchive(
  { image: name, spec, project, unproven, dryRun }: PushRequest & { dryRun: boolean },
  file: string,
  activity: Activity,
): Promise<PushAnswer> {
  const there = await access(file).then(
    () => true,
    () => false,
  );
  if (there) throw new Fault('write-failed', `${file} is there already.`, 'Name another file, or remove it first.');
  const engine = await connectEngine();
  const image = await readPushedImage(engine, name, project?.root ?? process.cwd(), activity);
  const checks = [
    ok('image', `${image.configDigest.slice(0, 19)}, ${formatSize(image.sizeBytes)}`),
    checkProof(image.proof, name, unproven),
    checkAudit(image.audit, name, unproven),
    checkVulnerabilities(image.audit.vulnerabilities, spec, unproven),
  ];
  const stopped = checks.some(({ status }) => status === 'fail');
  const digest = stopped || dryRun ? null : await writeArchive(engine, name, file, activity);
  const steps = checks.flatMap(({ status, next }) => (next && status === 'fail' ? [next] : []));
  return {
    image: name,
    id: image.configDigest,
    repository: file,
    dryRun,
    verdict: stopped ? 'refused' : dryRun ? 'ready' : 'pushed',
    pushed: digest === null ? [] : [{ reference: file, digest, sizeBytes: image.sizeBytes }],
    tags: [],
    checks: checks.map(({ id, status, detail }) => ({ id, status, detail })),
    next: stopped
      ? steps
      : [`Bring it into a registry elsewhere: dockwright push --from-archive ${file} --repository HOST/NAME`],
    exitCode: stopped ? 2 : 0,
  };
}

/** @returns the digest of its manifest, which a registry will have too */
async function writeArchive(engine: Engine, name: string, file: string, activity: Activity): Promise<string> {
  const { signal } = activity;
  const reference = /^(?:sha256:)?[0-9a-f]{12,64}$/.test(name) ? null : parseReference(name);
  const tags = reference ? [reference.tag ?? 'latest'] : [];
  const folder = await mkdtemp(join(tmpdir(), 'dockwright-layout-'));
  const target = writeLayoutArchive(file, reference, signal);
  let done = false;
  try {
    const options = { named: reference, tags, name, report: (message: string) => activity.report(message) };
    const { digest } = await exportImage(engine, name, signal, (stream) => writeSavedImage(stream, folder, options));
    const layout = await readLayout(folderFiles(folder), name);
    await copyImage(layout, target, digest, { tags, signal });
    await target.finish();
    done = true;
    return digest;
  } finally {
    if (!done) await target.discard();
    await rm(folder, { recursive: true, force: true });
  }
}
