import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import type { Certificates } from './certificates.js';
import { bareHost, type Environment, portOf, proxyAuthorization, proxyFor } from './proxy.js';

/** How requests of one registry's client get to a server, with the connections that are kept open. */
export interface Agents {
  /** What `request` of node:http or node:https needs, besides the request's own method, path and headers. */
  route(url: URL): http.RequestOptions;
  close(): void;
}

export interface AgentSettings {
  env: Environment;
  certificates: Certificates;
  /** The registry's host name: it alone sees our own certificate and may have one that nobody vouches for. */
  server: string;
  anyCertificate: boolean;
}

const connectMs = 20_000;

/** Agents of one's own, so that a registry's certificates, proxies and open connections are no other client's. */
export function openAgents({ env, certificates, server, anyCertificate }: AgentSettings): Agents {
  const options = { keepAlive: true, maxSockets: 8, timeout: 0 };
  const plain = new http.Agent(options);
  const secure = new Map<string, https.Agent>();
  const secureAgent = (url: URL) => {
    const proxy = proxyFor(url, env);
    const own = bareHost(url) === server;
    const name = `${proxy?.href ?? ''} ${own}`;
    const known = secure.get(name);
    if (known) return known;
    const agent = new https.Agent({
      ...options,
      // its storage and its token server may have certificates of the same authority
      ca: certificates.ca,
      ...(own ? { cert: certificates.cert, key: certificates.key, rejectUnauthorized: !anyCertificate } : {}),
    });
    if (proxy) tunnel(agent, proxy);
    secure.set(name, agent);
    return agent;
  };
  return {
    route(url) {
      const target = { protocol: url.protocol, hostname: bareHost(url), port: portOf(url) };
      if (url.protocol === 'https:') return { ...target, agent: secureAgent(url), path: pathOf(url) };
      const proxy = proxyFor(url, env);
      if (!proxy) return { ...target, agent: plain, path: pathOf(url) };
      // a proxy gets the whole address of what is not encrypted
      return {
        protocol: 'http:',
        hostname: bareHost(proxy),
        port: portOf(proxy),
        agent: plain,
        path: url.href,
        headers: { host: url.host, ...proxyAuthorization(proxy) },
      };
    },
    close() {
      plain.destroy();
      for (const agent of secure.values()) agent.destroy();
    },
  };
}

function pathOf(url: URL): string {
  return `${url.pathname}${url.search}`;
}

type Connected = (error: Error | null, socket?: Duplex) => void;

/** Has an agent reach its servers through a proxy's CONNECT (RFC 9110, 9.3.6). */
function tunnel(agent: https.Agent, proxy: URL): void {
  const connect = (options: tls.ConnectionOptions & { host?: string; port?: number }, done: Connected) => {
    const target = `${options.host?.includes(':') ? `[${options.host}]` : options.host}:${options.port}`;
    const { request } = proxy.protocol === 'https:' ? https : http;
    const asked = request({
      hostname: bareHost(proxy),
      port: portOf(proxy),
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...proxyAuthorization(proxy) },
      agent: false,
      timeout: connectMs,
    });
    asked.on('timeout', () => asked.destroy(Object.assign(new Error('the proxy is silent'), { code: 'ETIMEDOUT' })));
    asked.on('error', done);
    asked.on('connect', ({ statusCode }, socket) => {
      if (statusCode !== 200) {
        socket.destroy();
        done(Object.assign(new Error(`the proxy answers ${statusCode}`), { code: `PROXY_${statusCode}` }));
        return;
      }
      done(null, tls.connect({ ...options, socket, path: undefined }));
    });
    asked.end();
  };
  Object.assign(agent, { createConnection: connect });
}
