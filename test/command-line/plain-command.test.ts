import { describe, expect, test } from 'vitest';
import { plainCommands } from '../../src/command-line/commands/plain-commands.js';
import { plainHelp } from '../../src/command-line/help.js';
import { type PlainCommand, parsePlainCommand, wholeNumber } from '../../src/command-line/plain-command.js';
import { tools } from '../../src/tools/tools.js';

const named = (name: string) => plainCommands.find((command) => command.name === name) as PlainCommand;

describe('commands without a tool', () => {
  test('have names of their own, help with every flag, and examples that start with them', () => {
    const names = [...plainCommands.map(({ name }) => name), ...tools.map(({ command }) => command.name)];
    expect(new Set(names).size).toBe(names.length);
    for (const command of plainCommands) {
      const help = plainHelp(command);
      for (const { name } of command.flags) expect(help).toContain(`--${name}`);
      for (const [example] of command.examples) expect(example).toMatch(new RegExp(`^dockwright ${command.name} `));
      expect(command.title.length).toBeLessThan(80);
    }
  });

  test('a program’s words after two dashes are not flags of ours', () => {
    const words = ['ls', '--json', '--help', '--', '-la'];
    expect(parsePlainCommand(named('exec'), ['web', '--yes', '--', ...words])).toEqual({
      given: ['web'],
      words,
      flags: { yes: true },
      json: false,
      help: false,
    });
    expect(parsePlainCommand(named('logs'), ['--tail', '5', '--json', 'web'])).toMatchObject({
      given: ['web'],
      flags: { tail: '5' },
      json: true,
    });
  });

  test.each([
    ['logs', []],
    ['logs', ['a', 'b']],
    ['logs', ['a', '--tail']],
    ['inspect', ['a', '--nothing']],
    ['restart-policy', ['a', 'always', 'now']],
  ])('%s %j is refused with a next step', (name, args) => {
    expect(() => parsePlainCommand(named(name), args)).toThrow(
      expect.objectContaining({ code: 'invalid-input', hint: expect.stringContaining(`dockwright ${name}`) }),
    );
  });

  test.each(['0', '-1', '1.5', 'many', '20001', ''])('--tail %j is no number of lines', (tail) => {
    expect(() => wholeNumber({ tail }, 'tail', { usual: 200, most: 20_000 })).toThrow('--tail takes a number from 1');
  });

  test('a number that is not given is the usual one', () => {
    expect(wholeNumber({}, 'tail', { usual: 200, most: 20_000 })).toBe(200);
    expect(wholeNumber({ tail: '20000' }, 'tail', { usual: 200, most: 20_000 })).toBe(20_000);
  });
});
