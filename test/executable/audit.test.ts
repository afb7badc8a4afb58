import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectedClient, dockwright, executable } from './dockwright.js';

const noEngine = { DOCKER_HOST: 'tcp://127.0.0.1:1' };
const bad = 'FROM debian:latest\nRUN apt-get update && apt-get install curl\n';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockwright-audit-'));
  await mkdir(join(folder, '.git'));
  await writeFile(join(folder, 'Dockerfile'), bad);
});
afterEach(() => rm(folder, { recursive: true }));

const run = (...args: string[]) => dockwright(['audit', ...args], { cwd: folder, env: noEngine });
const rulesOf = (stdout: string): string[] => JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule);

/** The same with a text on stdin. */
function piped(
  text: string | Buffer,
  ...args: string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [executable, 'audit', ...args], { cwd: folder });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(text);
  });
}

describe('dockwright audit', () => {
  test('prints place, rule, message and the line with a caret; what it finds decides the exit code', async () => {
    const { code, stdout } = await run('Dockerfile');
    expect(code).toBe(0);
    expect(stdout).toContain('Dockerfile:1:6  warning  base-latest  debian:latest is whatever was pushed last');
    expect(stdout).toMatch(/ {4}1 \| FROM debian:latest\n {6}\| {6}\^{13}\n/);
    expect(stdout).toMatch(/^PASS {2}dockerfile Dockerfile: \d+ warnings/m);
    expect((await run('Dockerfile', '--fail-on', 'warning')).code).toBe(1);
    expect((await run('Dockerfile', '--fail-on', 'none')).code).toBe(0);
  });

  test('takes a folder, several files, and stdin', async () => {
    await mkdir(join(folder, 'worker'));
    await writeFile(join(folder, 'worker', 'Dockerfile.dev'), 'FROM debian:latest\n');
    const whole = JSON.parse((await run('.', '--json')).stdout);
    expect(whole.target).toEqual({ kind: 'folder', name: '.' });
    expect([...new Set(whole.findings.map(({ file }: { file: string }) => file))].sort()).toEqual([
      'Dockerfile',
      'worker/Dockerfile.dev',
    ]);
    const two = JSON.parse((await run('Dockerfile', 'worker/Dockerfile.dev', '--json')).stdout);
    expect(two.target.name).toBe('Dockerfile, worker/Dockerfile.dev');
    const stdin = await piped(bad, '-', '--json');
    expect(stdin.code).toBe(0);
    expect(JSON.parse(stdin.stdout).target).toEqual({ kind: 'dockerfile', name: '-' });
    expect(rulesOf(stdin.stdout)).toContain('apt-yes');
  });

  test('settings, profiles and ignore comments decide what speaks', async () => {
    expect(rulesOf((await run('Dockerfile', '--json', '--ignore', 'DL3007')).stdout)).not.toContain('base-latest');
    await writeFile(join(folder, 'dockwright.yaml'), 'audit: {ignore: [apt-yes], severities: {base-latest: error}}\n');
    const { code, stdout } = await run('Dockerfile', '--json');
    expect(code).toBe(1);
    expect(rulesOf(stdout)).not.toContain('apt-yes');
    await writeFile(join(folder, 'Dockerfile'), `# dockwright ignore=base-latest\n${bad}`);
    expect((await run('Dockerfile')).code).toBe(0);
    await writeFile(join(folder, 'dockwright.yaml'), 'audit: {ignore: [nonsense]}\n');
    const broken = await run('Dockerfile', '--json');
    expect(broken.code).toBe(2);
    expect(JSON.parse(broken.stdout).error.message).toContain('nonsense');
  });

  test('--fix mends the file, keeps the rest, shows the diff, and has nothing to do the second time', async () => {
    const text = `# keep me\r\n${bad.replaceAll('\n', '\r\n')}`;
    await writeFile(join(folder, 'Dockerfile'), `\uFEFF${text}`);
    await chmod(join(folder, 'Dockerfile'), 0o640);
    const { code, stdout } = await run('Dockerfile', '--fix');
    expect(code).toBe(0);
    expect(stdout).toContain('+RUN apt-get update && apt-get install -y');
    const mended = await readFile(join(folder, 'Dockerfile'), 'utf8');
    expect(mended.startsWith('\uFEFF# keep me\r\nFROM debian:latest\r\n')).toBe(true);
    expect((await stat(join(folder, 'Dockerfile'))).mode & 0o777).toBe(0o640);
    expect(rulesOf((await run('Dockerfile', '--json')).stdout)).not.toContain('apt-yes');
    expect((await run('Dockerfile', '--fix', '--json')).stdout).toContain('"fixed": []');
    expect(await readFile(join(folder, 'Dockerfile'), 'utf8')).toBe(mended);
  });

  test('--fix leaves a file alone that is not UTF-8, and has nothing to do on stdin', async () => {
    await writeFile(
      join(folder, 'Dockerfile'),
      Buffer.concat([Buffer.from('# caf\xe9\n', 'latin1'), Buffer.from(bad)]),
    );
    const before = await readFile(join(folder, 'Dockerfile'));
    expect((await run('Dockerfile', '--fix')).code).toBe(2);
    expect(await readFile(join(folder, 'Dockerfile'))).toEqual(before);
    expect((await piped(bad, '-', '--fix')).code).toBe(2);
  });

  test('--baseline silences what was there, also when lines move, and nothing new', async () => {
    const first = await run('Dockerfile', '--baseline', 'known.json', '--json', '--fail-on', 'warning');
    expect(first.code).toBe(0);
    await writeFile(join(folder, 'Dockerfile'), `# moved\n\n${bad}RUN apt-get install vim\n`);
    const second = await run('Dockerfile', '--baseline', 'known.json', '--json', '--fail-on', 'warning');
    expect(second.code).toBe(1);
    const { findings } = JSON.parse(second.stdout);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every(({ line }: { line: number }) => line === 5)).toBe(true);
    await writeFile(join(folder, 'known.json'), '{}');
    expect((await run('Dockerfile', '--baseline', 'known.json')).code).toBe(2);
  });

  test('formats for programs', async () => {
    expect((await run('Dockerfile', '--format', 'github')).stdout).toMatch(
      /^::warning file=Dockerfile,line=1,endLine=1,col=6,endColumn=19,title=base-latest::/m,
    );
    const sarif = JSON.parse((await run('Dockerfile', '--format', 'sarif')).stdout);
    expect(sarif.version).toBe('2.1.0');
    const [{ results, tool }] = sarif.runs;
    const yes = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'apt-yes');
    expect(tool.driver.rules[yes.ruleIndex].id).toBe('apt-yes');
    expect(yes.partialFingerprints['dockwright/v1']).toMatch(/^[0-9a-f]{32}$/);
    expect(yes.locations[0].physicalLocation.artifactLocation.uri).toBe('Dockerfile');
    expect((await run('Dockerfile', '--format', 'nonsense')).code).toBe(2);
  });

  test.each([
    ['a path that is not there', ['./missing'], 'path-not-found'],
    ['a folder with nothing in it', ['.git'], 'no-project-found'],
    ['a file that is no text', ['binary'], 'invalid-input'],
    ['a flag that there is none of', ['Dockerfile', '--nothing'], 'invalid-input'],
    ['a build stage that is not there', ['Dockerfile', '--stage', 'nothing'], 'invalid-input'],
  ])('%s is a clear error', async (_, args, code) => {
    await writeFile(join(folder, 'binary'), Buffer.from([70, 0, 1, 2]));
    const { code: exit, stdout } = await run(...args, '--json');
    expect(exit).toBe(2);
    expect(JSON.parse(stdout).error.code).toBe(code);
  });
});

