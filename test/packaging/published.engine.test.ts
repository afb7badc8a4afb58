import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeWithEngine } from '../lab/engine.js';

const root = path.resolve(import.meta.dirname, '../..');
const versions = ['skills-ref==0.1.1', 'skillsaw==0.22.0'];
const registryRules = ['server-json-valid', 'version-semver', 'npm-name-match'].map((rule) => `mcp-registry-${rule}`);

/** Validators that are Python programs, each in a container, so that nothing of them is installed here. */
const script = `set -e
  mkdir /work && cd /work && tar -x
  pip install --quiet --no-cache-dir --root-user-action=ignore --disable-pip-version-check ${versions.join(' ')}
  echo "== skill"; agentskills validate skill/dockwright
  echo "== server.json"; skillsaw lint --strict --quiet ${registryRules.map((rule) => `--rule ${rule}`).join(' ')} registry
  sed -i 's/"version": "/"version": "^/' registry/server.json; sed -i 's/^name:.*/name: Other/' skill/dockwright/SKILL.md
  echo "== mistakes"; ! agentskills validate skill/dockwright 2>&1; ! skillsaw lint --strict --quiet ${registryRules.map((rule) => `--rule ${rule}`).join(' ')} registry`;

describeWithEngine('what is published besides the package', () => {
  test('the skill is valid to skills-ref, server.json to the schemas of the registry; their mistakes would be seen', () => {
    const moved = ['--transform', 's,^\\(server\\|package\\)\\.json,registry/&,'];
    const files = execFileSync('tar', ['-c', '-C', root, ...moved, 'skill', 'server.json', 'package.json']);
    const said = execFileSync('docker', ['run', '--rm', '-i', 'python:3.13-slim', 'sh', '-c', script], {
      input: files,
      encoding: 'utf8',
      timeout: 120_000,
    });
    const [skill, server, mistakes] = said.split(/^== .*\n/m).slice(1);
    expect(skill).toContain('Valid skill');
    expect(server).not.toMatch(/ERROR|WARNING/);
    expect(mistakes).toContain('must match');
    expect(mistakes).toContain('mcp-registry-server-json-valid');
  });
});
