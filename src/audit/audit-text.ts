import { Fault } from '../fault.js';
import { lintCompose } from './compose/lint-compose.js';
import type { ComposeRule } from './compose/rule.js';
import { composeRules } from './compose/rules/compose-rules.js';
import { lintDockerfile } from './dockerfile/lint-dockerfile.js';
import { longestDockerfile } from './dockerfile/model/parse-dockerfile.js';
import type { DockerfileRule } from './dockerfile/rule.js';
import type { RuleSettings } from './dockerfile/rule-settings.js';
import { dockerfileRules } from './dockerfile/rules/all-rules.js';
import type { Finding } from './finding.js';
import type { AuditSettings } from './settings/audit-settings.js';
import { isEnabled, ruleInfo } from './text-rules.js';

/** What is known around a file; a text from stdin has nothing around it. */
export interface TextContext {
  /** Content of the build context's .dockerignore; null where there is none. */
  ignoreFile: string | null;
  /** Files of the build context, relative, `/` between; null where it is not known. */
  contextFiles: readonly string[] | null;
  /** Which of them that are named like credentials hold some. */
  credentialFiles?: ReadonlyMap<string, boolean>;
  /** The build stage to judge. */
  stage?: string | undefined;
  /** Of the file itself, whose name may tell what it is for. */
  path?: string | undefined;
}

export const nothingAround: TextContext = { ignoreFile: null, contextFiles: null };

/** Findings of a Dockerfile's or Compose file's text by the rules that the settings leave on. @throws Fault for what cannot be read as one */
export function auditText(
  kind: 'dockerfile' | 'compose',
  text: string,
  settings: AuditSettings,
  { ignoreFile, contextFiles, credentialFiles = new Map(), stage, path }: TextContext = nothingAround,
): Finding[] {
  if (text.length > longestDockerfile)
    throw new Fault(
      'invalid-input',
      `This file has ${(text.length / 1e6).toFixed(1)} MB of text, more than the ${longestDockerfile / 1e6} MB that are read.`,
      'A Dockerfile or Compose file is a few pages; check what was named.',
    );
  const ruleSettings: RuleSettings = {
    trustedRegistries: settings.trustedRegistries,
    labels: settings.labels,
    strictLabels: settings.strictLabels,
    disableIgnoreComments: settings.disableIgnoreComments,
    ignoreFile,
    contextFiles,
    credentialFiles,
    severities: Object.fromEntries(settings.severities),
  };
  const { dockerfile, compose } = enabledRules(settings);
  return kind === 'compose'
    ? lintCompose(text, compose, ruleSettings, path)
    : lintDockerfile(text, dockerfile, ruleSettings, stage);
}

interface EnabledRules {
  dockerfile: DockerfileRule[];
  compose: ComposeRule[];
}

/** By settings, since choosing among the rules costs more than a small file's audit. */
const chosen = new WeakMap<AuditSettings, EnabledRules>();

function enabledRules(settings: AuditSettings): EnabledRules {
  const known = chosen.get(settings);
  if (known) return known;
  const rules = {
    dockerfile: dockerfileRules.filter((rule) => isEnabled(ruleInfo(rule, 'dockerfile'), settings)),
    compose: composeRules.filter((rule) => isEnabled(ruleInfo(rule, 'compose'), settings)),
  };
  chosen.set(settings, rules);
  return rules;
}
