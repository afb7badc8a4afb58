import type { CauseId } from '../../../src/diagnose/cause.js';
import { allCauses } from '../../../src/diagnose/causes/all-causes.js';
import { diagnoseContainer } from '../../../src/diagnose/diagnose-container.js';
import type { Diagnosis, FoundCause } from '../../../src/diagnose/diagnosis.js';
import { explains } from '../../../src/diagnose/rank.js';
import type { Engine } from '../../../src/engine/connect.js';
import type { ProvokedFault, SoundContainer } from './fault.js';
import { withScene } from './scene.js';

export interface Judgement {
  id: string;
  title: string;
  language: string;
  expected: string;
  top: string;
  confidence: number | null;
  /** Of the diagnosis alone. */
  seconds: number;
  /** Empty: right. */
  wrong: string[];
  diagnosis: Diagnosis | null;
}

const activity = () => ({ signal: AbortSignal.timeout(120_000), report: () => {} });

export function judgeFault(engine: Engine, fault: ProvokedFault): Promise<Judgement> {
  return judge(engine, fault, fault.cause, (diagnosis) => errorsOf(fault, diagnosis));
}

export function judgeSound(engine: Engine, container: SoundContainer): Promise<Judgement> {
  return judge(engine, container, 'healthy', (diagnosis) => [
    ...(diagnosis.verdict === 'healthy' ? [] : [`the verdict is ${diagnosis.verdict}`]),
    ...diagnosis.causes
      .filter(({ id, confidence }) => id !== 'completed-normally' && confidence > 0.2)
      .map((cause) => `false cause ${told(cause)}`),
  ]);
}

/** One fault that cannot be provoked is a failure of its own, and the others go on. */
async function judge(
  engine: Engine,
  subject: ProvokedFault | SoundContainer,
  expected: string,
  errors: (diagnosis: Diagnosis) => string[],
): Promise<Judgement> {
  const { id, title } = subject;
  const judged = { id, title, language: subject.language ?? '', expected };
  try {
    return await withScene(engine, async (scene) => {
      const name = await subject.start(scene);
      const asked = performance.now();
      const diagnosis = await diagnoseContainer(engine, name, { probe: true }, activity());
      const seconds = (performance.now() - asked) / 1_000;
      const [top] = diagnosis.causes;
      return {
        ...judged,
        top: top?.id ?? diagnosis.verdict,
        confidence: top?.confidence ?? null,
        seconds,
        wrong: errors(diagnosis),
        diagnosis,
      };
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...judged, top: '-', confidence: null, seconds: 0, wrong: [`not provoked: ${reason}`], diagnosis: null };
  }
}

function errorsOf(fault: ProvokedFault, { causes, verdict }: Diagnosis): string[] {
  const wanted: CauseId[] = [fault.cause, ...(fault.also ?? [])];
  const errors: string[] = [];
  if (causes[0]?.id !== fault.cause) errors.push(`the first cause is ${causes[0]?.id ?? 'none'}`);
  for (const id of fault.also ?? [])
    if (!causes.some((cause) => cause.id === id && cause.confidence >= 0.5)) errors.push(`${id} is not found`);
  const expectedVerdict = fault.verdict ?? 'faulty';
  if (verdict !== expectedVerdict) errors.push(`the verdict is ${verdict}`);
  const allowed = new Set<CauseId>([...wanted, ...(fault.tolerated ?? [])]);
  for (const cause of causes)
    if (cause.confidence >= 0.5 && !allowed.has(cause.id) && !wanted.some((id) => isConsequence(id, cause.id)))
      errors.push(`false cause ${told(cause)}`);
  return errors;
}

function isConsequence(reason: CauseId, consequence: CauseId): boolean {
  const cause = allCauses.find(({ id }) => id === reason);
  return cause !== undefined && explains(cause, consequence);
}

function told({ id, confidence }: FoundCause): string {
  return `${id} (${confidence})`;
}
