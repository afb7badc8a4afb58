import type { IContainer, IPodSpec } from 'kubernetes-models/v1';
import { parseDuration, parseSize } from '../../spec/units.js';
import type { Subject } from '../dockerfile/subject.js';
import { imageReference, imageTag } from '../image-reference.js';
import type { Measured } from '../measured.js';
import { environmentOf } from './environment.js';
import type { Names } from './names.js';
import { probesOf } from './probes.js';
import { kubernetesSize, resourcesOf } from './resources.js';

/** What container runtimes give without being asked. */
const usualShm = 64 * 2 ** 20;

/** The pod, as hardened as the image was proven. */
export function podOf(subject: Subject, names: Names, measured: Measured): IPodSpec {
  const { project, spec } = subject;
  const shm = sharedMemory(subject, names);
  return {
    automountServiceAccountToken: false,
    // else every Service of the namespace sets variables, REDIS_PORT=tcp://... for one
    enableServiceLinks: false,
    terminationGracePeriodSeconds: gracePeriod(subject),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: spec.runtime.user,
      runAsGroup: spec.runtime.user,
      ...(names.claims.length ? { fsGroup: spec.runtime.user, fsGroupChangePolicy: 'OnRootMismatch' } : {}),
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(project.kind === 'job' ? { restartPolicy: 'Never' } : {}),
    containers: [containerOf(subject, names, measured, shm > 0)],
    volumes: [
      { name: 'tmp', emptyDir: {} },
      ...(shm ? [{ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: kubernetesSize(shm) } }] : []),
      ...names.claims.map(({ name }) => ({ name, persistentVolumeClaim: { claimName: name } })),
    ],
  };
}

function containerOf({ project, spec, start }: Subject, names: Names, measured: Measured, shm: boolean): IContainer {
  const { port } = spec.app;
  const { values, expected, secrets } = environmentOf(spec);
  const env = [
    ...(port !== null && start.honoursPort ? [{ name: 'PORT', value: String(port) }] : []),
    ...expected.map((name) => ({ name, valueFrom: { configMapKeyRef: { name: names.config, key: name } } })),
    ...secrets.map(({ name, required }) => ({
      name,
      valueFrom: { secretKeyRef: { name: names.secrets, key: name, ...(required ? {} : { optional: true }) } },
    })),
  ];
  return {
    name: names.name,
    image: imageOf(spec, measured),
    ...(port === null ? {} : { ports: [{ name: 'http', containerPort: port }] }),
    ...(values.length ? { envFrom: [{ configMapRef: { name: names.config } }] } : {}),
    ...(env.length ? { env } : {}),
    ...probesOf(project, spec, measured),
    resources: resourcesOf(spec, measured),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: measured.readOnlyRoot ?? true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      ...(shm ? [{ name: 'shm', mountPath: '/dev/shm' }] : []),
      ...names.claims.map(({ name, path }) => ({ name, mountPath: path.toWellFormed() })),
    ],
  };
}

/** By digest where a push recorded it, which no later push can move. */
function imageOf(spec: Subject['spec'], { digest }: Measured): string {
  const repository = spec.registry?.repository;
  if (!repository) return imageReference(spec);
  return `${repository}:${imageTag(spec.app.version)}${digest ? `@${digest}` : ''}`;
}

/** Bytes of /dev/shm where the Spec asks for more than is given anyway; 0 where not. */
function sharedMemory({ spec }: Subject, { claims }: Names): number {
  const bytes = parseSize(spec.resources.shm) ?? 0;
  return bytes > usualShm && !claims.some(({ path }) => path === '/dev/shm') ? bytes : 0;
}

function gracePeriod({ spec }: Subject): number {
  const within = parseDuration(spec.criteria['graceful-shutdown']?.within ?? '') ?? 0;
  return Math.max(30, Math.ceil(within / 1000) + 5);
}
