import type { Severity } from './finding.js';

export type Profile = 'strict' | 'default' | 'cis';

/** What is told of a rule wherever rules are listed: settings, reports, the reference. */
export interface RuleInfo {
  id: string;
  kind: 'dockerfile' | 'compose' | 'image' | 'secret' | 'vulnerability';
  aliases: readonly string[];
  severity: Severity;
  /** `strict`: left out unless that profile or a severity in the settings asks for it. */
  profile: 'default' | 'strict';
  /** It stands for a section of the CIS Docker Benchmark. */
  cis: boolean;
  principle: string;
  title: string;
  why: string;
}
