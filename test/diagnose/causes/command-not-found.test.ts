import { describe, expect, test } from 'vitest';
import { commandNotFound } from '../../../src/diagnose/causes/command-not-found.js';
import { anEnded, anEvidence, aRefused, saying } from '../an-evidence.js';

const runc =
  'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ';

describe('command-not-found', () => {
  test.each([
    [`${runc}exec: "uvicorn": executable file not found in $PATH: unknown`, 'Install uvicorn'],
    [`${runc}exec: "/entry.sh": stat /entry.sh: no such file or directory: unknown`, 'COPY it to /entry.sh'],
    [`${runc}exec: "python3 main.py": executable file not found in $PATH`, '["python3", "main.py"]'],
    [
      'crun: executable file `uvicorn` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found',
      'Install uvicorn',
    ],
  ])('the runtime’s refusal: %s', (error, remedy) => {
    const weighed = commandNotFound.weigh(aRefused(error, 127));
    expect(weighed?.confidence).toBe(0.99);
    expect(weighed?.remedies[0]?.description).toContain(remedy);
  });

  test.each([
    ['/entry.sh: 4: pg_isready: not found', 'pg_isready'],
    ['bash: line 1: jq: command not found', 'jq'],
    ['sh: 1: next: not found', 'next'],
    ['/usr/bin/env: ‘node’: No such file or directory', 'node'],
  ])('a shell that ends with 127: %s', (line, program) => {
    const weighed = commandNotFound.weigh(anEnded(127, [line]));
    expect(weighed?.confidence).toBeGreaterThan(0.85);
    expect(weighed?.remedies[0]?.description).toContain(program);
  });

  test('with another code the script went on, and it is less sure', () => {
    const weighed = commandNotFound.weigh(anEnded(1, ['/entry.sh: 4: pg_isready: not found']));
    expect(weighed?.confidence).toBeLessThan(0.8);
  });

  test('other refusals, other errors and words of a running container', () => {
    expect(commandNotFound.weigh(aRefused(`${runc}exec: "/entry.sh": permission denied: unknown`, 126))).toBeNull();
    expect(commandNotFound.weigh(anEnded(1, ['ValueError: user 12: not found']))).toBeNull();
    expect(commandNotFound.weigh(anEvidence({ logs: saying('sh: 1: next: not found') }))?.confidence).toBeLessThan(0.2);
  });
});
