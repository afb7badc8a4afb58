import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Measured } from '../../../src/generate/measured.js';
import type { ProjectChanges } from '../a-project.js';
import { generated } from '../generated.js';
import { type Manifest, validManifests } from './validate.js';

type Spec = NonNullable<Parameters<typeof generated>[1]['spec']>;

interface Container {
  image: string;
  env?: { name: string; value?: string; valueFrom?: object }[];
  envFrom?: object[];
  resources: { requests: Record<string, string>; limits: Record<string, unknown> };
  startupProbe?: { failureThreshold: number; periodSeconds: number };
  readinessProbe?: object;
  livenessProbe?: object;
  securityContext: object;
  volumeMounts: { name: string; mountPath: string }[];
}

async function manifests({
  project,
  spec,
  measured,
}: {
  project?: ProjectChanges;
  spec?: Spec;
  measured?: Measured;
} = {}) {
  const { files, warnings, rationale } = await generated(['kubernetes'], {
    ...(project ? { project } : {}),
    ...(spec ? { spec } : {}),
    ...(measured ? { measured } : {}),
  });
  const resources = [...files].filter(([path]) => !path.endsWith('kustomization.yaml'));
  const all = resources.flatMap(([, content]) => validManifests(content));
  const workload = all.find(({ kind }) => kind === 'Deployment' || kind === 'Job') as Manifest;
  const pod = (workload.spec.template as { spec: Record<string, unknown> & { containers: Container[] } }).spec;
  return { files, warnings, rationale, all, workload, pod, container: pod.containers[0] as Container };
}

describe('the Kustomize base', () => {
  test('is valid by the schemas of Kubernetes, and names each of its files', async () => {
    const { files, all } = await manifests();
    expect(all.map(({ kind }) => kind)).toEqual([
      'Deployment',
      'Service',
      'NetworkPolicy',
      'HorizontalPodAutoscaler',
      'PodDisruptionBudget',
    ]);
    const base = parse(files.get('kubernetes/base/kustomization.yaml') as string) as { resources: string[] };
    expect(base.resources.map((file) => `kubernetes/base/${file}`)).toEqual(
      [...files.keys()].filter((path) => path.startsWith('kubernetes/base/') && !path.endsWith('kustomization.yaml')),
    );
  });

  test('runs as the image was proven', async () => {
    const { pod, container } = await manifests({ spec: { registry: { repository: 'ghcr.io/me/x', tags: [] } } });
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 1000,
        runAsGroup: 1000,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    });
    expect(container).toMatchObject({
      image: 'ghcr.io/me/x:1.0.0',
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    });
  });

  test('asks the health routes, and lets a start take its time', async () => {
    const { container } = await manifests({
      project: {
        routes: [
          { method: 'GET', path: '/health', file: 'main.py' },
          { method: 'GET', path: '/ready', file: 'main.py' },
        ],
      },
    });
    expect(container).toMatchObject({
      startupProbe: { httpGet: { path: '/health', port: 'http' }, periodSeconds: 2, failureThreshold: 30 },
      readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
      livenessProbe: { httpGet: { path: '/health', port: 'http' } },
    });
    const tcp = await manifests({ spec: { criteria: { health: { tcp: true } } } });
    expect(tcp.container.livenessProbe).toMatchObject({ tcpSocket: { port: 'http' } });
  });

  test.each([
    [{}, 60],
    [{ coldStartMs: 364 }, 60],
    [{ coldStartMs: 45_000 }, 450],
    [{ coldStartMs: 6_100 }, 90],
  ])('with %j a start may take %i seconds', async (measured, seconds) => {
    const { container } = await manifests({ measured });
    const { failureThreshold, periodSeconds } = container.startupProbe as NonNullable<Container['startupProbe']>;
    expect(failureThreshold * periodSeconds).toBe(seconds);
  });

  test.each([
    [{}, '512M'],
    [{ memoryBytes: 35_737_600 }, '64M'],
    [{ memoryBytes: 151e6 }, '256M'],
    [{ memoryBytes: 500e6 }, '512M'],
  ])('with %j it asks for %s of memory, and may use what the Spec allows', async (measured, memory) => {
    const { container } = await manifests({ measured });
    expect(container.resources).toEqual({
      requests: { cpu: '250m', memory },
      limits: { cpu: '1', memory: '512M' },
    });
  });

  test('never asks for more than its limit, and takes the GPU that it needs', async () => {
    const { container } = await manifests({
      project: { accelerator: 'cuda' },
      spec: { resources: { memory: '1.5GB', cpus: 0.02, shm: '64MB' } },
    });
    expect(container.resources).toEqual({
      requests: { cpu: '20m', memory: '1500M' },
      limits: { cpu: '20m', memory: '1500M', 'nvidia.com/gpu': 1 },
    });
  });

  test('follows the newest proof: the digest that was pushed, a root that had to be writable', async () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const measured = { digest, readOnlyRoot: false, coldStartMs: 900, memoryBytes: 60e6 };
    const { container, rationale } = await manifests({
      spec: { registry: { repository: 'ghcr.io/me/x', tags: [] } },
      measured,
    });
    expect(container.image).toBe(`ghcr.io/me/x:1.0.0@${digest}`);
    expect(container.securityContext).toMatchObject({ readOnlyRootFilesystem: false });
    expect(rationale.map(({ reason }) => reason).join('\n')).toMatch(/900 ms[\s\S]*60 MB/);
    for (const { file, line } of rationale)
      expect([file, line]).toEqual(['kubernetes/base/deployment.yaml', expect.any(Number)]);
  });

  test('a new proof that differs little changes nothing', async () => {
    const once = await manifests({ measured: { coldStartMs: 364, memoryBytes: 35_737_600 } });
    const again = await manifests({ measured: { coldStartMs: 885, memoryBytes: 35_213_312 } });
    expect(again.files).toEqual(once.files);
  });
});

