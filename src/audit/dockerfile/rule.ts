import type { Fix, Severity, Span } from '../finding.js';
import type { Dockerfile } from './model/parse-dockerfile.js';
import type { RuleSettings } from './rule-settings.js';

/** Ids of the same check in other tools. */
export interface Aliases {
  hadolint?: readonly string[];
  buildkit?: readonly string[];
  trivy?: readonly string[];
  checkov?: readonly string[];
  /** Names of KICS queries. */
  kics?: readonly string[];
  /** Sections of the CIS Docker Benchmark, `4.1`. */
  cis?: readonly string[];
  dockle?: readonly string[];
  dockerfilelint?: readonly string[];
  /** Azure's containerization-assist: `ca/...` its policies, `ca-ts/...` its validator. */
  azure?: readonly string[];
  /** Names of the queries that Datadog's IaC scanner has beside those of KICS. */
  datadog?: readonly string[];
}

/** A Dockerfile that shows a rule; both kinds run as tests. */
export interface Example {
  dockerfile: string;
  /** Content of `.dockerignore`, where the rule reads it. */
  ignoreFile?: string;
  /** Settings that the rule needs to speak at all. */
  settings?: Partial<RuleSettings>;
}

/** What a rule reports: where, what is wrong and what to do, and how to mend it where that is safe. */
export type Report = (where: Span, message: string, fix?: Fix) => void;

/**
 * A check of a Dockerfile, in a file of its own that is named for it. It gets a parsed file and reports; it never reads lines
 * with regular expressions, never throws on what it does not understand, and takes linear time.
 */
export interface DockerfileRule {
  /** Kebab-case, the name of the file. */
  id: string;
  severity: Severity;
  /** `strict`: only with that profile or when it is named in the settings, since many good files break it. */
  profile: 'default' | 'strict';
  aliases: Aliases;
  /** Id of a principle in prompts/principles. */
  principle: string;
  /** What the rule wants, in a few words: "Pin the base image". */
  title: string;
  /** Why, for its page: a sentence or two with a reason that can be checked. Where peers disagree: which reading this follows. */
  why: string;
  bad: string | Example;
  good: string | Example;
  check(dockerfile: Dockerfile, report: Report, settings: RuleSettings): void;
}

/** Keeps a rule's type while it is written. */
export function defineRule(rule: DockerfileRule): DockerfileRule {
  return rule;
}

/** All ids of a rule in other tools, as a finding shows them. */
export function aliasList({ aliases }: { aliases: Aliases }): string[] {
  const { cis = [], ...others } = aliases;
  return [...Object.values(others).flat(), ...cis.map((section) => `CIS-${section}`)];
}

/** A fix of one edit. */
export function replace(where: Span, text: string, description: string): Fix {
  return { description, edits: [{ start: where.start, end: where.end, text }] };
}

/** A fix that puts a text in. @param at offset */
export function insert(at: number, text: string, description: string): Fix {
  return replace({ start: at, end: at }, text, description);
}
