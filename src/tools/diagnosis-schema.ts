import * as z from 'zod';

const evidence = z.object({ source: z.string(), text: z.string() });
const remedy = z.object({ description: z.string(), command: z.string().optional() });
const verdict = z.enum(['healthy', 'faulty', 'unknown']);

const container = z.object({
  id: z.string(),
  name: z.string(),
  image: z.string(),
  status: z.string(),
  exitCode: z.number().nullable(),
  oomKilled: z.boolean(),
  restartCount: z.number(),
  health: z.string().optional(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
});

const one = z.object({
  container,
  causes: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      confidence: z.number().min(0).max(1),
      principle: z.string(),
      evidence: z.array(evidence),
      remedies: z.array(remedy),
    }),
  ),
  logs: z.object({ lines: z.number(), truncated: z.boolean() }),
  verdict,
  next: z.array(remedy),
  notMeasured: z.array(z.object({ source: z.string(), reason: z.string() })),
});

const ofProject = one.extend({ service: z.string(), consequenceOf: z.array(z.string()) });

/** For one container its own fields; for a project `project`, `containers`, `missing` and its `remedies`. */
export const diagnosisSchema = one.partial().extend({
  verdict,
  project: z.string().optional(),
  containers: z.array(ofProject).optional(),
  missing: z.array(z.object({ service: z.string(), neededBy: z.array(z.string()) })).optional(),
  remedies: z.array(remedy).optional(),
});

export type DiagnosisAnswer = z.output<typeof diagnosisSchema>;
/** A container of a project, or the one that was asked for. */
export type DiagnosedContainer = z.output<typeof one> & { service?: string; consequenceOf?: string[] };
