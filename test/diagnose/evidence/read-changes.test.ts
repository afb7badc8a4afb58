import { expect, test } from 'vitest';
import { worthTelling } from '../../../src/diagnose/evidence/read-changes.js';

test('changes: no folders above what has changed, none of the engine’s own, none of a program’s droppings', () => {
  const changed = (path: string) => ({ path, kind: 'changed' as const });
  const added = (path: string) => ({ path, kind: 'added' as const });
  expect(
    worthTelling([
      changed('/app'),
      added('/app/x.txt'),
      added('/app/__pycache__/main.cpython-313.pyc'),
      // Docker with the containerd store, while an archive is asked for
      added('/.pivot_root2452779800'),
      changed('/run'),
      added('/dev/console'),
    ]),
  ).toEqual([added('/app/x.txt'), changed('/run')]);
});
