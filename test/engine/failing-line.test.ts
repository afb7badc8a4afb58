import { expect, test } from 'vitest';
import { findFailingLine } from '../../src/engine/failing-line.js';

const dockerfile = `# syntax is the engine's own
FROM python:3.13-slim AS build
RUN pip install --no-cache-dir \\
      # a comment between
      fastapi \\
      nonsense-package
COPY . .
RUN python -m compileall .
`;

test('a step is found by its instruction, continuation lines joined', () => {
  const step = '[build 2/4] RUN pip install --no-cache-dir       fastapi       nonsense-package';
  expect(findFailingLine(dockerfile, step, 'exit code: 1')).toEqual({
    line: 3,
    text: 'RUN pip install --no-cache-dir \\',
  });
});

test('steps that begin alike are told apart', () => {
  expect(findFailingLine(dockerfile, '[build 4/4] RUN python -m compileall .', 'exit code: 1')?.line).toBe(8);
  expect(findFailingLine(dockerfile, '[build 3/4] COPY . .', 'not found')?.line).toBe(7);
});

test('the line that the engine names is taken', () => {
  const message = 'dockerfile parse error on line 7: unknown instruction: COPI';
  expect(findFailingLine(dockerfile, null, message)).toEqual({ line: 7, text: 'COPY . .' });
});

test('what stands nowhere is not guessed', () => {
  expect(findFailingLine(dockerfile, '[internal] load metadata', 'denied')).toBeNull();
  expect(findFailingLine(dockerfile, null, 'denied')).toBeNull();
});
