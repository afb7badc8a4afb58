import { composeRules } from './compose/rules/compose-rules.js';
import { aliasList, type DockerfileRule } from './dockerfile/rule.js';
import { dockerfileRules } from './dockerfile/rules/all-rules.js';
import type { RuleInfo } from './rule-info.js';
import type { AuditSettings } from './settings/audit-settings.js';

/** What is told of a Dockerfile's or Compose file's rule. */
export function ruleInfo(
  rule: Pick<DockerfileRule, 'id' | 'aliases' | 'severity' | 'profile' | 'principle' | 'title' | 'why'>,
  kind: RuleInfo['kind'],
): RuleInfo {
  const { id, severity, profile, principle, title, why } = rule;
  const cis = (rule.aliases.cis ?? []).length > 0;
  return { id, kind, aliases: aliasList(rule), severity, profile, cis, principle, title, why };
}

export const textRuleInfos: readonly RuleInfo[] = [
  ...dockerfileRules.map((rule) => ruleInfo(rule, 'dockerfile')),
  ...composeRules.map((rule) => ruleInfo(rule, 'compose')),
];

/** Whether a rule speaks: its profile asks for it, or the settings give it a severity; and nobody ignores it. */
export function isEnabled(
  { id, profile, cis }: Pick<RuleInfo, 'id' | 'profile' | 'cis'>,
  settings: AuditSettings,
): boolean {
  if (settings.ignore.has(id)) return false;
  if (settings.severities.has(id) || settings.profile === 'strict') return true;
  return settings.profile === 'cis' ? cis : profile === 'default';
}
