import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isOurs } from '../../../src/generate/signature.js';
import { baseName } from '../../../src/generate/updates/base-name.js';
import { generated } from '../generated.js';

interface Update {
  'package-ecosystem': string;
  ignore?: { 'dependency-name': string; 'update-types': string[] }[];
  schedule: { interval: string };
}

async function updates(options: Parameters<typeof generated>[1] = {}): Promise<Update[]> {
  const { files } = await generated(['dependabot'], options);
  const file = parse(files.get('.github/dependabot.yml') as string) as { version: number; updates: Update[] };
  expect(file.version).toBe(2);
  return file.updates;
}

describe('dependabot.yml', () => {
  test('keeps the base image’s digest, the actions and the dependencies fresh, and leaves the Python to the Spec', async () => {
    const all = await updates();
    expect(all.map((one) => one['package-ecosystem'])).toEqual(['docker', 'github-actions', 'uv']);
    expect(all[0]?.ignore).toEqual([
      { 'dependency-name': 'python', 'update-types': ['version-update:semver-major', 'version-update:semver-minor'] },
    ]);
    for (const { schedule } of all) expect(schedule).toEqual({ interval: 'weekly' });
  });

  test('looks at the services of Compose where there are some', async () => {
    const all = await updates({ spec: { services: [{ name: 'postgres', required: true }] } });
    expect(all.map((one) => one['package-ecosystem'])).toContain('docker-compose');
  });

  test.each([
    ['pip', 'pip'],
    ['poetry', 'pip'],
    ['pipenv', 'pip'],
    ['pdm', undefined],
    ['none', undefined],
  ] as const)('for %s takes %s', async (manager, ecosystem) => {
    const all = await updates({ project: { dependencies: { manager } } });
    expect(all[2]?.['package-ecosystem']).toBe(ecosystem);
  });
});

describe('renovate.json5', () => {
  test('finds runtime.image of the Spec, with and without a digest and a registry’s port', async () => {
    const { files } = await generated(['renovate'], {});
    const text = files.get('.github/renovate.json5') as string;
    expect(isOurs(text)).toBe(true);
    const { customManagers, packageRules } = JSON.parse(text.replace(/^\s*\/\/.*$/gm, '')) as {
      customManagers: { matchStrings: string[] }[];
      packageRules: { matchPackageNames?: string[] }[];
    };
    expect(packageRules.flatMap(({ matchPackageNames = [] }) => matchPackageNames)).toEqual(['python']);
    const pattern = new RegExp(customManagers[0]?.matchStrings[0] as string);
    const digest = `sha256:${'a'.repeat(64)}`;
    for (const [line, found] of [
      ['  image: python:3.13-slim', { depName: 'python', currentValue: '3.13-slim' }],
      [
        `  image: "python:3.13-slim@${digest}"`,
        { depName: 'python', currentValue: '3.13-slim', currentDigest: digest },
      ],
      [
        '  image: mirror.example.com:5000/library/python:3.13',
        { depName: 'mirror.example.com:5000/library/python', currentValue: '3.13' },
      ],
      [
        'runtime: {version: "3.12", image: "python:3.12-slim", variant: slim}',
        { depName: 'python', currentValue: '3.12-slim' },
      ],
    ] as const)
      expect({ ...pattern.exec(line)?.groups }).toMatchObject(found);
  });
});

test.each([
  ['python:3.13-slim', 'python'],
  ['python:3.13-slim@sha256:abc', 'python'],
  ['mirror.example.com:5000/library/python', 'mirror.example.com:5000/library/python'],
  ['nvidia/cuda:12.8.0-runtime-ubuntu24.04', 'nvidia/cuda'],
  ['scratch', null],
])('the base of %s is %s', (image, name) => {
  expect(baseName(image)).toBe(name);
});
