import type { Criteria } from '../spec/schema.js';
import { allCriteria } from './criteria/all-criteria.js';
import type { Criterion } from './criteria/criterion.js';
import type { Facts } from './facts.js';
import type { CriterionResult, Verdict } from './verification.js';

/** Asks each criterion about the facts. Those that the Spec sets count; one set as not required does not. */
export function judgeAll(criteria: readonly Criterion[], facts: Facts): CriterionResult[] {
  const set = facts.subject.spec.criteria;
  return criteria.map((criterion) => ({
    id: criterion.id,
    title: criterion.title,
    limit: criterion.limit(set),
    required: isRequired(set, criterion.id),
    ...criterion.judge(facts),
  }));
}

export function isRequired(criteria: Criteria, id: Criterion['id']): boolean {
  const setting = criteria[id];
  return setting !== undefined && !(typeof setting === 'object' && 'required' in setting && setting.required === false);
}

/** What the Spec sets decides: one failure fails, one that was not measured leaves it incomplete. */
export function verdictOf(results: readonly CriterionResult[]): Verdict {
  const counted = results.filter(({ required }) => required);
  if (counted.some(({ status }) => status === 'fail')) return 'fail';
  return counted.some(({ status }) => status === 'not-measured') ? 'incomplete' : 'pass';
}

/** Those that the Spec sets and those that were asked for, in the order in which all are shown. */
export function chooseCriteria(set: Criteria, asked: readonly Criterion['id'][] = []): Criterion[] {
  return allCriteria.filter(({ id }) => set[id] !== undefined || asked.includes(id));
}
