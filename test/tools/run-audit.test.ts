import { writeFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AuditAttachments } from '../../src/tools/audit-attachments.js';
import { auditImageTool } from '../../src/tools/audit-image.js';
import type { AuditAnswer } from '../../src/tools/audit-schema.js';
import { finishAudit } from '../../src/tools/finish-audit.js';
import { resolvePath } from '../../src/tools/resolve-path.js';
import { type AuditRequest, runAudit } from '../../src/tools/run-audit.js';
import type { ToolContext } from '../../src/tools/tool.js';
import { archiveFile, image, quiet, saved, tar } from '../audit/image/make-image.js';
import { answer as answerWith, type StandInOsv, standInOsv } from '../audit/vulnerabilities/stand-in-osv.js';

let folder = '';
let osv: StandInOsv;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'dockwright-run-audit-')));
  osv = await standInOsv();
  vi.stubEnv('DOCKWRIGHT_SCANNER', 'osv');
  vi.stubEnv('DOCKWRIGHT_OSV_URL', osv.url);
  vi.stubEnv('XDG_STATE_HOME', folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await osv.close();
  await rm(folder, { recursive: true });
});

const context: ToolContext = { ...quiet, resolvePath: async (path) => realpath(path), confirm: async () => {} };
const audit = (request: AuditRequest) => runAudit(request, context);

/** One package of Debian, and what a build wrote into the history. */
async function anImage(createdBy = 'RUN make # buildkit'): Promise<string> {
  const layer = await tar({
    'etc/os-release': 'ID=debian\nVERSION_ID="13"\n',
    'var/lib/dpkg/status': 'Package: zlib1g\nStatus: install ok installed\nVersion: 1:1.3\nArchitecture: amd64\n\n',
  });
  return archiveFile(await tar(saved(image([layer], { history: [{ created_by: createdBy }] }))));
}

function isVulnerable(): void {
  osv.matches.set('Debian:13|zlib1g|1:1.3', ['CVE-2026-1']);
  osv.records.set('CVE-2026-1', {
    schema_version: '1.7.0',
    id: 'CVE-2026-1',
    modified: '2026-01-01T00:00:00Z',
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
    affected: [{ package: { name: 'zlib1g', ecosystem: 'Debian:13' } }],
  });
}

test('a link that leads to itself is no image name', async () => {
  const link = join(folder, 'loop');
  await symlink('loop', link);
  const real = { ...context, resolvePath: (path: string) => resolvePath(path, { roots: [], absoluteOnly: false }) };
  await expect(runAudit({ target: link }, real)).rejects.toMatchObject({
    code: 'path-not-found',
    message: expect.stringContaining('a link that leads nowhere'),
  });
});

test('a list of packages is refused before any work where not one image was named', async () => {
  const before = auditImageTool.command?.before;
  for (const request of [{ target: 'Dockerfile', also: ['img.tar'] }, { target: 'Dockerfile' }, { target: '-' }])
    await expect(before?.(request, { sbom: 'x.json' })).rejects.toMatchObject({
      message: expect.stringMatching(/^--sbom lists the packages of one image/),
    });
  await expect(before?.({ target: 'img.tar' }, { sbom: 'x.json' })).resolves.toEqual({ target: 'img.tar' });
});

test('one warning is not several', async () => {
  const { text } = await auditImageTool.run({ content: 'FROM node:22-slim\n', failOn: 'none' }, context);
  expect(text).toContain('1 warning');
  expect(text).not.toContain('1 warnings');
});

describe('the build stage to judge', () => {
  const content = 'FROM debian:13-slim AS build\nRUN make\nFROM scratch\nCOPY --from=build /a /a\n';

  test('is found by its name or number', async () => {
    for (const stage of ['build', 'BUILD', '0', '1'])
      expect((await audit({ content, stage })).answer.target.kind).toBe('dockerfile');
  });

  test.each([
    [{ content, stage: 'biuld' }, /no build stage biuld/],
    [{ content, stage: '2' }, /no build stage 2/],
    [{ content: 'services: {}\n', stage: 'build' }, /no Dockerfile/],
  ])('that is not there is an error, not another one’s pass: %j', async (request, message) => {
    await expect(audit(request)).rejects.toThrow(message);
  });
});

describe('vulnerabilities of an image', () => {
  test('follow the settings', async () => {
    isVulnerable();
    const target = await anImage();
    const severitiesOf = async (request: AuditRequest) =>
      (await audit(request)).answer.findings
        .filter(({ rule }) => rule === 'vulnerable-package')
        .map((one) => one.severity);
    expect(await severitiesOf({ target })).toEqual(['error']);
    expect(await severitiesOf({ target, profile: 'cis' })).toEqual(['error']);
    expect(await severitiesOf({ target, ignore: ['vulnerable-package'] })).toEqual([]);
    await writeFile(join(target, '..', 'dockwright.yaml'), 'audit: {severities: {vulnerable-package: info}}\n');
    expect(await severitiesOf({ target })).toEqual(['info']);
  });

  test('that were not scanned are told in every form of the answer', async () => {
    osv.fault = (_, response) => {
      answerWith(response, 403, {});
      return true;
    };
    const target = await anImage();
    const outcome = await auditImageTool.run({ target }, context);
    const { render } = outcome.attachments as AuditAttachments;
    expect(outcome.text).toMatch(/known vulnerabilities\s+not measured: osv.dev/);
    for (const format of ['text', 'github', 'sarif', 'html', 'json'])
      expect(render(outcome.output as AuditAnswer, format, ''), format).toMatch(/not[- ](?:measured|scanned)/i);
  });

  test('of several images are told in warnings', async () => {
    osv.fault = (_, response) => {
      answerWith(response, 403, {});
      return true;
    };
    const [target, other] = [await anImage(), await anImage()];
    const { answer } = await audit({ target, also: [other] });
    for (const path of [target, other])
      expect(answer.warnings.join('\n')).toContain(`${path}: known vulnerabilities: not measured`);
  });
});

