import { describe, expect, test } from 'vitest';
import { inputJsonSchema } from '../../src/tools/json-schema.js';
import { tools as ours } from '../../src/tools/tools.js';
import { type ListedTool, pairsIn, readSteps, readWishes } from './read-instructions.js';

const tools: ListedTool[] = ours.map((tool) => ({ name: tool.name, inputSchema: inputJsonSchema(tool) }));
const wishes = (text: string, current?: string) =>
  readWishes(text, tools, current).map(({ sentence: _, ...wish }) => wish);

describe('instructions are read', () => {
  test('arguments in braces and in words', () => {
    expect(wishes('**Read.** Call `draft_spec {path, goal}`. It runs nothing.')).toEqual([
      { tool: 'draft_spec', named: ['path', 'goal'], given: {}, again: false, condition: null },
    ]);
    expect(wishes('Call `audit_image {target: path, ignore: ["a", "b"]}`.')).toEqual([
      { tool: 'audit_image', named: [], given: { target: 'path', ignore: ['a', 'b'] }, again: false, condition: null },
    ]);
    expect(wishes('`draft_spec {path, answers: {accelerator: "none"}, write: true}`, then more.')).toMatchObject([
      { tool: 'draft_spec', named: ['path'], given: { answers: { accelerator: 'none' }, write: true } },
    ]);
    expect(wishes('Show it. Then call draft_spec with the same arguments, answers and write: true.')).toEqual([
      { tool: 'draft_spec', named: ['answers'], given: { write: true }, again: true, condition: null },
    ]);
  });

  test('what is conditional, offered or merely mentioned', () => {
    expect(wishes('When they agree, call push_image with the same arguments and confirm: true.')).toMatchObject([
      { condition: 'When they agree', given: { confirm: true } },
    ]);
    expect(wishes('Tell the user. Offer: push_image with image: shop:1.0.0.')).toEqual([]);
    expect(wishes('`explain_concept` teaches it; `audit_image` says more.')).toEqual([]);
  });

  test('a call again without a name is one of the tool that answered', () => {
    const hint = 'Nothing was done. Show this; when they agree, call again with the same arguments and confirm: true.';
    expect(wishes(hint, 'generate_dockerfile')).toMatchObject([
      { tool: 'generate_dockerfile', given: { confirm: true }, again: true, condition: 'when they agree' },
    ]);
  });

  test('steps and values', () => {
    expect(readSteps('Do:\n\n1. **A.** b\n   c\n2. d\n\nDone.')).toEqual(['**A.** b c', 'd']);
    expect(pairsIn('push_image with image: shop:1.0.0 and path: "/a b"; x.')).toEqual({
      image: 'shop:1.0.0',
      path: '/a b',
    });
  });
});
