import type { AuditedFile } from '../audit/audit-files.js';
import type { AuditSettings } from '../audit/settings/audit-settings.js';
import type { AuditAnswer } from './audit-schema.js';

/** What the command line needs of an audit beside the answer. */
export interface AuditAttachments {
  settings: AuditSettings;
  /** Texts that findings point into. */
  files: AuditedFile[];
  render(answer: AuditAnswer, format: string, where: string): string;
}
