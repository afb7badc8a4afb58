import * as z from 'zod';
import type { AuditSettingsFile } from '../../spec/audit-settings.js';

const rules = z
  .array(z.string())
  .nullish()
  .transform((ids) => ids ?? []);
const level = z.enum(['error', 'warning', 'info', 'style', 'ignore', 'none']);
const labelTypes: Record<string, NonNullable<AuditSettingsFile['labels']>[string]> = {
  text: 'text',
  rawtext: 'rawtext',
  url: 'url',
  spdx: 'spdx',
  hash: 'hash',
  githash: 'hash',
  rfc3339: 'rfc3339',
  semver: 'semver',
  email: 'email',
};

/** `.hadolint.yaml`, by hadolint's documentation of its configuration; what only shapes its output is accepted and does nothing. */
export const hadolintFileSchema = z.strictObject({
  'failure-threshold': level.optional(),
  ignored: rules.optional(),
  override: z
    .strictObject({
      error: rules.optional(),
      warning: rules.optional(),
      info: rules.optional(),
      style: rules.optional(),
    })
    .nullish(),
  trustedRegistries: z.union([z.string().transform((one) => [one]), rules]).optional(),
  'label-schema': z
    .record(
      z.string(),
      z
        .string()
        .refine((type) => Object.hasOwn(labelTypes, type.toLowerCase()), {
          error: `one of ${Object.keys(labelTypes).join(', ')}`,
        })
        .transform((type) => labelTypes[type.toLowerCase()] as (typeof labelTypes)[string]),
    )
    .nullish(),
  'strict-labels': z.boolean().optional(),
  'disable-ignore-pragma': z.boolean().optional(),
  'no-fail': z.boolean().optional(),
  'no-color': z.boolean().optional(),
  verbose: z.boolean().optional(),
  format: z.string().optional(),
});

/** hadolint's settings as ours. */
export function fromHadolint(file: z.output<typeof hadolintFileSchema>): AuditSettingsFile {
  const threshold = file['no-fail'] ? 'none' : file['failure-threshold'];
  const severities = Object.fromEntries(
    (['style', 'info', 'warning', 'error'] as const).flatMap((severity) =>
      (file.override?.[severity] ?? []).map((id) => [id, severity] as const),
    ),
  );
  return {
    ...(threshold ? { failOn: threshold === 'ignore' ? 'none' : threshold } : {}),
    ...(file.ignored ? { ignore: file.ignored } : {}),
    ...(Object.keys(severities).length ? { severities } : {}),
    ...(file.trustedRegistries ? { trustedRegistries: file.trustedRegistries } : {}),
    ...(file['label-schema'] ? { labels: file['label-schema'] } : {}),
    ...(file['strict-labels'] === undefined ? {} : { strictLabels: file['strict-labels'] }),
    ...(file['disable-ignore-pragma'] === undefined ? {} : { disableIgnoreComments: file['disable-ignore-pragma'] }),
  };
}
