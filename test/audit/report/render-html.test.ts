import { expect, test } from 'vitest';
import { auditText } from '../../../src/audit/audit-text.js';
import { auditImage } from '../../../src/audit/image/audit-image.js';
import { defaultAuditSettings as settings } from '../../../src/audit/settings/audit-settings.js';
import { summarize } from '../../../src/audit/summary.js';
import { renderAudit } from '../../../src/tools/render-audit.js';
import { image, quiet, saved, streamOf, tar } from '../image/make-image.js';
import { parsePage } from './parsed-page.js';

const text = 'FROM debian:latest\nRUN apt-get update && apt-get install curl\n';
const findings = auditText('dockerfile', text, settings).map((finding) => ({ ...finding, file: 'Dockerfile' }));
const answer = {
  target: { kind: 'dockerfile' as const, name: 'Dockerfile' },
  verdict: 'pass' as const,
  findings,
  summary: summarize(findings),
  warnings: [],
};
const files = [
  {
    kind: 'dockerfile' as const,
    name: 'Dockerfile',
    path: '',
    text,
    findings,
    warnings: [],
    context: { ignoreFile: null, contextFiles: null },
  },
];

test('the format html shows all findings of an answer, with their reasons', () => {
  const page = parsePage(renderAudit(answer, { files, settings }, 'html', ''));
  expect(page.byTag('article')).toHaveLength(findings.length);
  expect(
    page
      .byTag('article')
      .map((card) => page.textOf(card))
      .join(),
  ).toContain('Nobody is there to answer');
  expect(page.byTag('h2').map((heading) => page.textOf(heading))).toEqual(['Findings']);
});

/** An image of two layers, the second of which hides a file of the first. */
async function auditedImage() {
  const layers = await Promise.all([
    tar({ 'app/': '', 'app/model.bin': 300_000, 'app/main.py': 'print()\n', 'etc/passwd': 'root:x:0:0::/:/bin/sh\n' }),
    tar({ 'app/.wh.model.bin': '', 'app/data.bin': 100_000 }),
  ]);
  const archive = await tar(saved(image(layers, { config: { User: '1000' } })));
  return auditImage({ stream: streamOf(archive) }, { reference: 'made:1', settings }, quiet);
}

test('an image’s audit fills the rest of the page', async () => {
  const imageAudit = await auditedImage();
  const audited = { ...answer, findings: imageAudit.findings, summary: summarize(imageAudit.findings) };
  const page = parsePage(renderAudit(audited, { files: [], settings, imageAudit }, 'html', ''));
  expect(page.byTag('h2').map((heading) => page.textOf(heading))).toEqual([
    'Where the bytes are',
    'Findings',
    'Layers',
    'Packages',
  ]);
  expect(page.byTag('article')).toHaveLength(imageAudit.findings.length);
  const places = page
    .byTag('li')
    .map((item) => ['name', 'bytes', 'hidden'].map((name) => page.attribute(item, `data-${name}`)))
    .filter(([name]) => name !== undefined);
  expect(places).toEqual([
    ['Layer 1', '300030', '300000'],
    ['app/', '300008', '300000'],
    ['model.bin', '300000', '300000'],
    ['main.py', '8', undefined],
    ['etc/', '22', undefined],
    ['passwd', '22', undefined],
    ['Layer 2', '100000', undefined],
    ['app/', '100000', undefined],
    ['data.bin', '100000', undefined],
  ]);
});

test('what was mended is shown as changes', () => {
  const fixed = [{ file: 'Dockerfile', rules: ['apt-yes'], diff: '--- a\n+++ b\n@@ -1,1 +1,1 @@\n-old\n+new\n' }];
  const page = parsePage(renderAudit({ ...answer, fixed }, { files, settings }, 'html', ''));
  expect(page.byTag('h2').map((heading) => page.textOf(heading))).toEqual(['Changes made', 'Findings']);
  expect(
    page
      .byTag('main')
      .map((main) => page.textOf(main))
      .join(),
  ).toContain('+addednew');
});

test('the text has the worst of an image first, whatever lines they have', () => {
  const image = { rule: 'x', aliases: [], title: '', principle: 'no-secrets' };
  const found = [
    { ...image, severity: 'error' as const, message: 'a secret in a file', path: '/app/.env', line: 7 },
    { ...image, severity: 'style' as const, message: 'no labels' },
  ];
  const text = renderAudit({ ...answer, findings: found }, { files: [], settings }, 'text', '');
  expect(text.indexOf('a secret in a file')).toBeLessThan(text.indexOf('no labels'));
});
