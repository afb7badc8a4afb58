import { describe, expect, test } from 'vitest';
import { allRules } from '../../../src/audit/all-rules.js';
import { auditText } from '../../../src/audit/audit-text.js';
import { toHtml } from '../../../src/audit/report/html/to-html.js';
import { defaultAuditSettings } from '../../../src/audit/settings/audit-settings.js';
import { parsePage } from './parsed-page.js';
import { findingOf, imageOf, subjectOf } from './report-subject.js';

const key = [
  '-----BEGIN RSA PRIVATE KEY-----',
  ...Array(4).fill('MIIEowIBAAKCAQEAw3k5JzQ0Yk9xq7bV2nT8rL1mZx6cPdEfGhIjKlMnOpQrStUv'),
];
const token = `ghp_${'aB3dE5fG7hJ9'.repeat(3)}`;

const pageOf = (...args: Parameters<typeof subjectOf>) => parsePage(toHtml(subjectOf(...args)));

describe('a report', () => {
  test('has every finding once, with its rule and its message, and no id twice', () => {
    const findings = Array.from({ length: 1200 }, (_, index) =>
      findingOf({
        rule: `rule-${index % 7}`,
        message: `message ${index}.`,
        severity: (['error', 'warning', 'info', 'style'] as const)[index % 4] as 'error',
        ...(index % 3 === 0 ? { layer: `sha256:${index % 5}` } : { file: `Dockerfile.${index % 11}`, line: index }),
      }),
    );
    const page = pageOf(findings, { image: imageOf('text') });
    const cards = page.byTag('article');
    expect(cards).toHaveLength(1200);
    const texts = cards.map((card) => page.textOf(card));
    for (const { message } of findings) expect(texts.filter((text) => text.includes(message))).toHaveLength(1);
    const ids = page.elements.map((element) => page.attribute(element, 'id')).filter((id) => id !== undefined);
    expect(ids.length).toBeGreaterThan(1200);
    expect(new Set(ids).size).toBe(ids.length);
    expect(page.errors).toEqual([]);
  });

  test('every link and every label leads to something that is there', () => {
    const page = pageOf([findingOf(), findingOf({ file: 'Dockerfile', line: 1 })], {
      image: imageOf('text'),
      files: [{ name: 'Dockerfile', text: 'FROM debian:latest\n' }],
    });
    const ids = new Set(page.elements.map((element) => page.attribute(element, 'id')));
    const targets = page.elements.flatMap((element) => [
      page.attribute(element, 'href')?.slice(1),
      page.attribute(element, 'aria-labelledby'),
    ]);
    for (const target of targets.filter((one) => one !== undefined)) expect(ids).toContain(target);
    expect(page.byTag('h1')).toHaveLength(1);
  });

  test('shows the line with its stretch marked, the reason, the change and the principle', () => {
    const text = 'FROM debian:12\nRUN apt-get update && apt-get install curl\n';
    const findings = auditText('dockerfile', text, defaultAuditSettings).map((finding) => ({
      ...finding,
      file: 'Dockerfile',
    }));
    const page = pageOf(findings, { files: [{ name: 'Dockerfile', text }], rules: allRules() });
    const card = page
      .byTag('article')
      .map((article) => page.textOf(article))
      .find((shown) => shown.includes('apt-yes'));
    expect(card).toContain('line 2:23');
    expect(card).toContain('+addedRUN apt-get update && apt-get install -y curl');
    expect(card).toContain('Nobody is there to answer');
    expect(card).toContain('plain-instructions');
    const marks = page.byTag('mark').map((mark) => page.textOf(mark));
    expect(marks).toContain('apt-get install');
  });

  test('marks the stretch of a long line and says that the line is cut', () => {
    const text = `RUN ${'x'.repeat(5000)} target ${'y'.repeat(5000)}\n`;
    const column = text.indexOf('target') + 1;
    const page = pageOf([findingOf({ file: 'f', line: 1, column, endLine: 1, endColumn: column + 6 })], {
      files: [{ name: 'f', text }],
    });
    const [code] = page.byTag('mark').map((mark) => page.textOf(mark.parentNode as never));
    expect(page.byTag('mark').map((mark) => page.textOf(mark))).toEqual(['target']);
    expect(code).toMatch(/^…x+ target y+…$/);
    expect(code?.length).toBeLessThan(260);
  });

  test('shows no secret: not in a line, not in a change, not in a layer, not in the middle of a private key', () => {
    const text = [`ENV TOKEN=${token}`, 'RUN cat <<EOF > key', ...key, '-----END RSA PRIVATE KEY-----', 'EOF', ''].join(
      '\n',
    );
    const middle = text.split('\n').indexOf(key[2] as string) + 1;
    const fix = { description: 'quote it', edits: [{ start: 4, end: 4, text: 'MY_' }] };
    const page = toHtml(
      subjectOf(
        [
          findingOf({ file: 'f', line: 1, fix }),
          findingOf({
            file: 'f',
            line: middle,
            fix: {
              description: 'x',
              edits: [{ start: text.indexOf(key[1] as string), end: text.indexOf(key[1] as string), text: '# \n' }],
            },
          }),
        ],
        {
          files: [{ name: 'f', text }],
          fixed: [
            {
              file: 'f',
              rules: ['r'],
              diff: `--- a/f\n+++ b/f\n@@ -1,1 +1,1 @@\n-ENV TOKEN=${token}\n+ENV MY_TOKEN=${token}\n`,
            },
          ],
          image: {
            ...imageOf('text'),
            layers: imageOf('text').layers.map((layer) => ({
              ...layer,
              createdBy: `RUN curl -H "Authorization: Bearer ${token}" https://me:hunter2hunter2@example.com`,
            })),
          },
        },
      ),
    );
    const shown = page
      .split('\n')
      .filter((row) => [token, 'hunter2hunter2', 'MIIEowIBAAKCAQEA'].some((one) => row.includes(one)));
    expect(shown).toEqual([]);
    expect(page).toContain('***');
  });

  test('says what was not scanned, what is warned of, and what a clean audit found', () => {
    const image = imageOf('text');
    const text = toHtml(
      subjectOf([], {
        verdict: 'pass',
        warnings: ['shellcheck is not on PATH.'],
        image: {
          ...image,
          vulnerabilities: {
            status: 'not-scanned',
            reason: 'no scanner.',
            critical: 0,
            high: 0,
            medium: 0,
            low: 0,
            unknown: 0,
            notCompared: 0,
            items: [],
          },
        },
      }),
    );
    for (const part of ['Nothing was found.', 'Not scanned: no scanner.', 'shellcheck is not on PATH.', 'PASS'])
      expect(text).toContain(part);
  });

  test('the same audit gives the same bytes', () => {
    const make = () => toHtml(subjectOf([findingOf()], { image: imageOf('text') }));
    expect(make()).toBe(make());
  });

  test.each([
    [10_000, 8_000_000],
    [1000, 3_000_000],
  ])('of %i findings stays under %i bytes', (number, bytes) => {
    const text = `${'RUN apt-get install curl\n'.repeat(number)}`;
    const findings = Array.from({ length: number }, (_, index) =>
      findingOf({
        file: 'Dockerfile',
        line: index + 1,
        column: 5,
        endLine: index + 1,
        endColumn: 20,
        fix: { description: 'add -y', edits: [{ start: index * 25 + 19, end: index * 25 + 19, text: ' -y' }] },
      }),
    );
    const page = toHtml(subjectOf(findings, { files: [{ name: 'Dockerfile', text }], rules: allRules() }));
    expect(Buffer.byteLength(page)).toBeLessThan(bytes);
    expect(page.split('<article').length - 1).toBe(number);
  });
});
