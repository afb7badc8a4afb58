import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { currentSurroundings } from '../../../src/engine/docker-config.js';
import { findProgram } from '../../../src/engine/find-program.js';
import { generated } from '../generated.js';
import type { Manifest } from './validate.js';

const kubectl = await findProgram('kubectl', currentSurroundings());
const withKubectl = test.skipIf(kubectl === null);

const overlay = `namespace: production
resources: [../../base]
components: [../../components/autoscaling, ../../components/availability]
configMapGenerator:
  - {name: task-api-config, behavior: merge, literals: [REGION=eu]}
`;

/** What Kustomize makes of the base and an overlay that takes everything. */
async function built(value: string): Promise<Manifest[]> {
  const { files } = await generated(['kubernetes'], {
    spec: {
      environment: [
        { name: 'MODE', default: value },
        { name: 'REGION', required: true },
      ],
    },
  });
  const root = mkdtempSync(join(tmpdir(), 'dockwright-kustomize-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of [...files, ['kubernetes/overlays/production/kustomization.yaml', overlay] as const]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const text = execFileSync(kubectl as string, ['kustomize', join(root, 'kubernetes/overlays/production')], {
    encoding: 'utf8',
  });
  return (parseAllDocuments(text) as { toJS(): Manifest }[]).map((document) => document.toJS());
}

withKubectl('an overlay takes the base and the components (needs kubectl on PATH)', async () => {
  const all = await built('INFO');
  expect(all.map(({ kind }) => kind).sort()).toEqual([
    'ConfigMap',
    'Deployment',
    'HorizontalPodAutoscaler',
    'NetworkPolicy',
    'PodDisruptionBudget',
    'Service',
  ]);
  const deployment = all.find(({ kind }) => kind === 'Deployment') as Manifest;
  const config = all.find(({ kind }) => kind === 'ConfigMap') as Manifest;
  expect(deployment.spec).not.toHaveProperty('replicas');
  expect(config).toMatchObject({ data: { MODE: 'INFO', REGION: 'eu' } });
  expect(JSON.stringify(deployment)).toContain(`"configMapRef":{"name":"${config.metadata.name}"}`);
  expect(JSON.stringify(deployment)).toContain(`"configMapKeyRef":{"key":"REGION","name":"${config.metadata.name}"}`);
});

withKubectl.each(['"quoted"', "'", 'a=b', '${HOME} $(id) #', 'line\nline', ' spaces ', 'yes', '日本 😀', ''])(
  'the value %j arrives as it is (needs kubectl on PATH)',
  async (value) => {
    const config = (await built(value)).find(({ kind }) => kind === 'ConfigMap');
    expect(config).toMatchObject({ data: { MODE: value } });
  },
);
