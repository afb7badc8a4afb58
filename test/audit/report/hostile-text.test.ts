import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHtml } from '../../../src/audit/report/html/to-html.js';
import { parsePage, sha256, skeletonOf } from './parsed-page.js';
import { findingOf, imageOf, subjectOf } from './report-subject.js';

const dangerous = [
  '<script>alert(1)</script>',
  '</script>',
  '</style>',
  '</title>',
  '<!--',
  '-->',
  ']]>',
  '"',
  "'",
  '" onmouseover="alert(1)',
  "' onfocus='alert(1)",
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '</code></div></article><h1>',
  '<base href=//evil.example>',
  '<meta http-equiv=refresh content=0>',
  'javascript:alert(1)',
  '&lt;b&gt;',
  '&#x3c;',
  '\u0000',
  '\u202E',
  '\uFEFF',
  '\uD800',
  '\u2028',
  '${1}',
  '{{x}}',
  '$&',
];

/** Backticks and line breaks are left out: these do make markup, which is ours. */
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...dangerous), fc.string({ unit: 'binary', maxLength: 12 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => `a${parts.join('').replace(/[`\s]/g, '')}z`);

/** A report in which a text stands wherever a text from outside can. */
function reportOf(text: string, source: string): string {
  const file = findingOf({ file: text, line: 1, column: 1, endLine: 1, endColumn: 3, message: text, rule: text });
  return toHtml(
    subjectOf(
      [
        {
          ...file,
          aliases: [text],
          principle: text,
          fix: { description: text, edits: [{ start: 0, end: 1, text: 'b' }] },
        },
        findingOf({ layer: text, path: text, message: text, title: text }),
      ],
      {
        target: { kind: text, name: text },
        warnings: [text],
        files: [{ name: text, text: source }],
        fixed: [{ file: text, rules: [text], diff: `--- a\n+++ b\n@@ -1,1 +1,1 @@\n-${text}\n+${text}\n` }],
        image: imageOf(text),
      },
    ),
  );
}

const letters = (text: string) => 'x'.repeat(Math.max(1, [...text].length));

describe('hostile text in a report', () => {
  test('adds no element and no attribute, whatever it is', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const page = parsePage(reportOf(text, `${text}\n`));
        const plain = parsePage(reportOf(letters(text), `${letters(text)}\n`));
        // how much of a long row is marked or cut may differ; what could act may not
        const acting = (skeleton: string[]) => skeleton.filter((element) => !/^(?:mark|bdi)\b/.test(element));
        expect(acting(skeletonOf(page))).toEqual(acting(skeletonOf(plain)));
        expect(page.errors).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('leaves only what the page was made with: one style and one script, both by their hash, and links within it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const page = parsePage(reportOf(text, text));
        const [style, ...styles] = page.byTag('style');
        const [script, ...scripts] = page.byTag('script');
        expect([styles, scripts]).toEqual([[], []]);
        const [policy] = page
          .byTag('meta')
          .filter((meta) => page.attribute(meta, 'http-equiv'))
          .map((meta) => page.attribute(meta, 'content'));
        expect(policy).toBe(
          `default-src 'none'; style-src ${sha256(page.textOf(style as never))}; script-src ${sha256(page.textOf(script as never))}; base-uri 'none'; form-action 'none'`,
        );
        for (const element of page.elements)
          for (const { name, value } of element.attrs) {
            expect(name).not.toMatch(/^on|^style$|^src|^action$|^formaction$|^xlink|^ping$|^data$/);
            if (name === 'href') expect(value).toMatch(/^#[a-z0-9-]+$/);
          }
      }),
      { numRuns: 100 },
    );
  });

  test('is shown whole, letter by letter', () => {
    const message = '<b>&amp;"quoted"</b> <script>alert(1)</script> ${x} $& \u00e9\u{1F433}';
    const page = parsePage(toHtml(subjectOf([findingOf({ message })])));
    const shown = page.byTag('p').map((element) => page.textOf(element));
    expect(shown).toContain(message);
  });

  test('shows what cannot be seen: controls, marks of direction, lone surrogates', () => {
    const message = 'a\u0000b\u202Ec\u200Bd\uD800e\u{E0041}f\u2066g';
    const page = parsePage(toHtml(subjectOf([findingOf({ message })])));
    const shown = page.byTag('p').map((element) => page.textOf(element));
    expect(shown).toContain('a⟨U+0000⟩b⟨U+202E⟩c⟨U+200B⟩d⟨U+D800⟩e⟨U+E0041⟩f⟨U+2066⟩g');
  });
});
