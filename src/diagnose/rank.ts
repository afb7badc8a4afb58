import type { Cause, CauseId, Weighed } from './cause.js';
import type { FoundCause } from './diagnosis.js';
import type { ContainerEvidence, NotMeasured } from './evidence/container-evidence.js';
import { plainText } from './evidence/plain-text.js';

/** A reason has to be about likely itself before it takes weight from what follows from it. */
const enoughToExplain = 0.5;
/** What remains of a consequence's confidence. */
const remains = 0.6;
/** Below it nothing is told: it would only be noise. */
const leastTold = 0.05;

/** Each of these may be why a process ended, and so why it is restarted, or has no one left to answer a health check. */
const endsProcess: readonly CauseId[] = [
  'out-of-memory',
  'port-in-use',
  'missing-environment-variable',
  'missing-module',
  'missing-file',
  'command-not-found',
  'not-executable',
  'wrong-line-endings',
  'wrong-architecture',
  'permission-denied',
  'read-only-filesystem',
  'disk-full',
  'name-not-resolved',
  'connection-refused',
  'certificate-error',
  'image-not-found',
  'mount-source-missing',
  'file-descriptor-limit',
  'process-limit',
  'gpu-not-available',
  'shared-memory-exhausted',
  'application-error',
  'killed-by-signal',
];

export interface Ranked {
  causes: FoundCause[];
  notMeasured: NotMeasured[];
}

/** Weighs all causes by the evidence; the most certain first, and what follows from another after it and with less weight. */
export function rankCauses(causes: readonly Cause[], evidence: ContainerEvidence): Ranked {
  const notMeasured: NotMeasured[] = [];
  const found: Found[] = [];
  for (const cause of causes) {
    try {
      const weighed = cause.weigh(evidence);
      if (weighed && weighed.confidence >= leastTold) found.push({ cause, weighed });
    } catch (error) {
      // a defect of one cause must not hide the others
      const reason = plainText(error instanceof Error ? error.message : String(error), 300);
      notMeasured.push({ source: cause.id, reason: `the check itself failed: ${reason}` });
    }
  }
  return { causes: inOrder(found).map(foundCause), notMeasured };
}

interface Found {
  cause: Cause;
  weighed: Weighed;
}

/** By confidence after consequences have lost theirs; those of equal confidence in the list's own order. */
function inOrder(found: readonly Found[]): Found[] {
  const before = [...found].sort((a, b) => b.weighed.confidence - a.weighed.confidence);
  const settled: Found[] = [];
  for (const one of before) {
    const reasons = before.filter((other) => other !== one && isReason(other, one));
    const strongest = Math.max(0, ...reasons.map(({ weighed }) => weighed.confidence));
    const { confidence } = one.weighed;
    const lowered = reasons.length === 0 ? confidence : Math.min(confidence * remains, strongest - 0.05);
    settled.push({ cause: one.cause, weighed: { ...one.weighed, confidence: lowered } });
  }
  return settled.sort((a, b) => b.weighed.confidence - a.weighed.confidence);
}

function isReason(reason: Found, consequence: Found): boolean {
  return reason.weighed.confidence >= enoughToExplain && explains(reason.cause, consequence.cause.id);
}

/** Whether the one makes the other a mere consequence. */
export function explains({ id, explains: own = [] }: Pick<Cause, 'id' | 'explains'>, other: CauseId): boolean {
  if (id === other) return false;
  if (own.includes(other)) return true;
  if (other === 'restart-loop') return endsProcess.includes(id);
  // the first error that an application ends with is told by the cause that knows it
  if (other === 'application-error') return endsProcess.includes(id) && id !== 'killed-by-signal';
  return false;
}

function foundCause({ cause, weighed }: Found): FoundCause {
  return {
    id: cause.id,
    title: cause.title,
    confidence: Math.round(Math.min(1, Math.max(0, weighed.confidence)) * 100) / 100,
    principle: cause.principle,
    evidence: weighed.evidence,
    remedies: weighed.remedies,
  };
}
