import { expect, test } from 'vitest';
import { checkInput, describeIgnored } from '../../src/mcp/check-input.js';
import type { Tool } from '../../src/tools/tool.js';
import { tools } from '../../src/tools/tools.js';

const tool = (name: string) => tools.find((one) => one.name === name) as Tool;

test.each([
  ['draft_spec', undefined, 'path is missing.'],
  [
    'draft_spec',
    { path: 5, answers: ['a'] },
    'path: expected string, received number; answers: expected record, received array.',
  ],
  ['generate_dockerfile', { path: '/a', variant: 'distroless' }, 'variant is none of slim, alpine, gunicorn, basic.'],
  ['verify_image', { path: '/a', waitSeconds: -1 }, 'waitSeconds: Too small: expected number to be >=0.'],
])('%s %j', (name, given, message) => {
  expect(() => checkInput(tool(name), given)).toThrow(
    expect.objectContaining({ code: 'invalid-input', message, hint: expect.stringMatching(/its arguments are .+\.$/) }),
  );
});

test('an argument that there is not is told of, and changes nothing', () => {
  expect(checkInput(tool('draft_spec'), { path: '/a', overwite: true })).toEqual({ path: '/a', write: false });
  expect(describeIgnored(tool('draft_spec'), { path: '/a', overwite: true })).toBe(
    'Mind that "overwite" had no effect: draft_spec takes path, app, goal, answers, write.',
  );
  expect(describeIgnored(tool('audit_image'), { target: '/a', also: ['/b'] })).toBeNull();
});
