import { parseAllDocuments } from 'yaml';
import type { Fix, Span } from '../../finding.js';
import type { ComposeFile } from '../model/parse-compose.js';
import type { Entry, Mapping } from '../model/value.js';
import { defineComposeRule } from '../rule.js';

export const composeVersionObsolete = defineComposeRule({
  id: 'compose-version-obsolete',
  severity: 'style',
  profile: 'default',
  aliases: {},
  principle: 'plain-instructions',
  title: 'Leave the version out',
  why: 'Compose has read every file by one specification since 2020, warns about `version:` at each command and does nothing with it. Only `docker stack deploy` still wants one, 3.x.',
  bad: '# the shop\nversion: "3.8" # not used\n\nservices:\n  app:\n    image: app:1.0\n',
  good: '# the shop\nservices:\n  app:\n    image: app:1.0\n',
  check(compose, report) {
    for (const document of compose.documents) {
      const entry = document.entries.get('version');
      if (entry)
        report(
          { start: entry.keyWhere.start, end: Math.max(entry.keyWhere.end, entry.value.where.end) },
          'Compose does nothing with version and warns about it; remove the line.',
          removal(compose, document, entry),
        );
    }
  },
});

/** The line and an empty one after it; a comment behind it stays, in a line of its own. */
function removal(
  { text, lines, duplicates }: ComposeFile,
  { flow }: Mapping,
  { keyWhere, value }: Entry,
): Fix | undefined {
  const { line, column } = lines.position(keyWhere.start);
  const after = text.slice(value.where.end, lines.offset(line, 0));
  const rest = after.trim();
  const plain = value.kind === 'scalar' && lines.position(value.where.end).line === line && column === 1;
  // with an anchor or a tag something else may use the value
  const between = text.slice(keyWhere.end, value.where.start).trim();
  // of two the one that is left would mean what this one does
  if (duplicates.some(({ key }) => key === 'version')) return undefined;
  if (flow || !plain || between !== ':' || (rest !== '' && !rest.startsWith('#'))) return undefined;
  const where: Span = {
    start: keyWhere.start,
    end: rest === '' ? endOfLines(text, value.where.end) : text.indexOf('#', value.where.end),
  };
  // a key over several lines is one only behind another entry
  const left = text.slice(0, where.start) + text.slice(where.end);
  if (parseAllDocuments(left, { logLevel: 'silent' }).some(({ errors }) => errors.length > 0)) return undefined;
  return { description: 'remove the version', edits: [{ ...where, text: '' }] };
}

/** After the end of the line that an offset is in, and an empty line below it. */
function endOfLines(text: string, at: number): number {
  const end = /^[ \t]*(?:\r?\n(?:[ \t]*\r?\n)?|$)/.exec(text.slice(at, at + 200));
  return at + (end?.[0].length ?? 0);
}