describe('audit_image over MCP', () => {
  test('audits a text and a file, and says so where a path is relative', async () => {
    const client = await connectedClient();
    try {
      const text = await client.callTool({ name: 'audit_image', arguments: { content: bad } });
      expect(text.structuredContent).toMatchObject({ target: { kind: 'dockerfile' }, verdict: 'pass' });
      const file = await client.callTool({
        name: 'audit_image',
        arguments: { target: join(folder, 'Dockerfile'), failOn: 'warning' },
      });
      expect(file.structuredContent).toMatchObject({ verdict: 'fail' });
      expect(JSON.stringify(file.content)).toContain('apt-yes');
      const relative = await client.callTool({ name: 'audit_image', arguments: { target: './Dockerfile' } });
      expect(relative.isError).toBe(true);
      expect(JSON.stringify(relative.content)).toContain('absolute');
    } finally {
      await client.close();
    }
  });

  test('a long list is cut with a word, and the whole is a resource', async () => {
    await writeFile(join(folder, 'Dockerfile'), `FROM debian:latest\n${'RUN apt-get install curl\n'.repeat(80)}`);
    const client = await connectedClient();
    try {
      const args = { target: join(folder, 'Dockerfile'), profile: 'strict' };
      const { structuredContent, content } = await client.callTool({ name: 'audit_image', arguments: args });
      const answer = structuredContent as {
        findings: unknown[];
        summary: Record<string, number>;
        omitted: { what: string; resource: string };
      };
      expect(answer.findings).toHaveLength(100);
      const total = Object.values(answer.summary).reduce((sum, count) => sum + count, 0);
      expect(answer.omitted.what).toBe(`${total - 100} more findings are left out here.`);
      expect(content).toContainEqual(expect.objectContaining({ type: 'resource_link', uri: answer.omitted.resource }));
      const { contents } = await client.readResource({ uri: answer.omitted.resource });
      expect(JSON.parse((contents[0] as { text: string }).text).findings).toHaveLength(total);
      await expect(client.readResource({ uri: 'dockwright://answers/nothing' })).rejects.toThrow(/not kept/);
    } finally {
      await client.close();
    }
  });
});
