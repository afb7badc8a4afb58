import type { AuditedFile } from '../audit/audit-files.js';
import type { ImageAudit } from '../audit/image/audit-image.js';
import type { AuditSettings } from '../audit/settings/audit-settings.js';
import type { AuditAnswer } from './audit-schema.js';

/** What the command line needs of an audit beside the answer. */
export interface AuditAttachments {
  settings: AuditSettings;
  /** Texts that findings point into. */
  files: AuditedFile[];
  /** The image itself, for its bill of materials and for reports. */
  imageAudit?: ImageAudit | undefined;
  render(answer: AuditAnswer, format: string, where: string): string;
}
