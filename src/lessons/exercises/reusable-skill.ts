import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { plainText } from '../../diagnose/evidence/plain-text.js';
import { parseYaml } from '../../project/bounded-yaml.js';
import type { Desk } from '../desk.js';
import { allOf, type Exercise, missing } from '../exercise.js';
import { auditOf, seriousFindings } from '../learners-dockerfile.js';

const next = 'mkdir -p skills/dockerfile-writer, then write its SKILL.md; dockwright lesson 7 shows its parts';
const longest = 200_000;
/** The Agent Skills specification (agentskills.io/specification). */
const skillName = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const longestName = 64;
const longestDescription = 1024;
const leastItems = 5;

export const reusableSkill: readonly Exercise[] = [
  {
    id: 'skill-file',
    expected: 'skills/NAME/SKILL.md with the name of its folder and a description that says when to use it',
    async look(desk) {
      const skill = await readSkill(desk);
      if (!skill) return missing('there is no skills/NAME/SKILL.md in the folder', next);
      const { folder, data } = skill;
      const name = textOf(data.name);
      const description = textOf(data.description);
      return allOf(
        {
          'a name of small letters, digits and hyphens': skillName.test(name) && name.length <= longestName,
          'the folder’s name': name === basename(folder),
          [`a description of up to ${longestDescription} characters`]:
            description !== '' && description.length <= longestDescription,
          'when to use it, in the description': /\b(?:use|when)\b/i.test(description),
        },
        `${plainText(basename(folder), 100)}: name ${JSON.stringify(plainText(name, 100))}, ${description.length} characters of description`,
        next,
      );
    },
  },
  {
    id: 'persona-questions-principles',
    expected: `its sections Persona, Questions and Principles, at least ${leastItems} of the last two each`,
    async look(desk) {
      const skill = await readSkill(desk);
      if (!skill) return missing('there is no skills/NAME/SKILL.md in the folder', next);
      const [persona, questions, principles] = ['Persona', 'Questions', 'Principles'].map((heading) =>
        sectionOf(skill.body, heading),
      ) as [string, string, string];
      return allOf(
        {
          'a Persona in a sentence or more': persona.length >= 40,
          [`${leastItems} Questions`]: itemsIn(questions) >= leastItems,
          [`${leastItems} Principles`]: itemsIn(principles) >= leastItems,
        },
        `${persona.length} characters of persona, ${itemsIn(questions)} questions, ${itemsIn(principles)} principles`,
        'Headings of the second level (## Questions), a list item for each; dockwright explain lists principles to choose from',
      );
    },
  },
  {
    id: 'assets',
    expected: 'a Dockerfile in its assets/ in which the audit finds no error and no warning',
    async look(desk) {
      const skill = await readSkill(desk);
      if (!skill) return missing('there is no skills/NAME/SKILL.md in the folder', next);
      const names = await readdir(join(skill.folder, 'assets')).catch(() => []);
      const dockerfiles = names.filter((name) => /^Dockerfile(?:\..+)?$|\.Dockerfile$/.test(name)).sort();
      const write = `dockwright template python --write skills/${plainText(basename(skill.folder), 64)}/assets`;
      if (dockerfiles.length === 0) return missing('there is no Dockerfile in its assets/', write);
      const judged = await Promise.all(
        dockerfiles.map(async (name) => ({
          name,
          ...seriousFindings(await auditOf(desk, join(skill.folder, 'assets', name))),
        })),
      );
      return allOf(
        Object.fromEntries(judged.map(({ name, count }) => [`${plainText(name, 100)} clean`, count === 0])),
        judged.map(({ name, shown }) => `${plainText(name, 100)}: ${shown}`).join('; '),
        'dockwright audit names what mends it; a skill that spreads a fault spreads it everywhere',
      );
    },
  },
];

interface Skill {
  folder: string;
  data: Record<string, unknown>;
  body: string;
}

/** The learner's skill, the first by name where there are several. */
async function readSkill({ folder }: Desk): Promise<Skill | null> {
  for (const name of (await readdir(join(folder, 'skills')).catch(() => [])).sort()) {
    const text = await readFile(join(folder, 'skills', name, 'SKILL.md'), 'utf8').catch(() => null);
    if (text === null || text.length > longest) continue;
    const [, header = '', body = text] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text) ?? [];
    const data = parseYaml(header);
    return { folder: join(folder, 'skills', name), data: isRecord(data) ? data : {}, body };
  }
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function sectionOf(body: string, heading: string): string {
  const part = body.split(/^##\s+/m).find((text) => text.toLowerCase().startsWith(heading.toLowerCase())) ?? '';
  return part.slice(part.indexOf('\n') + 1).trim();
}

function itemsIn(section: string): number {
  return section.match(/^\s*(?:[-*]|\d+\.)\s+\S/gm)?.length ?? 0;
}
