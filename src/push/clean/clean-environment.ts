import type { Activity } from '../../activity.js';
import type { Manifest } from '../../engine/registry/manifests.js';
import type { Repository } from '../../engine/registry/repository.js';
import type { RegistryLogin } from '../../engine/registry-credentials.js';
import { Fault } from '../../fault.js';
import type { Project } from '../../project/project.js';
import type { Spec } from '../../spec/schema.js';
import { type Finding, ok } from '../check.js';
import { checkBlobs } from './check-blobs.js';
import type { CleanResult } from './clean-result.js';
import { runClean } from './clean-run.js';

export interface CleanRequest {
  repository: Repository;
  /** `ghcr.io/me/app`. */
  shown: string;
  manifest: Manifest;
  login: RegistryLogin | null;
  spec: Spec | null;
  project: Project | null;
  /** The engine to run it on; null where none is named. */
  engine: string | null;
}

/** Whether the image that is in the registry runs where nothing of it was before. What could not be tried is never a pass. */
export async function measureCleanEnvironment(request: CleanRequest, activity: Activity): Promise<CleanResult> {
  const { repository, shown, manifest, login, spec, project, engine } = request;
  const blobs = (why: string) => checkBlobs(repository, manifest, why, activity);
  if (engine === null) return blobs('no clean engine is named (--clean-engine HOST)');
  if (spec === null || project === null) return blobs('there is no Spec that says what it must do (--path)');
  const { host } = repository.registry;
  const subject = { reference: `${shown}@${manifest.digest}`, host, login, spec, project };
  try {
    return await runClean(subject, engine, activity);
  } catch (error) {
    if (!(error instanceof Fault) || error.code === 'interrupted' || error.code === 'invalid-input') throw error;
    return blobs(`the clean engine could not be used: ${error.message}`);
  }
}

/** Beside the other checks. What the Spec demands and nobody could measure is no good answer. */
export function checkClean({ status, evidence }: CleanResult, spec: Spec | null): Finding {
  const id = 'clean-environment';
  const next = 'Name an engine that has nothing of the image: dockwright push IMAGE --clean-engine ssh://HOST';
  if (status === 'pass') return ok(id, evidence);
  if (status === 'fail')
    return {
      id,
      status: 'fail',
      detail: evidence,
      next: 'It runs here and not there: it needs what it does not carry. Look at what failed, mend it, push a new version.',
    };
  return { id, status: 'not-measured', detail: evidence, ...(spec?.criteria['clean-environment'] ? { next } : {}) };
}
