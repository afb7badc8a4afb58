import type { RuleInfo } from './rule-info.js';
import { dockerfileRuleInfos } from './text-rules.js';

/** Every rule of the audit, for settings, reports and the reference. */
export function allRules(): readonly RuleInfo[] {
  return dockerfileRuleInfos;
}
