import { allRules } from '../audit/all-rules.js';
import { composeRules } from '../audit/compose/rules/compose-rules.js';
import { dockerfileRules } from '../audit/dockerfile/rules/all-rules.js';
import { reasonsNotCovered } from './not-covered.js';
import { coverage, type DocumentedRule, type PeerRules, ruleIndex, rulePage } from './rule-reference.js';

/** Every file of docs/rules: a page a rule, the list, and the coverage of other tools' checks. */
export function ruleDocuments(peers: PeerRules): Map<string, string> {
  const rules = documentedRules();
  return new Map([
    ...rules.map((rule): [string, string] => [`${rule.info.id}.md`, rulePage(rule)]),
    ['README.md', ruleIndex(rules)],
    ['coverage.md', coverage(allRules(), peers, reasonsNotCovered)],
  ]);
}

/** Every rule with the examples that its page shows. */
export function documentedRules(): DocumentedRule[] {
  const examples = new Map([
    ...dockerfileRules.map(({ id, bad, good }) => [id, { bad: textOf(bad), good: textOf(good) }] as const),
    ...composeRules.map(({ id, bad, good }) => [id, { bad: textOf(bad), good: textOf(good) }] as const),
  ]);
  return allRules().map((info) => ({
    info,
    language: info.kind === 'compose' ? 'yaml' : 'dockerfile',
    bad: examples.get(info.id)?.bad ?? null,
    good: examples.get(info.id)?.good ?? null,
  }));
}

function textOf(example: string | { dockerfile: string } | { compose: string }): string {
  if (typeof example === 'string') return example;
  return 'dockerfile' in example ? example.dockerfile : example.compose;
}
