import * as z from 'zod';

/** What `check_environment` answers. */
export const environmentSchema = z.object({
  checks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      status: z.enum(['ok', 'warn', 'fail', 'not-measured']),
      value: z.string(),
      recommended: z.string().optional(),
      remedy: z.string().optional(),
    }),
  ),
  engine: z
    .object({
      version: z.string(),
      apiVersion: z.string(),
      os: z.string(),
      arch: z.string(),
      storageDriver: z.string(),
      cpus: z.number(),
      memoryBytes: z.number(),
    })
    .optional(),
  verdict: z.enum(['ok', 'warn', 'fail']),
  comparedWith: z.string(),
});

export type EnvironmentAnswer = z.output<typeof environmentSchema>;
