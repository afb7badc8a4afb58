import fc from 'fast-check';
import { parse, stringify } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { editToml } from '../../src/setup/edit-toml.js';
import { tomlStatements } from '../../src/setup/toml-statements.js';

const entry = { command: 'npx', args: ['-y', 'dockwright', 'mcp'], startup_timeout_sec: 60 };
const edit = (text: string) => editToml('config.toml', text, 'mcp_servers', entry);

describe('an entry in TOML', () => {
  test('is appended; nothing before it changes', () => {
    for (const before of [
      '',
      'model = "x" # mine\n',
      '[a]\nb = 1',
      '# only this\r\n[mcp_servers.other]\r\ncommand = "x"\r\n',
    ]) {
      const after = edit(before);
      expect(after.startsWith(before)).toBe(true);
      expect(parse(after).mcp_servers).toMatchObject({ dockwright: entry });
      expect(edit(after)).toBe(after);
      if (before.includes('\r\n')) expect(after.replaceAll('\r\n', '')).not.toContain('\n');
    }
  });

  test('is changed where it stands; comments and what a person added stay', () => {
    const before = `a = """
[mcp_servers.dockwright]
command = "not this"
"""
[mcp_servers."dockwright"] # ours
args = [
  "old", # ] a bracket in a comment
  '''it''s ] ''',
] # end
command = "old" # why
env = { DOCKER_HOST = "tcp://x" }

[mcp_servers.dockwright.tools]
x = { approval = "auto" }
[z]
command = "z"
`;
    const after = edit(before);
    expect(parse(after)).toEqual({
      a: '[mcp_servers.dockwright]\ncommand = "not this"\n',
      mcp_servers: { dockwright: { ...entry, env: { DOCKER_HOST: 'tcp://x' }, tools: { x: { approval: 'auto' } } } },
      z: { command: 'z' },
    });
    for (const kept of ['"dockwright"] # ours\nstartup_timeout_sec = 60\n', '] # end', 'command = "npx" # why'])
      expect(after).toContain(kept);
    expect(edit(after)).toBe(after);
  });

  test.each([
    ['a = ', 'line 1'],
    ['mcp_servers = { other = { command = "x" } }\n', 'takes no further table'],
    ['mcp_servers.dockwright.command = "x"\n', 'not written as a table'],
    ['[mcp_servers]\ndockwright = { command = "x" }\n', 'not written as a table'],
    ['[mcp_servers.dockwright]\nurl = "http://x"\n', 'reached by its url'],
  ])('%j is refused', (text, why) => {
    expect(() => edit(text)).toThrow(why);
    expect(() => edit(text)).toThrow('Nothing was changed');
  });

  test('whatever else a file holds stays as it was', () => {
    const value = fc.oneof(fc.string(), fc.integer({ min: -1e6, max: 1e6 }), fc.boolean(), fc.array(fc.string()));
    const name = fc.string({ minLength: 1 }).filter((text) => text !== '__proto__' && text !== 'dockwright');
    const table = fc.dictionary(name, value, { noNullPrototype: true });
    fc.assert(
      fc.property(table, fc.dictionary(name, table, { noNullPrototype: true }), (top, servers) => {
        const { mcp_servers: _, ...rest } = top;
        const before = stringify({ ...rest, mcp_servers: { ...servers, dockwright: { command: 'old', env: top } } });
        const after = parse(edit(before));
        expect(after).toEqual(
          parse(stringify({ ...rest, mcp_servers: { ...servers, dockwright: { ...entry, env: top } } })),
        );
      }),
    );
  });
});

test('statements of TOML end where they end', () => {
  const text = `# c\na = 1 # x\n[t.'a]b'] \nb = [ # [\n 1,\n] \nc = '''\n[no]\n''''\nd = "\\"#" # e`;
  expect(tomlStatements(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
    ['setting', 'a = 1'],
    ['header', "[t.'a]b']"],
    ['setting', 'b = [ # [\n 1,\n]'],
    ['setting', "c = '''\n[no]\n''''"],
    ['setting', 'd = "\\"#"'],
  ]);
});
