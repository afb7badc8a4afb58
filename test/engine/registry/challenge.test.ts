import { expect, test } from 'vitest';
import { readChallenge } from '../../../src/engine/registry/challenge.js';

const from = new URL('https://r.test/v2/');
const bearer = (realm: string, service: string | null, scope: string | null = null) => ({
  scheme: 'bearer',
  realm: new URL(realm),
  service,
  scope,
});

test.each([
  ['Basic realm="x"', { scheme: 'basic' }],
  ['basic', { scheme: 'basic' }],
  ['Bearer realm="https://a.test/token",service="r.test"', bearer('https://a.test/token', 'r.test')],
  [
    'Bearer realm="https://a.test/t?x=1",service="r",scope="repository:a:pull,push repository:b:pull"',
    bearer('https://a.test/t?x=1', 'r', 'repository:a:pull,push repository:b:pull'),
  ],
  ['Basic realm="say \\"hi\\", you", Bearer realm=https://a.test/t', bearer('https://a.test/t', null)],
  ['Bearer realm="/token"', bearer('https://r.test/token', null)],
  ['Bearer realm="file:///etc/passwd"', null],
  ['Bearer realm="https://me:pw@a.test/"', null],
  ['Bearer realm="javascript:alert(1)", Basic realm="x"', { scheme: 'basic' }],
  ['Bearer', null],
  ['Negotiate abc==', null],
  ['', null],
  ['"""', null],
  [undefined, null],
])('%s', (header, challenge) => {
  expect(readChallenge(header, from)).toEqual(challenge);
});

test('a hostile one is read in no time', () => {
  const started = performance.now();
  for (const piece of ['a=', '"\\', 'Bearer ', ',', 'a="'])
    expect(readChallenge(piece.repeat(8_000 / piece.length), from)).toBeNull();
  expect(performance.now() - started).toBeLessThan(500);
});
