import { describe, expect, test } from 'vitest';
import { flagsOf, parseCommand } from '../../src/command-line/flags.js';
import { commandHelp } from '../../src/command-line/help.js';
import { fullOutputSchema, inputJsonSchema, topLevelOutputSchema } from '../../src/tools/json-schema.js';
import type { Tool } from '../../src/tools/tool.js';
import { tools } from '../../src/tools/tools.js';

const byName = (name: string) => tools.find((tool) => tool.name === name) as Tool;

describe.each(tools.map((tool) => [tool.name, tool] as const))('%s', (_, tool) => {
  test('is named verb_noun, titled and described within the budget of a model', () => {
    expect(tool.name).toMatch(/^[a-z]+_[a-z]+$/);
    const listed = {
      name: tool.name,
      title: tool.title,
      description: tool.description,
      inputSchema: inputJsonSchema(tool),
      outputSchema: topLevelOutputSchema(tool),
      annotations: tool.effects,
    };
    // eight tools share 8 KB
    expect(JSON.stringify(listed).length).toBeLessThan(1400);
  });

  test('describes each input, and every array of its output has items', () => {
    const { properties } = inputJsonSchema(tool) as { properties: Record<string, { description?: string }> };
    for (const [name, property] of Object.entries(properties)) expect(property.description, name).toBeTruthy();
    for (const schema of [fullOutputSchema(tool), topLevelOutputSchema(tool)])
      JSON.stringify(schema, (_key, value) => {
        if (value?.type === 'array') expect(value.items).toBeDefined();
        return value;
      });
  });

  test('has help with every flag and an example', () => {
    const help = commandHelp(tool);
    for (const flag of flagsOf(tool)) expect(help).toContain(`--${flag.name}`);
    expect(help).toContain(`dockwright ${tool.command.name}`);
    expect(tool.command.examples.length).toBeGreaterThan(0);
  });
});

describe('flags', () => {
  test('follow the input: repeated and comma-separated lists, records, booleans', () => {
    expect(
      parseCommand(byName('draft_spec'), ['./a', '--write', '--answers', 'health=/x=y', '--answers', 'registry=r'])
        .input,
    ).toEqual({
      path: './a',
      write: true,
      answers: { health: '/x=y', registry: 'r' },
    });
    expect(
      parseCommand(byName('generate_dockerfile'), ['--artifacts', 'dockerfile,env', '--artifacts', 'ci', '--check']),
    ).toMatchObject({
      input: { path: '.', artifacts: ['dockerfile', 'env', 'ci'] },
      own: { check: true },
    });
    expect(parseCommand(byName('generate_dockerfile'), ['--spec', '{"a":1}']).input.spec).toEqual({ a: 1 });
  });

  test.each([[['--nothing']], [['a', 'b']], [['--answers', 'novalue']], [['--write=maybe']]])(
    '%j is refused with a next step',
    (args) => {
      expect(() => parseCommand(byName('draft_spec'), args)).toThrow(
        expect.objectContaining({ code: 'invalid-input', hint: expect.stringContaining('--help') }),
      );
    },
  );
});
