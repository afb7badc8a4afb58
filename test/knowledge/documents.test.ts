import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plainCommands } from '../../src/command-line/commands/plain-commands.js';
import { badAnswers } from '../../src/knowledge/bad-answers.js';
import { madeDocuments, madeFolders } from '../../src/knowledge/documents.js';
import { environmentVariables } from '../../src/knowledge/environment-variables.js';
import { packagePath } from '../../src/knowledge/package-root.js';
import { schemaFields } from '../../src/knowledge/schema-fields.js';
import { toolTable } from '../../src/knowledge/tool-reference.js';
import { fieldMeanings } from '../../src/spec/field-meanings.js';
import { specJsonSchema } from '../../src/spec/json-schema.js';
import { tools } from '../../src/tools/tools.js';

const file = (name: string) => readFileSync(packagePath(name), 'utf8');
const peers = JSON.parse(file('test/audit/peer-rules.json'));
const documents = madeDocuments({ tools, plainCommands, peers });

describe('documents made from definitions are current (npm run docs)', () => {
  test('README', () => expect(file('README.md')).toContain(toolTable(tools)));

  test('each is as it would be made', () => {
    const stale = [...documents].filter(([name, text]) => file(name) !== text).map(([name]) => name);
    expect(stale).toEqual([]);
  });

  test.each(madeFolders)('%s holds nothing else', (folder) => {
    const made = [...documents.keys()].filter((name) => name.startsWith(`${folder}/`));
    expect(readdirSync(packagePath(folder)).sort()).toEqual(made.map((name) => name.slice(folder.length + 1)).sort());
  });

  test('every check of another tool has a rule or a reason', () => {
    expect(documents.get('docs/rules/coverage.md')).not.toContain('no reason is given yet');
  });
});

describe('what the reference says beside the definitions', () => {
  test('every field of container.spec.yaml has a meaning, and every meaning a field', () => {
    const paths = schemaFields(specJsonSchema()).map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(80);
    expect(Object.keys(fieldMeanings).sort()).toEqual([...paths].sort());
  });

  test('a bad answer is told of commands that there are', () => {
    const commands = new Set([...tools.map(({ command }) => command.name), ...plainCommands.map(({ name }) => name)]);
    expect(Object.keys(badAnswers).filter((name) => !commands.has(name))).toEqual([]);
  });

  test('every environment variable that the code reads is told, and no other is', () => {
    const folder = packagePath('src');
    const read = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/\benv\??\.([A-Z][A-Za-z_]+)/g)])
      .map(([, name]) => name);
    // by a computed name, in src/engine/registry/proxy.ts
    const computed = ['ALL_PROXY', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'];
    // PATH as Windows spells it
    const names = new Set([...read, ...computed].filter((name) => name !== 'Path'));
    expect(environmentVariables.map(({ name }) => name).sort()).toEqual([...names].sort());
  });
});
