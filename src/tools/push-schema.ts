import * as z from 'zod';

const full = z.object({
  image: z.string(),
  repository: z.string(),
  dryRun: z.boolean(),
  verdict: z.enum(['ready', 'pushed', 'refused', 'fail', 'running']),
  pushed: z.array(z.object({ reference: z.string(), digest: z.string(), sizeBytes: z.number().int() })),
  checks: z.array(
    z.object({ id: z.string(), status: z.enum(['ok', 'warn', 'fail', 'not-measured']), detail: z.string() }),
  ),
  next: z.array(z.string()),
  id: z.string().optional(),
  tags: z
    .array(
      z.object({
        tag: z.string(),
        action: z.enum(['set', 'same', 'keep', 'refuse']),
        present: z.string().nullable(),
      }),
    )
    .optional(),
});

/** What `push_image` answers; a listing shows a model the fields that are not optional here. */
export const pushSchema = full.partial({ image: true, repository: true, dryRun: true, checks: true, next: true });

/** All of it is always there. */
export type PushOutput = z.output<typeof full>;
