import type { Severity } from '../finding.js';
import type { LabelType } from '../settings/audit-settings.js';

/** What a project asks of its Dockerfiles and Compose files, from dockwright.yaml, the Spec or .hadolint.yaml. */
export interface RuleSettings {
  /** Registries that images may come from, `*` as a wildcard; empty: any. */
  trustedRegistries: readonly string[];
  /** Labels that must be there, and what they look like. */
  labels: Readonly<Record<string, LabelType>>;
  /** No label besides those. */
  strictLabels: boolean;
  /** Inline ignore comments count for nothing. */
  disableIgnoreComments: boolean;
  /** Content of the build context's .dockerignore; null where there is none or the context is not known. */
  ignoreFile: string | null;
  /** Files of the build context, relative, `/` between; null where it is not known (stdin). */
  contextFiles: readonly string[] | null;
  /** Those of them that have the name of a credential file: whether they hold credentials. What is not in it was not read. */
  credentialFiles: ReadonlyMap<string, boolean>;
  severities: Readonly<Record<string, Severity>>;
}

export const defaultRuleSettings: RuleSettings = {
  trustedRegistries: [],
  labels: {},
  strictLabels: false,
  disableIgnoreComments: false,
  ignoreFile: null,
  contextFiles: null,
  credentialFiles: new Map(),
  severities: {},
};
