import { describe, expect, test } from 'vitest';
import { chooseDestination } from '../../src/push/destination.js';

const choose = (request: { image: string; repository?: string; version?: string; provenVersion?: string }) => {
  const { host, repository, tags } = chooseDestination({ spec: null, provenVersion: null, ...request });
  return `${host}/${repository} ${tags.version?.tag}`;
};

describe('where an image goes', () => {
  test.each([
    [{ image: 'ghcr.io/me/app:1.4.2' }, 'ghcr.io/me/app 1.4.2'],
    [{ image: 'me/app:1.4.2' }, 'docker.io/me/app 1.4.2'],
    [{ image: 'shop:1.4.2', repository: 'ghcr.io/me/app' }, 'ghcr.io/me/app 1.4.2'],
    [{ image: 'shop:latest', repository: 'r.io/a', provenVersion: '2.0.0' }, 'r.io/a 2.0.0'],
    [{ image: 'shop:1.4.2', repository: 'r.io/a', version: '1.5.0' }, 'r.io/a 1.5.0'],
    [{ image: 'shop:1.0.0_7', repository: 'r.io/a', provenVersion: '1.0.0+7' }, 'r.io/a 1.0.0-7'],
    [{ image: 'a'.repeat(64), repository: 'r.io/a', version: '1.0.0' }, 'r.io/a 1.0.0'],
  ])('%j is %s', (request, expected) => {
    expect(choose(request)).toBe(expected);
  });

  test.each([
    [{ image: 'shop:1.4.2' }, /Nothing says where/],
    [{ image: 'shop', repository: 'r.io/a' }, /no version/],
    [{ image: 'shop:1.4.2', repository: 'r.io/a', provenVersion: '1.4.3' }, /tagged 1.4.2, and its proof says 1.4.3/],
    [{ image: 'shop:1.4.2', repository: 'https://r.io/a' }, /scheme/],
    [{ image: 'shop:1.4.2', repository: 'r.io/a:1' }, /a repository is meant/],
    [{ image: 'shop:1.4.2', repository: 'r.io/A' }, /not allowed/],
    [{ image: 'shop:x', repository: 'r.io/a', version: 'x' }, /not a full version/],
  ])('%j is refused', (request, message) => {
    expect(() => choose(request)).toThrow(
      expect.objectContaining({ code: 'invalid-input', message: expect.stringMatching(message) }),
    );
  });
});
