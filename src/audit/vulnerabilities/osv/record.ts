import * as z from 'zod';

const text = z.string().max(1000);
const texts = z.array(text).max(5000).nullish().catch(undefined);
const severities = z
  .array(z.object({ type: z.string(), score: z.string() }))
  .nullish()
  .catch(undefined);
const specific = z.record(z.string(), z.unknown()).nullish().catch(undefined);

const affected = z.object({
  package: z.object({ name: text, ecosystem: text }).nullish().catch(undefined),
  severity: severities,
  ranges: z
    .array(z.object({ type: z.string(), events: z.array(z.record(z.string(), z.unknown())) }))
    .nullish()
    .catch(undefined),
  ecosystem_specific: specific,
  database_specific: specific,
});

/** What is read of a record (https://ossf.github.io/osv-schema/, 1.7). Fields of a wrong type count as absent. */
export const recordSchema = z.object({
  id: text,
  modified: text.optional().catch(undefined),
  withdrawn: text.nullish().catch(undefined),
  aliases: texts,
  /** What a distribution's record is about. */
  upstream: texts,
  related: texts,
  severity: severities,
  affected: z.array(affected).nullish().catch(undefined),
  database_specific: specific,
});

export type OsvRecord = z.infer<typeof recordSchema>;
export type OsvAffected = z.infer<typeof affected>;

/** The answer of /v1/querybatch: for each query in turn, ids only. */
export const batchSchema = z.object({
  results: z.array(
    z
      .object({
        vulns: z.array(z.object({ id: text, modified: text.optional().catch(undefined) })).nullish(),
        next_page_token: z.string().nullish(),
      })
      .nullable(),
  ),
});

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._:+-]{0,127}$/;

/** Ids become part of addresses and of file names. */
export function isPlainId(id: string): boolean {
  return idPattern.test(id) && !id.includes('..');
}
