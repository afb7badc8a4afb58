import type { Activity } from '../activity.js';
import type { Spec } from '../spec/schema.js';
import { allChecks } from './all-checks.js';
import type { CheckResult } from './check.js';
import type { EngineFacts, Facts } from './facts.js';
import { gatherFacts } from './gather-facts.js';
import { aiNeeds, needsOfSpec } from './needs.js';
import { currentPlace, type Place } from './place.js';

export type EnvironmentVerdict = 'ok' | 'warn' | 'fail';

export interface EnvironmentReport {
  checks: CheckResult[];
  engine?: Pick<EngineFacts, 'version' | 'apiVersion' | 'os' | 'arch' | 'storageDriver' | 'cpus' | 'memoryBytes'>;
  verdict: EnvironmentVerdict;
  /** What the engine was compared with: the Spec's application, or AI workloads. */
  comparedWith: string;
}

/** Looks at the engine and what is around it, and judges it by a Spec or by what AI workloads need; changes nothing. */
export async function checkEnvironment(
  spec: Spec | null,
  activity: Activity,
  place: Place = currentPlace(),
): Promise<EnvironmentReport> {
  activity.report('looking for an engine');
  return judgeFacts(await gatherFacts(place, spec ? needsOfSpec(spec) : aiNeeds, activity.signal));
}

export function judgeFacts(facts: Facts): EnvironmentReport {
  const checks = allChecks.flatMap(({ id, title, assess }): CheckResult[] => {
    const assessment = assess(facts);
    return assessment ? [{ id, title, ...assessment }] : [];
  });
  return {
    checks,
    ...(facts.engine ? { engine: shortForm(facts.engine) } : {}),
    verdict: verdictOf(checks),
    comparedWith: facts.needs.name,
  };
}

function verdictOf(checks: CheckResult[]): EnvironmentVerdict {
  const has = (status: CheckResult['status']) => checks.some((check) => check.status === status);
  return has('fail') ? 'fail' : has('warn') ? 'warn' : 'ok';
}

function shortForm(engine: EngineFacts): NonNullable<EnvironmentReport['engine']> {
  const { version, apiVersion, os, arch, storageDriver, cpus, memoryBytes } = engine;
  return { version, apiVersion, os, arch, storageDriver, cpus, memoryBytes };
}
