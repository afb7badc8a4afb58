import { describe, expect, test } from 'vitest';
import { formatReference, parseReference, parseRepository } from '../../../src/engine/registry/reference.js';

const digest = `sha256:${'0a'.repeat(32)}`;

describe('Docker’s short forms are spelled out', () => {
  test.each([
    ['python', 'docker.io/library/python'],
    ['python:3.13-slim', 'docker.io/library/python:3.13-slim'],
    ['me/app', 'docker.io/me/app'],
    ['docker.io/python', 'docker.io/library/python'],
    ['index.docker.io/me/app', 'docker.io/me/app'],
    ['ghcr.io/me/app:1.4.2', 'ghcr.io/me/app:1.4.2'],
    ['GHCR.io/me/app', 'ghcr.io/me/app'],
    ['localhost/app', 'localhost/app'],
    ['localhost:5000/app', 'localhost:5000/app'],
    ['127.0.0.1:5000/a/b/c:x', '127.0.0.1:5000/a/b/c:x'],
    ['[::1]:5000/app:1', '[::1]:5000/app:1'],
    ['registry/app', 'docker.io/registry/app'],
    [`app@${digest}`, `docker.io/library/app@${digest}`],
    [`quay.io/a__b/c-d.e:T_1@${digest}`, `quay.io/a__b/c-d.e:T_1@${digest}`],
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/app', '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app'],
  ])('%s is %s', (text, full) => {
    expect(formatReference(parseReference(text))).toBe(full);
    expect(parseReference(full)).toEqual(parseReference(text));
  });
});

describe('refused, with what is wrong', () => {
  test.each([
    ['', 'it has no name'],
    ['https://ghcr.io/me/app', 'it begins with a scheme'],
    ['ghcr.io/Me/app', 'Me is not allowed'],
    ['me//app', 'it has an empty part'],
    ['ghcr.io/', 'it has no name'],
    ['../app', '.. is no host'],
    ['a.b:99999/app', 'a.b:99999 is no host'],
    ['app:', 'the tag'],
    ['app:-x', 'the tag -x is not allowed'],
    [`app:${'x'.repeat(129)}`, 'the tag'],
    ['app@sha256:0', 'what stands after @ is no digest'],
    [`app@md5:${'0'.repeat(32)}`, 'what stands after @ is no digest'],
    ['a b', 'a b is not allowed'],
    ['app\n', 'is not allowed'],
    [`me/${'a'.repeat(300)}`, 'it is longer than 255 characters'],
    ['a..b/c?x=1', 'is no host'],
  ])('%j: %s', (text, why) => {
    expect(() => parseReference(text)).toThrow(
      expect.objectContaining({ code: 'invalid-input', message: expect.stringContaining(why) }),
    );
  });

  test('a tag where a repository is meant', () => {
    expect(parseRepository('ghcr.io/me/app')).toEqual({ host: 'ghcr.io', repository: 'me/app' });
    expect(() => parseRepository('ghcr.io/me/app:1')).toThrow('names an image where a repository is meant');
  });

  test('capital letters, with the name in lower case', () => {
    expect(() => parseReference('Me/App')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('me/app') }),
    );
  });
});

test('a long hostile name is read in no time', () => {
  const started = performance.now();
  expect(() => parseReference(`a.b/${'a-'.repeat(100_000)}!`)).toThrow('longer than');
  expect(() => parseReference(`${'a-'.repeat(100_000)}./x`)).toThrow();
  expect(performance.now() - started).toBeLessThan(500);
});
