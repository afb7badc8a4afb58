import * as z from 'zod';
import { auditSettingsSchema } from './audit-settings.js';
import { parseDuration, parseSize } from './units.js';

const size = z
  .union([z.string(), z.number()])
  .refine((v) => parseSize(v) !== null, { error: 'a size such as 200MB or 1.5GB' });
const duration = z.string().refine((v) => parseDuration(v) !== null, { error: 'a duration such as 500ms, 3s or 2m' });
const oneLine = z
  .string()
  .max(4096)
  .refine((v) => !/[\u0000-\u001f\u007f]/.test(v), { error: 'one line without control characters' });
const word = oneLine.min(1);
const required = z.strictObject({ required: z.boolean() });
export const environmentName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,254}$/, { error: 'a name of letters, digits and underscores' });
const absolutePath = oneLine.regex(/^\//, { error: 'an absolute path in the container' });

/** A request of the `smoke` criterion: `POST /query`, with what the answer must be. */
export const smokeRequestSchema = z.strictObject({
  request: oneLine.regex(/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \/\S*$/, {
    error: 'a method and a path, such as POST /query',
  }),
  json: z.unknown().optional(),
  headers: z.record(z.string(), oneLine).optional(),
  expect: z
    .strictObject({ status: z.number().int().min(100).max(599).default(200), contains: z.string().optional() })
    .prefault({}),
});

/** Criteria by id; the ones that are present are required, the verdict counts them and no other. */
export const criteriaSchema = z.strictObject({
  'image-size': z.strictObject({ max: size }).optional(),
  'non-root': required.optional(),
  health: z
    .union([
      z.strictObject({
        path: oneLine.regex(/^\/\S*$/, { error: 'a path that starts with /' }),
        within: duration.default('3s'),
      }),
      z.strictObject({ tcp: z.literal(true), within: duration.default('3s') }),
    ])
    .optional(),
  'cold-start': z.strictObject({ max: duration }).optional(),
  configuration: required.optional(),
  secrets: required.optional(),
  'optional-services': required.optional(),
  'graceful-shutdown': z.strictObject({ within: duration }).optional(),
  'read-only-root': required.optional(),
  logs: required.optional(),
  rebuild: z.strictObject({ max: duration }).optional(),
  reproducible: required.optional(),
  smoke: z.array(smokeRequestSchema).min(1).optional(),
  compose: required.optional(),
  vulnerabilities: z
    .strictObject({ critical: z.number().int().min(0), high: z.number().int().min(0).optional() })
    .optional(),
  'clean-environment': required.optional(),
});

/** The document that a person reviews, `container.spec.yaml`; everything after it is derived from it. */
export const specSchema = z.strictObject({
  apiVersion: z.literal('dockwright/v1'),
  goal: z.string().max(10_000),
  app: z.strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/, { error: 'a name in lower case that an image may have' })
      .max(128),
    version: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.+-]{0,127}$/, { error: 'a version such as 1.0.0' }),
    /** `other`: its Dockerfile is written by hand, and proven like any other. */
    language: z.enum(['python', 'other']),
    framework: word.nullable(),
    entrypoint: word.nullable(),
    port: z.number().int().min(1).max(65_535).nullable(),
    command: z.array(oneLine).min(1).max(200),
  }),
  runtime: z.strictObject({
    version: z.string().regex(/^\d+\.\d+(\.\d+)?$/, { error: 'a version such as "3.12", in quotes' }),
    image: z.string().regex(/^[a-z0-9][a-zA-Z0-9._\-/:@]{0,254}$/, { error: 'an image reference' }),
    variant: z.enum(['slim', 'alpine', 'gunicorn', 'basic']),
    packageManager: z.enum(['uv', 'pip', 'poetry', 'pdm', 'pipenv', 'pyproject', 'setup.py', 'none']),
    accelerator: z.enum(['none', 'cuda']),
    user: z.number().int().min(1).max(4_294_967_294).default(1000),
  }),
  resources: z.strictObject({ memory: size, cpus: z.number().positive(), shm: size }),
  /** Absolute paths in the container that the service may write to and that outlive it. */
  volumes: z.array(absolutePath).default([]),
  criteria: criteriaSchema,
  services: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(/^[a-z0-9][a-z0-9_-]*$/)
          .max(63),
        required: z.boolean(),
        env: environmentName.optional(),
      }),
    )
    .default([]),
  environment: z
    .array(
      z.strictObject({
        name: environmentName,
        default: z.string().optional(),
        secret: z.boolean().optional(),
        required: z.boolean().optional(),
      }),
    )
    .default([]),
  /** Debian packages beyond the base image, where wheels do not carry what they need. */
  systemPackages: z.strictObject({ build: z.array(packageName()), runtime: z.array(packageName()) }).optional(),
  registry: z
    .strictObject({
      repository: z
        .string()
        .regex(/^[a-z0-9][a-z0-9._\-/:]*$/, { error: 'a repository in lower case, such as ghcr.io/me/app' })
        .nullable(),
      tags: z.array(word),
    })
    .optional(),
  /** What `audit` follows; dockwright.yaml says more where both speak. */
  audit: auditSettingsSchema.optional(),
  constraints: z.array(z.string()).default([]),
  nonGoals: z.array(z.string()).default([]),
});

function packageName() {
  return z.string().regex(/^[a-z0-9][a-z0-9.+-]*$/, { error: 'the name of a Debian package' });
}

export type Spec = z.output<typeof specSchema>;
export type Criteria = Spec['criteria'];
export type CriterionId = keyof Criteria;
export type SmokeRequest = z.output<typeof smokeRequestSchema>;
export const criterionIds = Object.keys(criteriaSchema.shape) as CriterionId[];
