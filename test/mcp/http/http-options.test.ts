import { afterEach, describe, expect, test, vi } from 'vitest';
import { readHttpOptions } from '../../../src/mcp/http/http-options.js';
import { parseHttpArguments } from '../../../src/server-arguments.js';

const read = (...args: string[]) => {
  const { http } = parseHttpArguments(args);
  if (!http) throw new Error('no arguments');
  return readHttpOptions(http);
};

afterEach(() => vi.unstubAllEnvs());

describe('dockwright serve', () => {
  test('listens on this machine alone, read-only, and asks nobody', () => {
    expect(parseHttpArguments([]).settings).toEqual({ readOnly: true, roots: [] });
    expect(read()).toMatchObject({
      host: '127.0.0.1',
      port: 3919,
      token: null,
      authorizationServer: null,
      allowedOrigins: [],
    });
  });

  test('takes roots, tools and writes', () => {
    const args = ['--root', '/a', '--root', '/b', '--tools', 'draft_spec, audit_image', '--allow-writes'];
    expect(parseHttpArguments(args).settings).toEqual({
      readOnly: false,
      roots: ['/a', '/b'],
      tools: ['draft_spec', 'audit_image'],
    });
  });

  test.each([
    ['a network without a token', ['--host', '192.0.2.1'], 'nothing asks who they are'],
    [
      'every address without a name',
      ['--host', '0.0.0.0', '--token-env', 'A_TOKEN'],
      'no address that a client can call',
    ],
    ['a variable that is not set', ['--token-env', 'NOT_SET'], 'holds no token'],
    ['a token that can be guessed', ['--token-env', 'SHORT'], 'can be guessed'],
    ['a token with a space', ['--token-env', 'SPACED'], 'cannot be sent'],
    ['a port that is none', ['--port', '70000'], 'from 0 to 65535'],
    ['a port of words', ['--port', 'http'], 'from 0 to 65535'],
    ['an origin with a path', ['--allowed-origin', 'https://app.example.com/x'], 'is no origin'],
    ['an origin that is no URL', ['--allowed-origin', '*'], 'http or https URL'],
    ['a public URL with a query', ['--public-url', 'https://a.example.com/mcp?x=1'], 'more than an address'],
    ['an authorization server in clear', ['--authorization-server', 'http://login.example.com'], 'cannot be trusted'],
    [
      'a token and an authorization server',
      ['--token-env', 'A_TOKEN', '--authorization-server', 'https://login.example.com'],
      'Both',
    ],
  ])('refuses %s', (_, args, message) => {
    vi.stubEnv('A_TOKEN', 'a-token-of-some-length');
    vi.stubEnv('SHORT', '1234');
    vi.stubEnv('SPACED', 'a token of some length');
    expect(() => read(...args)).toThrow(message);
  });

  test.each(['127.0.0.1', '127.8.9.1', 'localhost', '::1', '[::1]'])('%s needs no token', (host) => {
    expect(read('--host', host).host).toBe(host.replace(/[[\]]/g, ''));
  });

  test.each(['127.0.0.1.example.com', '0.0.0.0', '::', '127.1'])('%s needs one', (host) => {
    expect(() => read('--host', host)).toThrow('nothing asks who they are');
  });
});
