import type { RuleSettings } from '../dockerfile/rule-settings.js';
import type { Finding } from '../finding.js';
import { runRules } from '../run-rules.js';
import { ignoredBy } from './ignore-comments.js';
import { parseCompose } from './model/parse-compose.js';
import type { ComposeRule } from './rule.js';

/**
 * Runs rules over a Compose file's text. Findings are in the order of the file.
 * @param path of the file, which tells what it is for (`compose.dev.yaml`)
 * @throws Fault for what is no YAML, no Compose file, or beyond the bounds
 */
export function lintCompose(
  text: string,
  rules: readonly ComposeRule[],
  settings: RuleSettings,
  path?: string,
): Finding[] {
  const compose = parseCompose(text, path ?? null);
  return runRules(compose, rules, settings, settings.disableIgnoreComments ? () => false : ignoredBy(compose));
}
