import { expect, test } from 'vitest';
import { followProgress, type ProgressEvent } from '../../src/engine/follow-progress.js';

async function* pieces(...list: string[]) {
  for (const piece of list) yield Buffer.from(piece);
}

test('progress is read line by line, wherever the pieces end', async () => {
  const seen: ProgressEvent[] = [];
  await followProgress(pieces('{"id":"a","sta', 'tus":"Pushing"}\r\n\r\n{"aux":{"Digest":"d"}}'), (one) =>
    seen.push(one),
  );
  expect(seen).toEqual([{ id: 'a', status: 'Pushing' }, { aux: { Digest: 'd' } }]);
});

test('an error in the middle of the answer is one', async () => {
  const stream = pieces(
    '{"status":"Preparing","id":"a"}\n',
    '{"errorDetail":{"message":"denied: no quota"},"error":"denied: no quota"}\n',
  );
  await expect(followProgress(stream)).rejects.toMatchObject({ message: 'denied: no quota', statusCode: 500 });
});