describe('configuration', () => {
  const environment = [
    { name: 'API_KEY', secret: true, required: true, default: 'sk-live' },
    { name: 'TOKEN', secret: true },
    { name: 'MODE', default: '"$(id)" yes' },
    { name: 'REGION', required: true },
    { name: 'PORT', default: '1' },
  ];

  test('comes from a ConfigMap, secrets by reference to a Secret, and no secret’s value is written', async () => {
    const { files, container } = await manifests({
      spec: { environment, services: [{ name: 'redis', required: true, env: 'REDIS_URL' }] },
    });
    expect(container.envFrom).toEqual([{ configMapRef: { name: 'task-api-config' } }]);
    const secret = (key: string, optional?: true) => ({
      name: key,
      valueFrom: { secretKeyRef: { name: 'task-api-secrets', key, ...(optional ? { optional } : {}) } },
    });
    expect(container.env).toEqual([
      { name: 'PORT', value: '8000' },
      { name: 'REGION', valueFrom: { configMapKeyRef: { name: 'task-api-config', key: 'REGION' } } },
      secret('API_KEY'),
      secret('TOKEN', true),
      secret('REDIS_URL'),
    ]);
    const text = files.get('kubernetes/base/kustomization.yaml') as string;
    expect(parse(text)).toMatchObject({
      configMapGenerator: [{ name: 'task-api-config', literals: ['MODE=""$(id)" yes"'] }],
    });
    expect([...files.values()].join('')).not.toContain('sk-live');
  });

  test('the notes say what an overlay must set, and how a vault fills the Secret', async () => {
    const { files } = await manifests({ spec: { environment } });
    const text = files.get('kubernetes/base/kustomization.yaml') as string;
    expect(text).toContain('{name: task-api-config, behavior: merge, literals: [REGION=...]}');
    expect(text).toContain('kubectl create secret generic task-api-secrets --from-env-file=.env');
    expect(text).toMatch(/# From a vault instead, such as Azure Key Vault/);
    expect((await manifests()).files.get('kubernetes/base/kustomization.yaml')).not.toContain('Secret');
  });
});

describe('what is written to', () => {
  test('volumes are claims, which one pod holds at a time', async () => {
    const { all, workload, pod, container } = await manifests({
      spec: { volumes: ['/app/data', '/var/cache/models'] },
    });
    expect(all.map(({ kind }) => kind)).toEqual([
      'Deployment',
      'Service',
      'PersistentVolumeClaim',
      'PersistentVolumeClaim',
      'NetworkPolicy',
    ]);
    expect(workload.spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    expect(pod.securityContext).toMatchObject({ fsGroup: 1000, fsGroupChangePolicy: 'OnRootMismatch' });
    expect(container.volumeMounts.map(({ mountPath }) => mountPath)).toEqual([
      '/tmp',
      '/app/data',
      '/var/cache/models',
    ]);
    expect(pod.volumes).toMatchObject([
      { name: 'tmp', emptyDir: {} },
      { persistentVolumeClaim: { claimName: 'task-api-data-1' } },
      { persistentVolumeClaim: { claimName: 'task-api-data-2' } },
    ]);
  });

  test('a bigger /dev/shm is memory of that size', async () => {
    const { pod, container } = await manifests({ spec: { resources: { memory: '4GB', cpus: 2, shm: '1GB' } } });
    expect(pod.volumes).toContainEqual({ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '1G' } });
    expect(container.volumeMounts).toContainEqual({ name: 'shm', mountPath: '/dev/shm' });
  });

  test('a path that Kubernetes cannot mount is told', async () => {
    const { warnings } = await manifests({ spec: { volumes: ['/data/a:b'] } });
    expect(warnings).toContainEqual(expect.stringContaining('/data/a:b'));
  });
});

describe('what serves no port', () => {
  test('a job is a Job, with nothing that only services have', async () => {
    const { files, all, workload, pod, container } = await manifests({
      project: { kind: 'job', port: null, command: ['python', 'job.py'], healthPath: null },
    });
    expect(all.map(({ kind }) => kind)).toEqual(['Job', 'NetworkPolicy']);
    expect(workload.spec).toMatchObject({ backoffLimit: 2 });
    expect(pod.restartPolicy).toBe('Never');
    expect(container.startupProbe).toBeUndefined();
    expect([...files.keys()].some((path) => path.includes('components'))).toBe(false);
  });

  test('a worker is a Deployment that nothing reaches', async () => {
    const { all } = await manifests({
      project: { kind: 'worker', port: null, command: ['python', 'w.py'], healthPath: null },
    });
    expect(all.map(({ kind }) => kind)).not.toContain('Service');
    const policy = all.find(({ kind }) => kind === 'NetworkPolicy');
    expect(policy?.spec).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'task-api' } },
      policyTypes: ['Ingress'],
    });
  });
});

test.each([
  ['a_b.c', 'a-b-c'],
  ['9lives', 'app-9lives'],
  ['x'.repeat(128), 'x'.repeat(48)],
])('the application %s is called %s', async (name, called) => {
  const { workload } = await manifests({ project: { name } });
  expect(workload.metadata.name).toBe(called);
});
