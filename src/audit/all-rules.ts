import { imageRuleInfo } from './image/image-rule.js';
import { imageCheckRules } from './image/rules/image-check-rules.js';
import type { RuleInfo } from './rule-info.js';
import { secretRuleInfos } from './secrets/secret-findings.js';
import { textRuleInfos } from './text-rules.js';
import { vulnerablePackage } from './vulnerabilities/vulnerable-package.js';

/** Every rule of the audit, for settings, reports and the reference; a rule for several kinds of target stands once. */
export function allRules(): readonly RuleInfo[] {
  const all = [...textRuleInfos, ...imageCheckRules.map(imageRuleInfo), ...secretRuleInfos, vulnerablePackage];
  const ids = new Set<string>();
  return all.filter(({ id }) => !ids.has(id) && ids.add(id));
}
