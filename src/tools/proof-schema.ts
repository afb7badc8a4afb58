import * as z from 'zod';

const criterionSchema = z.object({
  id: z.string(),
  title: z.string(),
  limit: z.string().nullable(),
  measured: z.union([z.number(), z.string()]).nullable(),
  unit: z.string().optional(),
  status: z.enum(['pass', 'fail', 'not-measured']),
  required: z.boolean(),
  evidence: z.string(),
});

/** What `verify_image` answers. */
export const proofSchema = z.object({
  image: z.object({ reference: z.string(), id: z.string(), sizeBytes: z.number() }).nullable(),
  dockerfile: z.string(),
  criteria: z.array(criterionSchema),
  verdict: z.enum(['pass', 'fail', 'incomplete', 'running']),
  timings: z.record(z.string(), z.number().nullable()),
  build: z.object({ steps: z.number(), cachedSteps: z.number(), layers: z.number().nullable() }).optional(),
  buildLog: z.string().optional(),
  container: z.string().optional(),
  run: z.object({ readOnlyRoot: z.boolean(), cameUp: z.boolean() }).optional(),
  memoryBytes: z.number().optional(),
  warnings: z.array(z.string()),
  proof: z.string().optional(),
});

export type Proof = z.output<typeof proofSchema>;
