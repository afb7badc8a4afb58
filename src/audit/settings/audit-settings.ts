import type { AuditSettingsFile } from '../../spec/audit-settings.js';
import type { Severity } from '../finding.js';
import type { Profile } from '../rule-info.js';

/** What one audit follows, all sources taken together. Rules are named by our ids. */
export interface AuditSettings {
  profile: Profile;
  failOn: Severity | 'none';
  ignore: ReadonlySet<string>;
  severities: ReadonlyMap<string, Severity>;
  trustedRegistries: readonly string[];
  labels: Readonly<Record<string, LabelType>>;
  strictLabels: boolean;
  disableIgnoreComments: boolean;
  /** What is asked of images, where it differs from the defaults. */
  image: NonNullable<AuditSettingsFile['image']>;
  /** Files that were read, for the user to see. */
  sources: readonly string[];
}

/** What a label of the schema must look like; the names are hadolint's. */
export type LabelType = 'text' | 'rawtext' | 'url' | 'spdx' | 'hash' | 'rfc3339' | 'semver' | 'email';

export const defaultAuditSettings: AuditSettings = {
  profile: 'default',
  failOn: 'error',
  ignore: new Set(),
  severities: new Map(),
  trustedRegistries: [],
  labels: {},
  strictLabels: false,
  disableIgnoreComments: false,
  image: {},
  sources: [],
};
