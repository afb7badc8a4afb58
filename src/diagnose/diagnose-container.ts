import type { Activity } from '../activity.js';
import type { Engine } from '../engine/connect.js';
import { allCauses } from './causes/all-causes.js';
import type { Diagnosis } from './diagnosis.js';
import type { ContainerEvidence } from './evidence/container-evidence.js';
import { type EvidenceWishes, gatherEvidence } from './evidence/gather-evidence.js';
import { rankCauses } from './rank.js';
import { nextLooks, verdictOf } from './verdict.js';

/**
 * What is wrong with a container, by evidence: read-only, with one exec that only reads where `probe` asks for it.
 * @param name a name, an id, the beginning of one, or a Compose service
 * @throws Fault container-not-found, invalid-input (several match), engine-unreachable
 */
export async function diagnoseContainer(
  engine: Engine,
  name: string,
  wishes: EvidenceWishes,
  activity: Activity,
): Promise<Diagnosis> {
  return diagnose(await gatherEvidence(engine, name, wishes, activity));
}

/** The same from evidence that is there already. */
export function diagnose(evidence: ContainerEvidence): Diagnosis {
  const { causes, notMeasured } = rankCauses(allCauses, evidence);
  const verdict = verdictOf(evidence, causes);
  const { state, logs } = evidence;
  return {
    container: {
      id: evidence.id,
      name: evidence.name,
      image: evidence.image,
      status: state.status,
      exitCode: state.exitCode,
      oomKilled: state.oomKilled,
      restartCount: state.restartCount,
      ...(state.health ? { health: state.health.status } : {}),
      ...dated('startedAt', state.startedAt),
      ...dated('finishedAt', state.finishedAt),
    },
    causes,
    logs: { lines: logs.first.length + logs.last.length, truncated: logs.truncated },
    verdict,
    next: verdict === 'unknown' ? nextLooks(evidence) : [],
    notMeasured: [...evidence.notMeasured, ...notMeasured],
  };
}

function dated<Name extends string>(name: Name, at: number | null): Partial<Record<Name, string>> {
  return at === null ? {} : ({ [name]: new Date(at).toISOString() } as Record<Name, string>);
}
