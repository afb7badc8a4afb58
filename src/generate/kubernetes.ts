import type { Document } from 'yaml';
import type { Project } from '../project/project.js';
import type { Spec } from '../spec/schema.js';
import { parseDuration, parseSize } from '../spec/units.js';
import type { Subject } from './dockerfile/subject.js';
import { volumePaths } from './dockerfile/volumes.js';
import type { GeneratedFile, Rationale } from './files.js';
import { imageReference, imageTag } from './image-reference.js';
import { sign } from './signature.js';
import { yamlDocument, yamlText } from './text/yaml.js';

const file = 'kubernetes.yaml';

/** kubernetes.yaml: Deployment (or Job), Service where it listens, and a claim for each volume; as hardened as it was proven. */
export function renderKubernetes({ project, spec, start }: Subject): {
  files: GeneratedFile[];
  rationale: Rationale[];
} {
  const name = resourceName(spec.app.name);
  const labels = { 'app.kubernetes.io/name': name };
  const claims = volumePaths(spec.volumes).map((path, index) => ({ path, name: `${name}-data-${index + 1}` }));
  const template = {
    metadata: { labels },
    spec: {
      automountServiceAccountToken: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: spec.runtime.user,
        runAsGroup: spec.runtime.user,
        ...(claims.length ? { fsGroup: spec.runtime.user } : {}),
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [container(project, spec, name, claims, start.honoursPort)],
      ...(project.kind === 'job' ? { restartPolicy: 'Never' } : {}),
      volumes: [
        { name: 'tmp', emptyDir: {} },
        ...claims.map((claim) => ({ name: claim.name, persistentVolumeClaim: { claimName: claim.name } })),
      ],
    },
  };
  const workload =
    project.kind === 'job'
      ? { apiVersion: 'batch/v1', kind: 'Job', metadata: { name, labels }, spec: { backoffLimit: 2, template } }
      : {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name, labels },
          spec: {
            replicas: 1,
            // a volume that one pod holds cannot be taken over by the next before it is gone
            ...(claims.length ? { strategy: { type: 'Recreate' } } : {}),
            selector: { matchLabels: labels },
            template,
          },
        };
  const documents = [
    workload,
    ...(spec.app.port === null ? [] : [service(name, labels)]),
    ...claims.map((claim) => persistentVolumeClaim(claim.name)),
  ].map(yamlDocument);
  const content = join(documents, spec);
  return { files: [{ path: file, content: sign(content) }], rationale: rationaleOf(content) };
}

/** A DNS label: at most 63 letters, digits and hyphens. */
export function resourceName(name: string): string {
  const label = name
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 52)
    .replace(/-+$/, '');
  return /^[a-z]/.test(label) ? label : `app-${label}`;
}

function container(
  project: Project,
  spec: Spec,
  name: string,
  claims: { path: string; name: string }[],
  honoursPort: boolean,
): Record<string, unknown> {
  const { port } = spec.app;
  const { memory, cpus } = spec.resources;
  const limit = kubernetesSize(parseSize(memory) ?? 512e6);
  const repository = spec.registry?.repository;
  const environment = [
    ...(port !== null && honoursPort ? [{ name: 'PORT', value: String(port) }] : []),
    ...spec.environment.flatMap((variable) => environmentEntry(variable, `${name}-secrets`)),
  ];
  return {
    name,
    image: repository ? `${repository}:${imageTag(spec.app.version)}` : imageReference(spec),
    ...(port === null ? {} : { ports: [{ name: 'http', containerPort: port }] }),
    ...(environment.length ? { env: environment } : {}),
    ...probes(project, spec),
    resources: {
      requests: { cpu: `${Math.max(50, Math.round(cpus * 250))}m`, memory: limit },
      limits: { memory: limit, ...(spec.runtime.accelerator === 'cuda' ? { 'nvidia.com/gpu': 1 } : {}) },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      ...claims.map((claim) => ({ name: claim.name, mountPath: claim.path })),
    ],
  };
}

function environmentEntry(
  { name, default: value, secret, required }: Spec['environment'][number],
  secrets: string,
): object[] {
  if (secret || (required && value === undefined))
    return [
      { name, valueFrom: { secretKeyRef: { name: secrets, key: name, ...(required ? {} : { optional: true }) } } },
    ];
  // Kubernetes expands $(NAME) in values; $$ is one dollar sign
  return value === undefined ? [] : [{ name, value: value.toWellFormed().replaceAll('$', '$$$$') }];
}

function probes({ routes }: Project, { criteria, app }: Spec): Record<string, unknown> {
  const { health } = criteria;
  if (!health || app.port === null) return {};
  const check = 'path' in health ? { httpGet: { path: health.path, port: 'http' } } : { tcpSocket: { port: 'http' } };
  const ready = routes.find(
    ({ method, path }) => method === 'GET' && /^\/(?:health\/)?(?:ready|readyz|readiness)\/?$/.test(path),
  );
  const timeoutSeconds = Math.max(1, Math.ceil((parseDuration(health.within) ?? 3000) / 1000));
  const start = parseDuration(criteria['cold-start']?.max ?? '') ?? 30_000;
  return {
    startupProbe: {
      ...check,
      periodSeconds: 2,
      timeoutSeconds,
      failureThreshold: Math.max(15, Math.ceil(start / 1000)),
    },
    readinessProbe: {
      ...(ready ? { httpGet: { path: ready.path, port: 'http' } } : check),
      periodSeconds: 10,
      timeoutSeconds,
    },
    livenessProbe: { ...check, periodSeconds: 20, timeoutSeconds, failureThreshold: 3 },
  };
}

function service(name: string, labels: Record<string, string>): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels },
    spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  };
}

function persistentVolumeClaim(name: string): object {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  };
}

function kubernetesSize(bytes: number): string {
  if (bytes % 1e9 === 0) return `${bytes / 1e9}G`;
  return bytes % 1e6 === 0 ? `${bytes / 1e6}M` : String(bytes);
}

function join(documents: Document[], spec: Spec): string {
  const secrets = spec.environment.some(
    ({ secret, required, default: value }) => secret || (required && value === undefined),
  );
  const create = secrets
    ? `# Secrets: kubectl create secret generic ${resourceName(spec.app.name)}-secrets --from-env-file=.env\n`
    : '';
  return `# ${spec.app.name} on Kubernetes, as container.spec.yaml has it; written by dockwright.\n${create}${documents.map(yamlText).join('---\n')}\n`;
}

const reasons: [key: string, principle: string, reason: string][] = [
  ['runAsNonRoot:', 'non-root', 'The kubelet refuses to start the image as root'],
  ['readOnlyRootFilesystem:', 'read-only-root', 'Nothing is writable but /tmp and the volumes'],
  ['readinessProbe:', 'health-check', 'The health check of the image; Kubernetes does not read HEALTHCHECK'],
  [
    'limits:',
    'resource-limits',
    'resources of container.spec.yaml; no CPU limit, which would throttle an idle machine',
  ],
  ['secretKeyRef:', 'no-secrets', 'Secrets come from the cluster'],
];

function rationaleOf(content: string): Rationale[] {
  const lines = content.split('\n').map((line) => line.trim());
  return reasons.flatMap(([key, principle, reason]) => {
    const index = lines.indexOf(key) >= 0 ? lines.indexOf(key) : lines.findIndex((line) => line.startsWith(`${key} `));
    return index < 0 ? [] : [{ file, line: index + 1, principle, reason }];
  });
}
