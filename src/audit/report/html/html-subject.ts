import type { Finding } from '../../finding.js';
import type { RuleInfo } from '../../rule-info.js';
import type { Summary } from '../../summary.js';
import type { ImageReport } from './image-report.js';

/** What a report in HTML is made of. */
export interface HtmlSubject {
  target: { kind: string; name: string };
  verdict: string;
  findings: readonly Finding[];
  summary: Summary;
  warnings: readonly string[];
  /** What `--fix` changed in the files. */
  fixed: readonly { file: string; rules: readonly string[]; diff: string }[];
  /** Texts that findings point into. */
  files: readonly { name: string; text: string }[];
  rules: readonly RuleInfo[];
  settings: { failOn: string; profile: string };
  version: string;
  image?: ImageReport | undefined;
}
