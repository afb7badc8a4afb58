import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { allRules } from '../../../src/audit/all-rules.js';
import { auditText } from '../../../src/audit/audit-text.js';
import type { Finding } from '../../../src/audit/finding.js';
import { fingerprints, lineReader } from '../../../src/audit/fingerprint.js';
import { toSarif } from '../../../src/audit/report/sarif.js';
import { defaultAuditSettings } from '../../../src/audit/settings/audit-settings.js';
import { findingOf } from './report-subject.js';

const index = z.number().int().min(0);
const place = z.number().int().min(1);
const level = z.enum(['none', 'note', 'warning', 'error']);
const message = z.strictObject({ text: z.string().min(1), markdown: z.string().optional() });
/** RFC 3986, as a reference relative to the root of the sources: no scheme, no character that must be encoded. */
const uri = z.string().regex(/^(?:[A-Za-z0-9\-._~!$&'()*+,;=@/]|%[0-9A-F]{2})+$/);
const artifactLocation = z.strictObject({ uri });

/** What we use of the SARIF 2.1.0 specification, section by section; nothing that it does not know gets through. */
const sarif = z.strictObject({
  // 3.13
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    // 3.14
    z.strictObject({
      // 3.20, 3.58
      invocations: z.tuple([
        z.strictObject({
          executionSuccessful: z.boolean(),
          toolExecutionNotifications: z.array(z.strictObject({ level, message })),
        }),
      ]),
      tool: z.strictObject({
        // 3.19
        driver: z.strictObject({
          name: z.string().min(1),
          version: z.string().min(1),
          // 3.49
          rules: z.array(
            z.strictObject({
              id: z.string().min(1),
              name: z.string().regex(/^[A-Z][A-Za-z0-9]*$/),
              shortDescription: message,
              fullDescription: message,
              help: message,
              defaultConfiguration: z.strictObject({ level }),
              // 3.8: tags are distinct
              properties: z.strictObject({
                tags: z.array(z.string()).refine((tags) => new Set(tags).size === tags.length),
                aliases: z.array(z.string()),
                precision: z.enum(['very-high', 'high', 'medium', 'low']),
              }),
            }),
          ),
        }),
      }),
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      // 3.27
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: index,
          level,
          message,
          locations: z.tuple([
            z.strictObject({
              physicalLocation: z.strictObject({
                artifactLocation,
                // 3.30
                region: z
                  .strictObject({
                    startLine: place,
                    startColumn: place.optional(),
                    endLine: place.optional(),
                    endColumn: place.optional(),
                  })
                  .refine(({ startLine, endLine = startLine }) => endLine >= startLine)
                  .refine(
                    ({ startLine, endLine = startLine, startColumn = 1, endColumn = startColumn }) =>
                      endLine > startLine || endColumn >= startColumn,
                  ),
              }),
              logicalLocations: z.tuple([z.strictObject({ fullyQualifiedName: z.string().min(1) })]).optional(),
            }),
          ]),
          partialFingerprints: z.record(z.string(), z.string().min(1)),
          // 3.55
          fixes: z
            .array(
              z.strictObject({
                description: message,
                artifactChanges: z
                  .array(
                    z.strictObject({
                      artifactLocation,
                      replacements: z
                        .array(
                          z.strictObject({
                            deletedRegion: z.strictObject({ charOffset: index, charLength: index }),
                            insertedContent: z.strictObject({ text: z.string() }),
                          }),
                        )
                        .min(1),
                    }),
                  )
                  .min(1),
              }),
            )
            .min(1)
            .optional(),
        }),
      ),
    }),
  ]),
});

const text = [
  'FROM debian:latest',
  'MAINTAINER me@example.com',
  'RUN apt-get update && apt-get install curl',
  'RUN apt-get install vim',
  'CMD python app.py',
  '',
].join('\n');

function logOf(findings: readonly Finding[], source = text, artifact = 'shop:1.2.0') {
  const marks = fingerprints(findings, lineReader([{ name: 'Dockerfile', text: source }]));
  return toSarif(findings, { version: '1.2.3', rules: allRules(), fingerprints: marks, artifact });
}

const findingsIn = (source: string): Finding[] =>
  auditText('dockerfile', source, defaultAuditSettings).map((finding) => ({ ...finding, file: 'Dockerfile' }));

function resultsOf(log: ReturnType<typeof logOf>) {
  return log.runs[0]?.results ?? [];
}

/** Rule and fingerprint of each result. */
function marksOf(source: string): string[] {
  return resultsOf(logOf(findingsIn(source), source)).map(
    ({ ruleId, partialFingerprints }) => `${ruleId} ${partialFingerprints?.['dockwright/v1']}`,
  );
}

