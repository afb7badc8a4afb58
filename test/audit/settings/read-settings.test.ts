import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { allRules } from '../../../src/audit/all-rules.js';
import { readAuditSettings } from '../../../src/audit/settings/read-settings.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockwright-settings-'));
  await mkdir(join(folder, '.git'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, text: string) => writeFile(join(folder, name), text);
const read = (given = {}, where = folder) => readAuditSettings(where, given, allRules());

describe('audit settings', () => {
  test('are the defaults where no file is', async () => {
    expect(await read()).toMatchObject({ profile: 'default', failOn: 'error', ignore: new Set(), sources: [] });
  });

  test('come from dockwright.yaml, ids of other tools included, found from a folder below', async () => {
    await write(
      'dockwright.yaml',
      'audit:\n  profile: strict\n  failOn: warning\n  ignore: [DL3007]\n  severities: {apt-yes: error}\n  trustedRegistries: [ghcr.io]\n  labels: {org.opencontainers.image.source: url}\n  strictLabels: true\n',
    );
    await mkdir(join(folder, 'a', 'b'), { recursive: true });
    const settings = await read({}, join(folder, 'a', 'b'));
    expect(settings).toMatchObject({
      profile: 'strict',
      failOn: 'warning',
      trustedRegistries: ['ghcr.io'],
      labels: { 'org.opencontainers.image.source': 'url' },
      strictLabels: true,
      sources: [join(folder, 'dockwright.yaml')],
    });
    expect(settings.ignore.has('base-latest')).toBe(true);
    expect(settings.severities.get('apt-yes')).toBe('error');
  });

  test('what the caller says wins, and its ignored rules are added', async () => {
    await write('dockwright.yaml', 'audit:\n  profile: strict\n  ignore: [base-latest]\n');
    const settings = await read({ profile: 'cis', failOn: 'none', ignore: ['DL3014'] });
    expect(settings.profile).toBe('cis');
    expect(settings.failOn).toBe('none');
    expect([...settings.ignore].sort()).toEqual(['apt-yes', 'base-latest']);
  });

  test('.hadolint.yaml is read as hadolint reads it', async () => {
    await write(
      '.hadolint.yaml',
      'failure-threshold: info\nignored:\n  - DL3007\n  - SC2086\noverride:\n  error: [DL3014]\n  style:\ntrustedRegistries: docker.io\nlabel-schema:\n  author: text\n  git-revision: hash\nstrict-labels: true\ndisable-ignore-pragma: true\nformat: tty\nno-color: true\n',
    );
    const settings = await read();
    expect(settings).toMatchObject({
      failOn: 'info',
      trustedRegistries: ['docker.io'],
      labels: { author: 'text', 'git-revision': 'hash' },
      strictLabels: true,
      disableIgnoreComments: true,
    });
    expect(settings.severities.get('apt-yes')).toBe('error');
    expect(settings.ignore).toEqual(new Set(['base-latest', 'shellcheck-sc2086']));
  });

  test('dockwright.yaml has more weight than the Spec, the Spec more than .hadolint.yaml', async () => {
    await write('.hadolint.yaml', 'failure-threshold: style\ntrustedRegistries: [a.example]\n');
    await write(
      'container.spec.yaml',
      `apiVersion: dockwright/v1
goal: x
app: {name: a, version: 1.0.0, language: python, framework: null, entrypoint: main.py, port: null, command: [python, main.py]}
runtime: {version: "3.13", image: "python:3.13-slim", variant: slim, packageManager: none, accelerator: none}
resources: {memory: 512MB, cpus: 1, shm: 64MB}
criteria: {}
audit: {failOn: info, profile: strict}
`,
    );
    await write('dockwright.yaml', 'audit: {failOn: warning}\n');
    expect(await read()).toMatchObject({ failOn: 'warning', profile: 'strict', trustedRegistries: ['a.example'] });
  });

  test.each([
    ['dockwright.yaml', 'audit:\n  ignored: [x]\n', /dockwright\.yaml:?\d*: audit: there is no setting ignored/],
    ['dockwright.yaml', 'audit:\n  ignore: [no-such-rule]\n', /names a rule that does not exist: no-such-rule/],
    ['dockwright.yaml', 'audit:\n  failOn: fatal\n', /:2: audit\.failOn/],
    ['dockwright.yaml', 'audit: [\n', /not valid YAML/],
    ['.hadolint.yaml', 'ignore: [DL3000]\n', /there is no setting ignore/],
    ['.hadolint.yaml', 'label-schema: {a: nothing}\n', /one of text/],
  ])('%s with a fault is an error: %j', async (name, text, message) => {
    await write(name, text);
    await expect(read()).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringMatching(message) });
  });

  test('a file of another folder, above the repository, counts for nothing', async () => {
    await write('dockwright.yaml', 'audit: {profile: strict}\n');
    const inner = join(folder, 'inner');
    await mkdir(join(inner, '.git'), { recursive: true });
    expect((await read({}, inner)).profile).toBe('default');
  });
});
