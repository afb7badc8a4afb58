import type { Recognizer } from './finding.js';

const name = '(?<subject>[A-Z][A-Z0-9]{0,60}(?:_[A-Z0-9]{1,60}){0,10})';
const lack =
  '(?:not set|not defined|undefined|missing|required|empty|must be (?:set|defined|provided)|not (?:found|provided|present|configured)|unset|needed)';

/**
 * What programs write by themselves where a variable is missing, in any language: "DATABASE_URL is not set", "missing required
 * environment variable DATABASE_URL". A name in capitals is wanted on the same line, and either its underscore or the word environment.
 */
export const environmentWords: Recognizer = {
  teller: 'the application',
  patterns: [
    {
      kind: 'missing-variable',
      weight: 0.9,
      needle: 'nvironment variable',
      pattern: new RegExp(`nvironment variables?:? {0,2}["'\`]?${name}["'\`]?.{0,20}?\\b${lack}\\b`),
    },
    {
      kind: 'missing-variable',
      weight: 0.9,
      needle: 'nvironment variable',
      pattern: new RegExp(`\\b${lack}\\b.{0,40}?nvironment variables?(?: \\w{1,10})?:? {0,2}["'\`]?${name}`, 'i'),
      look: ({ match }) => (/^[A-Z]/.test(match.groups?.subject ?? '') ? {} : null),
    },
    {
      kind: 'missing-variable',
      weight: 0.85,
      needle: 'environment variable',
      pattern: new RegExp(`["'\`]?${name}["'\`]? environment variables?.{0,20}?\\b${lack}\\b`),
    },
    {
      kind: 'missing-variable',
      weight: 0.8,
      needle: '_',
      pattern: new RegExp(
        `(?:^|[\\s"'\`:=$({])(?<subject>[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,8})["'\`)}]?,? (?:(?:env|environment)(?: var(?:iable)?)? )?(?:is |was |must be |has )?(?:a )?${lack}\\b`,
      ),
    },
    {
      kind: 'missing-variable',
      weight: 0.8,
      needle: 'issing',
      pattern:
        /\b[Mm]issing (?:required )?(?:env(?:ironment)?(?: var(?:iable)?s?)?|config(?:uration)?|setting)? ?:? ?["'`]?(?<subject>[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,8})/,
    },
    {
      kind: 'missing-variable',
      weight: 0.93,
      needle: 'required key',
      // github.com/kelseyhightower/envconfig
      pattern: /required key (?<subject>[A-Z][A-Z0-9_]{0,100}) missing value/,
    },
  ],
};
