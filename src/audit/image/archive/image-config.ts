import * as z from 'zod';
import type { ImageConfig } from '../../../engine/image-archive.js';
import { brokenImage } from './broken-image.js';
import { parseJson } from './documents.js';
import { mostLayers } from './limits.js';

const text = z.string().optional().catch(undefined);
const texts = z.array(z.string()).nullish().catch(undefined);
const keys = z.record(z.string(), z.unknown()).nullish().catch(undefined);

/** What is read of a configuration. Fields of a wrong type count as absent, as nothing says who wrote them. */
const configSchema = z.object({
  config: z
    .object({
      Env: texts,
      User: text,
      Labels: z.record(z.string(), z.coerce.string()).nullish().catch(undefined),
      Entrypoint: texts,
      Cmd: texts,
      ExposedPorts: keys,
      Volumes: keys,
      WorkingDir: text,
      OnBuild: texts,
      StopSignal: text,
      Healthcheck: z
        .object({ Test: z.array(z.string()).optional().catch(undefined) })
        .nullish()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
  history: z
    .array(
      z
        .object({
          created: text,
          created_by: text,
          comment: text,
          empty_layer: z.boolean().optional().catch(undefined),
        })
        .catch({}),
    )
    .nullish()
    .transform((history) => history ?? undefined)
    .catch(undefined),
  rootfs: z.object({ diff_ids: z.array(z.string()).nullish() }),
  created: text,
  architecture: text,
  variant: text,
  os: text,
});

/** @returns the configuration, with a diff id for each of so many layers @throws Fault where it is none */
export function parseConfig(bytes: Buffer, layerCount: number): ImageConfig & { rootfs: { diff_ids: string[] } } {
  const parsed = configSchema.safeParse(parseJson('its configuration', bytes));
  if (!parsed.success) throw brokenImage('its configuration is not that of a container image (it has no rootfs)');
  const diffIds = parsed.data.rootfs.diff_ids ?? [];
  if (layerCount > mostLayers) throw brokenImage(`it has ${layerCount.toLocaleString('en')} layers; Docker allows 127`);
  if (diffIds.length !== layerCount)
    throw brokenImage(`its manifest has ${layerCount} layers and its configuration ${diffIds.length}`);
  return { ...parsed.data, rootfs: { diff_ids: diffIds } };
}