describe('a SARIF log', () => {
  test('is as the specification says, each result with its rule, and each rule once', () => {
    const findings = [
      ...findingsIn(text),
      findingOf({ layer: 'sha256:ab', path: '/app/key.pem', rule: 'secret-in-file' }),
    ];
    const log = logOf(findings);
    expect(sarif.safeParse(log).error).toBeUndefined();
    const rules = log.runs[0]?.tool.driver.rules ?? [];
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(resultsOf(log)).toHaveLength(findings.length);
    for (const { ruleId, ruleIndex } of resultsOf(log)) expect(rules[ruleIndex as number]?.id).toBe(ruleId);
  });

  test('of nothing has no result and still says who looked', () => {
    const log = logOf([]);
    expect(sarif.safeParse(log).error).toBeUndefined();
    expect(resultsOf(log)).toEqual([]);
  });

  test('is as the specification says whatever a finding says', () => {
    const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
    const place = fc.integer({ min: 1, max: 500 });
    const finding = fc.record(
      { message: words, title: words, file: words, layer: words, path: words, line: place, column: place },
      { requiredKeys: ['message', 'title'] },
    );
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 5 }), words, (findings, artifact) => {
        const log = logOf(findings.map(findingOf), text, artifact);
        expect(sarif.safeParse(JSON.parse(JSON.stringify(log))).error).toBeUndefined();
      }),
    );
  });

  test.each([
    ['docker/Dockerfile', 'docker/Dockerfile'],
    ['docker\\web\\Dockerfile', 'docker/web/Dockerfile'],
    ['my app/Dockerfile #1', 'my%20app/Dockerfile%20%231'],
    ['caf\u00e9/100%/Dockerfile?', 'caf%C3%A9/100%25/Dockerfile%3F'],
    ['/srv/app/Dockerfile', 'srv/app/Dockerfile'],
    ['C:\\work\\Dockerfile', 'C%3A/work/Dockerfile'],
    ['a\uD800b', 'a%EF%BF%BDb'],
  ])('names the file %j as the URI %s', (file, expected) => {
    const [result] = resultsOf(logOf([findingOf({ file, line: 1 })]));
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(expected);
  });

  test('says where in an image something is, and names the image where there is no file', () => {
    const [result] = resultsOf(logOf([findingOf({ layer: 'sha256:ab', path: '/app/key.pem' })]));
    expect(result?.locations?.[0]).toEqual({
      physicalLocation: { artifactLocation: { uri: 'shop%3A1.2.0' }, region: { startLine: 1 } },
      logicalLocations: [{ fullyQualifiedName: '/app/key.pem in sha256:ab' }],
    });
  });

  test('replacements make what the fix makes', () => {
    const result = resultsOf(logOf(findingsIn(text))).find(({ ruleId }) => ruleId === 'apt-yes');
    const [{ deletedRegion, insertedContent } = {} as never] =
      result?.fixes?.[0]?.artifactChanges[0]?.replacements ?? [];
    const { charOffset = 0, charLength = 0 } = deletedRegion;
    const mended = text.slice(0, charOffset) + insertedContent?.text + text.slice(charOffset + charLength);
    expect(mended).toContain('RUN apt-get update && apt-get install -y curl\n');
  });
});

describe('fingerprints', () => {
  test('stay when lines move and blanks change, and are each their own', () => {
    const marks = marksOf(text);
    expect(new Set(marks).size).toBe(marks.length);
    expect(marks.every((mark) => /^[a-z0-9-]+ [0-9a-f]{32}$/.test(mark))).toBe(true);
    expect(marksOf(`# a comment\n\n${text}`)).toEqual(marks);
    expect(marksOf(text.replace('&& apt-get', '&&   apt-get'))).toEqual(marks);
    expect(marksOf(text.replaceAll('\n', '\r\n'))).toEqual(marks);
  });

  test('of equal lines are told apart, and the first keeps its own when another comes after', () => {
    const twice = text.replace('RUN apt-get install vim\n', 'RUN apt-get install vim\nRUN apt-get install vim\n');
    const marks = marksOf(twice);
    expect(new Set(marks).size).toBe(marks.length);
    for (const mark of marksOf(text)) expect(marks).toContain(mark);
  });

  test('change with the line', () => {
    const yes = (marks: string[]) => marks.filter((mark) => mark.startsWith('apt-yes'));
    expect(yes(marksOf(text.replace('vim', 'nano')))).not.toEqual(yes(marksOf(text)));
  });
});
