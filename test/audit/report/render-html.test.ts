import { expect, test } from 'vitest';
import { auditText } from '../../../src/audit/audit-text.js';
import { defaultAuditSettings as settings } from '../../../src/audit/settings/audit-settings.js';
import { summarize } from '../../../src/audit/summary.js';
import { renderAudit } from '../../../src/tools/render-audit.js';
import { parsePage } from './parsed-page.js';
import { imageOf } from './report-subject.js';

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

test('what is known of an image goes in, and what was mended', () => {
  const fixed = [{ file: 'Dockerfile', rules: ['apt-yes'], diff: '--- a\n+++ b\n@@ -1,1 +1,1 @@\n-old\n+new\n' }];
  const page = parsePage(
    renderAudit({ ...answer, fixed }, { files, settings, image: imageOf('RUN make') }, 'html', ''),
  );
  expect(page.byTag('h2').map((heading) => page.textOf(heading))).toEqual([
    'Changes made',
    'Where the bytes are',
    'Findings',
    'Layers',
    'Packages',
    'Vulnerabilities',
  ]);
});
