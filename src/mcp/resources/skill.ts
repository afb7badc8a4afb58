import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { McpServer } from '@modelcontextprotocol/server';
import type { Skill, SkillSource } from '@modelcontextprotocol/server/ext/skills';
import { SkillsExtension } from '@modelcontextprotocol/server/ext/skills';
import { packagePath } from '../../knowledge/package-root.js';

const base = 'skill://';

/** The Agent Skill that ships with the package, through the protocol's Skills extension; its files are read when a client first asks. */
export function attachSkill(server: McpServer): void {
  extension ??= new SkillsExtension({ source });
  extension.attach(server);
}

let extension: SkillsExtension | undefined;
let skills: Promise<readonly Skill[]> | undefined;

const source: SkillSource = {
  list: async () => ({ skills: [...(await readSkills())] }),
  get: async (uri) => (await readSkills()).find((skill) => skill.uri === uri),
  async read(uri) {
    // only what the listing has is ever read
    const isListed = (await readSkills()).some(
      ({ resources }) => resources !== 'dynamic' && resources.some((file) => file.uri === uri),
    );
    if (!isListed) return undefined;
    const path = decodeURIComponent(uri.slice(base.length));
    return { text: await readFile(join(packagePath('skill'), path), 'utf8'), mimeType: 'text/markdown' };
  },
  listResources: async () =>
    (await readSkills()).map(({ uri, frontmatter }) => ({
      uri,
      name: frontmatter.name,
      title: 'The skill',
      description: frontmatter.description,
      mimeType: 'text/markdown',
    })),
};

function readSkills(): Promise<readonly Skill[]> {
  skills ??= import('@modelcontextprotocol/server/ext/skills/node')
    .then(({ loadSkills }) => loadSkills(packagePath('skill'), { strict: true }))
    .then(({ entries }) => entries);
  return skills;
}
