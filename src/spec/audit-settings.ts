import * as z from 'zod';
import { parseSize } from './units.js';

const severity = z.enum(['error', 'warning', 'info', 'style']);
/** A rule by our id or by its id in another tool (`DL3008`). */
const ruleId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.: -]{0,127}$/, { error: "a rule's id, such as apt-pin or DL3008" });
const registry = z
  .string()
  .regex(/^[A-Za-z0-9*][A-Za-z0-9.*:_-]{0,254}$/, { error: 'a registry, such as ghcr.io or *.example.com' });

/** What `audit` follows, as it stands under `audit:` in dockwright.yaml or in the Spec. */
export const auditSettingsSchema = z.strictObject({
  profile: z.enum(['strict', 'default', 'cis']).optional(),
  /** The lowest severity that makes the answer bad. */
  failOn: z.enum([...severity.options, 'none']).optional(),
  ignore: z.array(ruleId).optional(),
  /** Also turns on a rule that the profile leaves out. */
  severities: z.record(ruleId, severity).optional(),
  trustedRegistries: z.array(registry).optional(),
  /** Labels that must be there, and what they look like. */
  labels: z
    .record(z.string().min(1), z.enum(['text', 'rawtext', 'url', 'spdx', 'hash', 'rfc3339', 'semver', 'email']))
    .optional(),
  strictLabels: z.boolean().optional(),
  disableIgnoreComments: z.boolean().optional(),
  /** What is asked of images; the last three are dive's. */
  image: z
    .strictObject({
      platform: z
        .string()
        .regex(/^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9]+)?$/, { error: 'a platform, such as linux/arm64' })
        .optional(),
      lowestEfficiency: z.number().min(0).max(1).optional(),
      highestWastedBytes: z
        .union([z.string(), z.number()])
        .refine((value) => parseSize(value) !== null, { error: 'a size such as 20MB' })
        .optional(),
      highestUserWastedPercent: z.number().min(0).max(1).optional(),
    })
    .optional(),
});

export type AuditSettingsFile = z.output<typeof auditSettingsSchema>;
