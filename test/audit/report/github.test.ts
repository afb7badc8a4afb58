import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toGithub } from '../../../src/audit/report/github.js';
import { findingOf } from './report-subject.js';

/** A workflow command as the runner reads it (actions/runner, ActionCommand). */
function parseCommand(line: string): { name: string; properties: Record<string, string>; message: string } {
  const end = line.indexOf('::', 2);
  const head = line.slice(2, end);
  const space = head.indexOf(' ');
  const decode = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  const property = (text: string) => decode(text).replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');
  const properties = Object.fromEntries(
    head
      .slice(space + 1)
      .split(',')
      .map((pair) => [pair.slice(0, pair.indexOf('=')), property(pair.slice(pair.indexOf('=') + 1))]),
  );
  return { name: head.slice(0, space), properties, message: decode(line.slice(end + 2)).replaceAll('%25', '%') };
}

describe('annotations for GitHub', () => {
  test.each([
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'notice'],
    ['style', 'notice'],
  ] as const)('%s is shown as %s', (severity, name) => {
    expect(parseCommand(toGithub([findingOf({ severity })])).name).toBe(name);
  });

  test('have the place; columns only within one line', () => {
    const one = findingOf({ file: 'Dockerfile', line: 3, endLine: 3, column: 5, endColumn: 9 });
    expect(parseCommand(toGithub([one])).properties).toEqual({
      file: 'Dockerfile',
      line: '3',
      endLine: '3',
      col: '5',
      endColumn: '9',
      title: 'base-latest',
    });
    const several = parseCommand(toGithub([{ ...one, endLine: 5 }])).properties;
    expect(several).toEqual({ file: 'Dockerfile', line: '3', endLine: '5', title: 'base-latest' });
  });

  test('name the path in an image before the message', () => {
    const { message } = parseCommand(toGithub([findingOf({ path: '/etc/shadow', message: 'It is open.' })]));
    expect(message).toBe('/etc/shadow: It is open.');
  });

  test('are one line each, and no text begins another command or property', () => {
    const words = fc
      .array(fc.oneof(fc.constantFrom('::', '\n', '\r', '\n::error::', ',', ':', '=', '%', 'x'), fc.string()))
      .map((parts) => parts.join('').replace(/%(?:0A|0D|25|2C|3A)/g, ''));
    fc.assert(
      fc.property(fc.array(fc.record({ message: words, file: words }), { minLength: 1, maxLength: 4 }), (texts) => {
        const lines = toGithub(texts.map((text) => findingOf({ ...text, line: 1 }))).split('\n');
        expect(lines).toHaveLength(texts.length);
        for (const [index, { message, file }] of texts.entries()) {
          const command = parseCommand(lines[index] as string);
          expect(command).toMatchObject({
            name: 'warning',
            message,
            properties: { file: file.replaceAll('\\', '/'), line: '1', title: 'base-latest' },
          });
        }
      }),
    );
  });

  test('what could not be looked at is a warning of no file, and folders are parted as the runner reads them', () => {
    expect(toGithub([], ['a%b\nc'])).toBe('::warning::a%25b%0Ac');
    expect(parseCommand(toGithub([findingOf({ file: 'services\\api\\Dockerfile' })])).properties.file).toBe(
      'services/api/Dockerfile',
    );
  });
});
