import { allRules } from '../audit/all-rules.js';
import { allCauses } from '../diagnose/causes/all-causes.js';
import { allCriteria } from '../verify/criteria/all-criteria.js';
import { generatorSections } from './generator-sections.js';
import type { Principle } from './principles.js';
import { unwrapped } from './sections.js';

/** Where Dockwright applies a principle; read from the code that does, so that it is written nowhere. */
export interface PrincipleUses {
  /** Parts of generated files, null where there is nothing to write for it. */
  generated: string | null;
  /** Ids of rules, criteria and causes. */
  audited: string[];
  verified: string[];
  diagnosed: string[];
}

export function usesOf(id: string): PrincipleUses {
  const naming = (things: readonly { id: string; principle: string }[]) =>
    things.filter(({ principle }) => principle === id).map((thing) => thing.id);
  return {
    generated: generatorSections[id] ?? null,
    audited: naming(allRules()),
    verified: naming(allCriteria),
    diagnosed: naming(allCauses),
  };
}

/** A principle as a page without a title: what, why, the evidence, when to break it, and where it is applied. */
export function principlePage(principle: Principle, heading: string): string {
  const { id, statement, why, evidence, exception } = principle;
  const { generated, audited, verified, diagnosed } = usesOf(id);
  const applied = [
    `- Generated: ${generated ?? 'nothing of its own; it holds for what is there already'}`,
    `- Audited: ${listed(audited, 'no rule')}`,
    `- Verified: ${listed(verified, 'no criterion of its own')}`,
    ...(diagnosed.length > 0 ? [`- Diagnosed: ${listed(diagnosed, '')}`] : []),
  ];
  return [
    statement,
    why,
    `${heading} Evidence\n\n${evidence.map((item) => `- ${unwrapped(item)}`).join('\n')}`,
    `${heading} When to break it\n\n${exception}`,
    `${heading} Where it is applied\n\n${applied.join('\n')}`,
  ].join('\n\n');
}

/** Long lists are shown in whole by `dockwright explain ID`, here too: an id that is not named cannot be asked for. */
function listed(ids: readonly string[], none: string): string {
  return ids.length > 0 ? ids.map((id) => `\`${id}\``).join(', ') : none;
}
