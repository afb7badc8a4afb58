import { engineCheck, ok, warn } from '../check.js';
import type { Proxies } from '../client-settings.js';
import type { EngineFacts } from '../facts.js';

export const proxy = engineCheck('proxy', 'Proxies', (engine, { client }) => {
  const forEngine = engine.proxies.https ?? engine.proxies.http;
  const forBuilds = client.proxies.https ?? client.proxies.http;
  const own = client.own.https ?? client.own.http;
  if (!forEngine && !forBuilds && !own) return ok('none');
  const shown = `engine ${forEngine ?? 'none'}; builds and containers ${forBuilds ?? 'none'}; you ${own ?? 'none'}`;
  if (own && !forEngine) return warn(shown, 'the engine pulls through the same proxy', howToSet(engine, own));
  if (forEngine && !forBuilds)
    return warn(
      shown,
      'builds and containers get it too',
      `In ${client.path}: {"proxies": {"default": {"httpProxy": "${forEngine}", "httpsProxy": "${forEngine}", "noProxy": "localhost,127.0.0.1"}}}`,
    );
  if (forBuilds && /:\/\/(localhost|127\.)/.test(forBuilds))
    return warn(
      shown,
      'an address that a container reaches',
      `In ${client.path}: in a container localhost is the container itself; name http://host.docker.internal:PORT or the machine’s own address`,
    );
  const without = [withoutLocal('the engine', engine.proxies), withoutLocal('you', client.own)].filter(Boolean);
  if (without.length > 0)
    return warn(
      `${shown}; localhost goes through it for ${without.join(', ')}`,
      'no proxy for localhost',
      'Add localhost,127.0.0.1 to NO_PROXY (and a registry on this machine or in your network)',
    );
  return ok(shown);
});

function withoutLocal(who: string, { http, https, none }: Proxies): string | null {
  return (http ?? https) && !/localhost|127\.0\.0\.1|\*/.test(none ?? '') ? who : null;
}

function howToSet({ kind, version, here }: EngineFacts, address: string): string {
  if (/^docker-desktop/.test(kind))
    return 'Docker Desktop: Settings > Resources > Proxies > Manual proxy configuration';
  if (kind === 'colima') return `colima start --edit: env: {HTTP_PROXY: "${address}", HTTPS_PROXY: "${address}"}`;
  if (!here)
    return `On the engine’s host, in daemon.json: {"proxies": {"http-proxy": "${address}", "https-proxy": "${address}"}}`;
  if (Number.parseInt(version, 10) >= 23)
    return `In /etc/docker/daemon.json: {"proxies": {"http-proxy": "${address}", "https-proxy": "${address}", "no-proxy": "localhost,127.0.0.1"}}, then sudo systemctl restart docker`;
  return `sudo systemctl edit docker: [Service] Environment="HTTP_PROXY=${address}" "HTTPS_PROXY=${address}" "NO_PROXY=localhost,127.0.0.1", then sudo systemctl restart docker`;
}
