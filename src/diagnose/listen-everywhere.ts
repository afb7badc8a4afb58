import type { ContainerEvidence } from './evidence/container-evidence.js';

/** How a known server is told to listen on every address; the words are looked for in how the container is started. */
const servers: readonly { name: RegExp; how: (port: number) => string }[] = [
  { name: /\buvicorn\b/, how: (port) => `uvicorn ... --host 0.0.0.0 --port ${port}` },
  { name: /\bgunicorn\b/, how: (port) => `gunicorn --bind 0.0.0.0:${port} ...` },
  { name: /\bhypercorn\b/, how: (port) => `hypercorn --bind 0.0.0.0:${port} ...` },
  { name: /\bfastapi\b/, how: (port) => `fastapi run --host 0.0.0.0 --port ${port}` },
  { name: /\bflask\b/, how: (port) => `flask run --host 0.0.0.0 --port ${port}` },
  { name: /\bstreamlit\b/, how: (port) => `streamlit run ... --server.address 0.0.0.0 --server.port ${port}` },
  { name: /\bjupyter\b/, how: (port) => `jupyter ... --ip 0.0.0.0 --port ${port}` },
  { name: /manage\.py\b.{0,40}runserver/, how: (port) => `python manage.py runserver 0.0.0.0:${port}` },
  { name: /http\.server\b/, how: (port) => `python -m http.server --bind 0.0.0.0 ${port}` },
  { name: /\bvite\b/, how: (port) => `vite --host 0.0.0.0 --port ${port}` },
  { name: /\bnext\b/, how: (port) => `next start -H 0.0.0.0 -p ${port}` },
  { name: /\b(?:rails|puma)\b/, how: (port) => `rails server -b 0.0.0.0 -p ${port}` },
  { name: /\bphp\b.{0,40} -S\b/, how: (port) => `php -S 0.0.0.0:${port} ...` },
  { name: /\bollama\b/, how: (port) => `OLLAMA_HOST=0.0.0.0:${port} ollama serve` },
  { name: /\bredis-server\b/, how: (port) => `redis-server --bind 0.0.0.0 --port ${port} (and set a password)` },
  { name: /\bnginx\b/, how: (port) => `listen ${port}; in nginx.conf, without an address` },
  { name: /\bdotnet\b/, how: (port) => `ASPNETCORE_URLS=http://+:${port}` },
  {
    name: /\bjava\b/,
    how: (port) => `server.address=0.0.0.0 server.port=${port} (Spring: SERVER_ADDRESS, SERVER_PORT)`,
  },
  { name: /\bnode\b|\bnpm\b/, how: (port) => `server.listen(${port}, '0.0.0.0') in the code` },
  { name: /\bpython/, how: (port) => `host="0.0.0.0", port=${port} where the code starts its server` },
];

/** What has to be said where the server is started, in the server's own words where it is a known one. */
export function howToListen({ settings, inside }: ContainerEvidence, port: number): string {
  const own = inside?.listeners.find((listener) => listener.port === port)?.process ?? '';
  const started = `${own} ${[...settings.entrypoint, ...settings.command].join(' ')}`.slice(0, 2_000);
  const server = servers.find(({ name }) => name.test(started));
  return server ? server.how(port) : `0.0.0.0:${port} as the address that the program listens on`;
}
