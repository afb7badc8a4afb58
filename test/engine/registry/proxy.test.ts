import { expect, test } from 'vitest';
import { insecurityOf } from '../../../src/engine/registry/insecure-registries.js';
import { proxyFor } from '../../../src/engine/registry/proxy.js';

const env = { HTTPS_PROXY: 'http://proxy.test:3128', http_proxy: 'plain.test:80', NO_PROXY: '' };

test.each([
  ['https://ghcr.io/v2/', '', 'proxy.test:3128'],
  ['http://ghcr.io/v2/', '', 'plain.test'],
  ['https://localhost/', '', null],
  ['https://127.0.0.9:5000/', '', null],
  ['https://[::1]:5000/', '', null],
  ['https://ghcr.io/', '*', null],
  ['https://ghcr.io/', 'quay.io, ghcr.io', null],
  ['https://pkg.ghcr.io/', 'ghcr.io', null],
  ['https://pkg.ghcr.io/', '.ghcr.io', null],
  ['https://ghcr.io/', '.ghcr.io', 'proxy.test:3128'],
  ['https://pkg.ghcr.io/', '*.ghcr.io', null],
  ['https://notghcr.io/', 'ghcr.io', 'proxy.test:3128'],
  ['https://10.1.2.3/', '10.0.0.0/8', null],
  ['https://11.1.2.3/', '10.0.0.0/8', 'proxy.test:3128'],
  ['https://ghcr.io:5000/', 'ghcr.io:5000', null],
  ['https://ghcr.io:5001/', 'ghcr.io:5000', 'proxy.test:3128'],
])('%s without %j goes through %s', (url, exempt, proxy) => {
  expect(proxyFor(new URL(url), { ...env, NO_PROXY: exempt })?.host ?? null).toBe(proxy);
});

test.each([
  ['ghcr.io', [], 'none'],
  ['127.0.0.1:5000', [], 'plain'],
  ['localhost:5000', [], 'plain'],
  ['[::1]:5000', [], 'plain'],
  ['127.0.0.1:5000', ['127.0.0.0/8'], 'plain'],
  ['127.0.0.1:5000', ['127.0.0.1:5000'], 'any'],
  ['r.test:5000', ['r.test:5000'], 'any'],
  ['r.test:5000', ['r.test'], 'any'],
  ['r.test:5001', ['r.test:5000'], 'none'],
  ['10.1.2.3:5000', ['10.0.0.0/8'], 'any'],
  ['127.0.0.1.evil.test', [], 'none'],
])('%s, named %j: %s', (host, named, insecurity) => {
  expect(insecurityOf(host, named)).toBe(insecurity);
});
