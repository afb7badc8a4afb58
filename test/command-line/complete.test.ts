import { describe, expect, test } from 'vitest';
import { plainCommands } from '../../src/command-line/commands/plain-commands.js';
import { complete, type NameSources } from '../../src/command-line/completion/complete.js';
import { describeCommands } from '../../src/command-line/describe-commands.js';
import { tools } from '../../src/tools/tools.js';

const commands = describeCommands(tools, plainCommands);
const names =
  (...words: string[]) =>
  async () =>
    words.map((word) => ({ word, description: '' }));
const sources: NameSources = {
  topics: names('layers', 'layer-order', 'logs'),
  containers: names('web', 'worker', 'db'),
  images: names('shop:1.0.0', 'shop:1.1.0', 'redis:7'),
};

/** What is offered after a line, whose last word is what follows its last space. */
async function offered(line: string): Promise<string[]> {
  return (await complete(commands, line.split(' '), sources)).map(({ word }) => word);
}

describe('completion', () => {
  test('offers every command, with what it does', async () => {
    const found = await complete(commands, [''], sources);
    const all = [
      ...tools.map(({ command }) => command.name),
      ...plainCommands.map(({ name }) => name),
      'mcp',
      'serve',
      'help',
    ];
    expect(found.map(({ word }) => word)).toEqual(expect.arrayContaining(all));
    for (const { description } of found) expect(description).not.toMatch(/^$|[\t\n]/);
  });

  test('offers every flag of every command, and each but once', async () => {
    for (const { name, flags } of commands) {
      expect(await offered(`${name} -`)).toEqual(flags.map((flag) => `--${flag.name}`));
      const once = flags.find(({ value, repeats }) => value === null && !repeats);
      expect(await offered(`${name} --${once?.name} --`)).not.toContain(`--${once?.name}`);
    }
  });

  test('offers the choices of every flag that has some', async () => {
    const chosen = commands.flatMap(({ name, flags }) =>
      flags.filter(({ choices }) => choices.length > 0).map((flag) => ({ name, flag })),
    );
    expect(chosen.length).toBeGreaterThan(5);
    for (const { name, flag } of chosen) {
      expect(await offered(`${name} --${flag.name} `)).toEqual(flag.choices);
      expect(await offered(`${name} --${flag.name}=`)).toEqual(
        flag.choices.map((choice) => `--${flag.name}=${choice}`),
      );
    }
  });

  test.each([
    ['', ['audit']],
    ['help ver', ['verify']],
    ['explain lay', ['layers', 'layer-order']],
    ['explain layers --container w', ['web', 'worker']],
    ['explain layers --image=re', ['--image=redis:7']],
    ['diagnose w', ['web', 'worker']],
    ['logs --tail 5 d', ['db']],
    ['push shop:1', ['shop:1.0.0', 'shop:1.1.0']],
    ['audit re', ['redis:7']],
    ['verify --criteria health,sec', ['health,secrets']],
    ['setup w', ['windsurf']],
    ['completion z', ['zsh']],
  ])('%j: %j', async (line, expected) => {
    expect(await offered(line)).toEqual(expect.arrayContaining(expected));
  });

  test.each([
    'spec ',
    'audit ',
    'verify ./',
    'exec web -- ',
    'exec web -- sh -',
    'frobnicate ',
    'help verify ',
    'logs web ',
    'serve --port ',
  ])('%j is left to the shell', async (line) => {
    expect(await offered(line)).toEqual([]);
  });

  test('does not offer again what a list has', async () => {
    expect(await offered('verify --criteria health,')).not.toContain('health,health');
    expect(await offered('mcp --root /srv --r')).toEqual(['--root', '--read-only']);
  });
});
