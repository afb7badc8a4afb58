import * as z from 'zod';

const severity = z.enum(['error', 'warning', 'info', 'style']);
const count = z.number().int();

const findingSchema = z.object({
  rule: z.string(),
  aliases: z.array(z.string()),
  severity,
  title: z.string(),
  message: z.string(),
  principle: z.string(),
  file: z.string().optional(),
  line: count.optional(),
  endLine: count.optional(),
  column: count.optional(),
  endColumn: count.optional(),
  layer: z.string().optional(),
  path: z.string().optional(),
  fix: z
    .object({
      description: z.string(),
      /** Offsets in UTF-16 code units; empty where a person has to do it. */
      edits: z.array(z.object({ start: count, end: count, text: z.string() })),
    })
    .optional(),
});

const bytes = count.describe('bytes');

const imageSchema = z.object({
  id: z.string(),
  sizeBytes: bytes,
  user: z.string(),
  layers: z.array(z.object({ digest: z.string(), createdBy: z.string(), sizeBytes: bytes, wastedBytes: bytes })),
  efficiency: z.number(),
  wastedBytes: bytes,
  reclaimableBytes: bytes,
  packages: z.object({ count, byEcosystem: z.record(z.string(), count) }),
  base: z.object({ name: z.string().nullable(), digest: z.string().nullable(), ageDays: z.number().nullable() }),
  largest: z.array(z.object({ path: z.string(), bytes, layer: count })),
});

const vulnerabilitiesSchema = z.object({
  status: z.enum(['scanned', 'not-scanned']),
  reason: z.string().optional(),
  scanner: z.string().optional(),
  critical: count,
  high: count,
  medium: count,
  low: count,
  unknown: count,
  /** Packages that were found and could not be compared. */
  notCompared: count,
  items: z.array(
    z.object({
      id: z.string(),
      aliases: z.array(z.string()),
      severity: z.enum(['critical', 'high', 'medium', 'low', 'unknown']),
      score: z.number().nullable(),
      package: z.string(),
      version: z.string(),
      ecosystem: z.string(),
      purl: z.string().nullable(),
      fixedVersion: z.string().nullable(),
      layer: z.string().nullable(),
      path: z.string().nullable(),
    }),
  ),
});

/** What `audit_image` answers. */
export const auditSchema = z.object({
  target: z.object({ kind: z.enum(['dockerfile', 'compose', 'image', 'archive', 'folder']), name: z.string() }),
  verdict: z.enum(['pass', 'fail', 'running']),
  findings: z.array(findingSchema),
  summary: z.object({ error: count, warning: count, info: count, style: count }),
  warnings: z.array(z.string()),
  image: imageSchema.optional(),
  vulnerabilities: vulnerabilitiesSchema.optional(),
  fixed: z.array(z.object({ file: z.string(), rules: z.array(z.string()), diff: z.string() })).optional(),
});

export type AuditAnswer = z.output<typeof auditSchema>;
