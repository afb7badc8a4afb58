import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { editJson } from '../../src/setup/edit-json.js';

const entry = { command: 'npx', args: ['-y', 'dockwright', 'mcp'] };
const edit = (text: string, table = 'mcpServers') => editJson('settings.json', text, table, entry);

describe('an entry in JSON', () => {
  test.each(['', '  \n', '{}', '{\n}\n'])('%j becomes a file with it alone', (text) => {
    expect(parse(edit(text))).toEqual({ mcpServers: { dockwright: entry } });
  });

  test('keeps comments, order, indentation, line ends and a byte order mark', () => {
    const before = [
      '\ufeff// my settings',
      '{',
      '\t"theme": "dark", // at night',
      '\t/* servers */',
      '\t"context_servers": {',
      '\t\t"other": { "command": "x", "env": { "TOKEN": "t" } }, // keep me',
      '\t},',
      '\t"last": [1, 2,],',
      '}',
      '',
    ].join('\r\n');
    const after = edit(before, 'context_servers');
    for (const line of before.split('\r\n').filter((text) => !text.includes('keep me'))) expect(after).toContain(line);
    expect(after).toContain('// keep me');
    expect(after).toContain('"other": { "command": "x", "env": { "TOKEN": "t" } },');
    expect(after).toContain('\r\n\t\t"dockwright": {\r\n\t\t\t"command": "npx",');
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
    expect(parse(after.slice(1))).toMatchObject({ theme: 'dark', context_servers: { dockwright: entry } });
  });

  test('is not written twice', () => {
    const once = edit('{ "a": 1 }');
    expect(edit(once)).toBe(once);
  });

  test('is brought up to date; what a person added to it stays', () => {
    const before =
      '{"mcpServers": {"dockwright": {"command": "old", "env": {"DOCKER_HOST": "tcp://x"}, "disabled": true}}}';
    expect(parse(edit(before)).mcpServers.dockwright).toEqual({
      ...entry,
      env: { DOCKER_HOST: 'tcp://x' },
      disabled: true,
    });
  });

  test.each([
    ['{"mcpServers": {', 'close brace expected'],
    ['{"a": 1 "b": 2}', 'line 1: comma expected'],
    ['[]', 'not a JSON object'],
    ['{"mcpServers": []}', 'mcpServers is not an object'],
    ['{"mcpServers": {"dockwright": "x"}}', 'is not an object'],
    ['{"mcpServers": {"dockwright": {"url": "http://x"}}}', 'reached by its url'],
    ['{"mcpServers": {"a": {}}, "mcpServers": {"b": {}}}', 'change more than the one entry'],
  ])('%s is refused', (text, why) => {
    expect(() => edit(text)).toThrow(why);
    expect(() => edit(text)).toThrow('Nothing was changed');
  });

  test('whatever else a file holds stays as it was', () => {
    const names = fc.string().filter((name) => name !== '__proto__' && name !== 'mcpServers');
    const other = fc.dictionary(names, fc.jsonValue({ maxDepth: 3 }));
    const servers = fc.option(
      fc.dictionary(
        names.filter((name) => name !== 'dockwright'),
        fc.jsonValue({ maxDepth: 2 }),
      ),
    );
    fc.assert(
      fc.property(other, servers, fc.constantFrom(undefined, 2, 4, '\t'), (rest, own, indent) => {
        const before = own === null ? rest : { ...rest, mcpServers: own };
        const after = parse(edit(JSON.stringify(before, null, indent)));
        expect(after).toEqual(parse(JSON.stringify({ ...before, mcpServers: { ...own, dockwright: entry } })));
      }),
    );
  });
});