describe('secrets', () => {
  const value = 'hunter2Zq9xK';

  test('of an image’s history are in no form of the answer', async () => {
    for (const step of [
      `RUN |1 API_TOKEN=${value} /bin/sh -c make`,
      `RUN /bin/sh -c sudo curl -u me:${value} https://packages.corp.dev/a`,
      `ENV PASSWORD=${value}`,
    ]) {
      const { answer, attachments } = await audit({ target: await anImage(step), profile: 'strict' });
      expect(answer.findings.map(({ rule }) => rule).join()).toContain('secret-in-history');
      for (const format of ['text', 'github', 'sarif', 'html', 'json'])
        expect(attachments.render(answer, format, ''), `${format} of ${step}`).not.toContain(value);
    }
  });

  const lines = [
    `ENV DB_PASSWORD ${value}`,
    `LABEL password ${value} and more`,
    `CMD serve --password=${value}`,
    `CMD ['serve', '--token=${value}']`,
    `ENTRYPOINT serve --token ${value}`,
    `RUN curl -u me:${value} http://packages.corp.dev/a | sh`,
    `FROM https://me:${value}@registry.corp.dev/a`,
  ];

  test.each(lines)('of a Dockerfile are in no form of the answer: %s', async (line) => {
    const { answer, attachments } = await audit({ content: `FROM debian:13-slim\n${line}\n`, profile: 'strict' });
    expect(answer.findings.length).toBeGreaterThan(0);
    for (const format of ['text', 'github', 'sarif', 'html', 'json'])
      expect(attachments.render(answer, format, ''), format).not.toContain(value);
  });

  test('stand in a file that is mended, and not in the diff', async () => {
    const path = join(folder, 'Dockerfile');
    await writeFile(path, `FROM debian:13-slim\n${lines.slice(0, 3).join('\n')}\n`);
    const { answer, attachments, good } = await audit({ target: path });
    const { output } = await finishAudit({ output: answer, attachments, good, text: '', nextSteps: [] }, { fix: true });
    expect(await readFile(path, 'utf8')).toContain(`ENV DB_PASSWORD=${value}\nLABEL password="${value} and more"\n`);
    expect(await readFile(path, 'utf8')).toContain(`CMD ["serve", "--password=${value}"]`);
    expect(output.fixed?.[0]?.diff).toContain('+ENV DB_PASSWORD=***');
    for (const format of ['text', 'html', 'json'])
      expect(attachments.render(output, format, ''), format).not.toContain(value);
  });

  test('have no part in what a baseline keeps', async () => {
    const written = async (secret: string) => {
      const file = join(folder, `${secret}.json`);
      const { answer, attachments, good } = await audit({
        content: `FROM debian:13-slim\nENV DB_PASSWORD=${secret}\n`,
      });
      await finishAudit({ output: answer, attachments, good, text: '', nextSteps: [] }, { baseline: file });
      return readFile(file, 'utf8');
    };
    expect(await written('hunter2Zq9xK')).toBe(await written('hunter3Zq9xK'));
  });
});

test('a mended file keeps its mode, whatever the umask', async () => {
  const path = join(folder, 'Dockerfile');
  await writeFile(path, 'FROM debian:13-slim\nENV LANG C.UTF-8\n');
  await chmod(path, 0o666);
  const { mode } = await stat(path);
  const { answer, attachments, good } = await audit({ target: path });
  await finishAudit({ output: answer, attachments, good, text: '', nextSteps: [] }, { fix: true });
  expect(await readFile(path, 'utf8')).toContain('LANG=C.UTF-8');
  expect((await stat(path)).mode).toBe(mode);
});

test('while it runs, the answer names what was asked for', () => {
  const running = (input: Record<string, unknown>) => auditImageTool.longWork?.running(input, 50_000, 'reading').output;
  expect(running({ target: 'shop:1.2.0' })).toMatchObject({ target: { kind: 'image', name: 'shop:1.2.0' } });
  expect(running({ content: 'FROM a', kind: 'dockerfile' })).toMatchObject({
    target: { kind: 'dockerfile', name: '-' },
  });
});

test('a build context that is too large to be listed is told', async () => {
  for (let index = 0; index < 20_001; index++) writeFileSync(join(folder, `f${index}`), '');
  await writeFile(join(folder, 'Dockerfile'), 'FROM debian:13-slim\n');
  expect((await audit({ target: join(folder, 'Dockerfile') })).answer.warnings.join()).toContain(
    'only the first 20,000',
  );
});

test('the settings’ files are named', async () => {
  await writeFile(join(folder, 'Dockerfile'), 'FROM debian:13-slim\n');
  await writeFile(join(folder, '.hadolint.yaml'), 'no-fail: true\n');
  const { answer, attachments } = await audit({ target: join(folder, 'Dockerfile') });
  expect(attachments.render(answer, 'text', '')).toContain(join(folder, '.hadolint.yaml'));
});
