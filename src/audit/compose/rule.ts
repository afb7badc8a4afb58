import type { Aliases, Report } from '../dockerfile/rule.js';
import type { RuleSettings } from '../dockerfile/rule-settings.js';
import type { Severity } from '../finding.js';
import type { ComposeFile } from './model/parse-compose.js';

/** A Compose file that shows a rule; both kinds run as tests. */
export interface ComposeExample {
  compose: string;
  /** Its name, where the rule looks at it. */
  path?: string;
  settings?: Partial<RuleSettings>;
}

/**
 * A check of a Compose file, in a file of its own that is named for it. It gets a parsed file and reports; it never throws on
 * what it does not understand, and takes linear time. The fields are those of a rule for Dockerfiles.
 */
export interface ComposeRule {
  /** Kebab-case, the name of the file. */
  id: string;
  severity: Severity;
  /** `strict`: only with that profile or when it is named in the settings, since many good files break it. */
  profile: 'default' | 'strict';
  aliases: Aliases;
  /** Id of a principle in prompts/principles. */
  principle: string;
  /** What the rule wants, in a few words. */
  title: string;
  /** Why, for its page: a reason that can be checked. Where peers disagree: which reading this follows. */
  why: string;
  bad: string | ComposeExample;
  good: string | ComposeExample;
  check(compose: ComposeFile, report: Report, settings: RuleSettings): void;
}

/** Keeps a rule's type while it is written. */
export function defineComposeRule(rule: ComposeRule): ComposeRule {
  return rule;
}
