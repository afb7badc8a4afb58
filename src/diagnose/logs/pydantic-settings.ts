import { type Around, linesBefore, type Recognizer } from './finding.js';

/** The line before names the field; some lines further up name the model. Fields of settings are read from variables in capitals. */
function field(around: Around): { subject: string; weight: number } | null {
  const name = /^(?<name>[A-Za-z_]\w{0,100})$/.exec(around.lines[around.index - 1]?.trim() ?? '')?.groups?.name;
  if (!name) return null;
  const head = linesBefore(around, 60).findLast((line) => /validation errors? for \w/.test(line)) ?? '';
  const model = /validation errors? for (?<model>\w{1,100})/.exec(head)?.groups?.model ?? '';
  // a request's body fails in the same words
  const settings = /setting|config|environment|\benv/i.test(model);
  return { subject: name.toUpperCase(), weight: settings ? 0.95 : 0.4 };
}

/** A required setting of pydantic-settings that no variable gives (version 2, then version 1). */
export const pydanticSettings: Recognizer = {
  teller: 'pydantic-settings',
  patterns: [
    {
      kind: 'missing-variable',
      weight: 0.95,
      needle: 'Field required [type=missing',
      pattern: /^\s{0,8}Field required \[type=missing/,
      look: field,
    },
    {
      kind: 'missing-variable',
      weight: 0.9,
      needle: 'field required (type=value_error.missing)',
      pattern: /^\s{0,8}field required \(type=value_error\.missing\)/,
      look: field,
    },
  ],
};
