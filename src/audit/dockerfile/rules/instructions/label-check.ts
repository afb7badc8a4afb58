import type { LabelType } from '../../../settings/audit-settings.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { Pair } from '../../model/words.js';
import type { Report } from '../../rule.js';
import type { RuleSettings } from '../../rule-settings.js';

/** Every label that is set in this build. */
export function labels({ instructions }: Dockerfile): Pair[] {
  return instructions.filter(({ keyword, onbuild }) => keyword === 'LABEL' && !onbuild).flatMap(({ pairs }) => pairs);
}

/**
 * Reports labels of a type in the settings whose value is not of it. A value with a variable is left alone: who builds gives it.
 * @param wanted what the value must be, for the message: "a URL"
 */
export function reportLabels(
  dockerfile: Dockerfile,
  { labels: schema }: RuleSettings,
  type: LabelType,
  isValid: (value: string) => boolean,
  wanted: string,
  report: Report,
): void {
  for (const pair of labels(dockerfile)) {
    if (!Object.hasOwn(schema, pair.name) || schema[pair.name] !== type || pair.value === null) continue;
    if (pair.value.includes('$') || isValid(pair.value)) continue;
    report(pair, `Label ${pair.name} must be ${wanted}, as the settings say.`);
  }
}
