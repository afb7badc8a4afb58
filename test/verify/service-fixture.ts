import { onTestFinished, vi } from 'vitest';
import { connectEngine } from '../../src/engine/connect.js';
import { parseOwner } from '../../src/engine/owner.js';
import { type Spec, specSchema } from '../../src/spec/schema.js';
import type { Verification, VerifyRequest } from '../../src/verify/verification.js';
import { verifyImage } from '../../src/verify/verify-image.js';
import { temporaryFolder } from '../engine/temporary-folder.js';

/** A service of the standard library alone, so that building it needs no package index. It honours PORT and LOG_LEVEL. */
export const service = `
import http.server, logging, os, signal, sys
logging.basicConfig(level=os.environ.get("LOG_LEVEL", "INFO"), stream=sys.stdout)
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        found = self.path == "/health"
        self.send_response(200 if found else 404)
        self.end_headers()
        self.wfile.write(b'{"status": "ok"}' if found else b"{}")
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"Processed: " + body)
    def log_message(self, *args):
        logging.info("asked for %s", self.path)
def stop(*_):
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
logging.debug("starting")
http.server.ThreadingHTTPServer(("0.0.0.0", int(os.environ.get("PORT", "8000"))), Handler).serve_forever()
`;

export const dockerfile = `FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PORT=8000
WORKDIR /app
COPY main.py ./
USER 1000
CMD ["python3", "main.py"]
`;

let count = 0;

/** A Spec with the criteria that are set by default. */
export function specFor(change: Record<string, unknown> = {}): Spec {
  const { app = {}, ...rest } = change;
  return specSchema.parse({
    apiVersion: 'dockwright/v1',
    goal: 'A service to test with.',
    app: {
      name: `dockwright-test-${process.pid}-${count++}`,
      version: '1.0.0',
      language: 'python',
      framework: null,
      entrypoint: 'main.py',
      port: 8000,
      command: ['python3', 'main.py'],
      ...(app as object),
    },
    runtime: {
      version: '3.13',
      image: 'python:3.13-slim',
      variant: 'slim',
      packageManager: 'none',
      accelerator: 'none',
    },
    resources: { memory: '256MB', cpus: 1, shm: '64MB' },
    criteria: defaultCriteria,
    environment: [{ name: 'LOG_LEVEL', default: 'INFO' }],
    ...rest,
  });
}

export const defaultCriteria = {
  'image-size': { max: '300MB' },
  'non-root': { required: true },
  health: { path: '/health', within: '3s' },
  'cold-start': { max: '10s' },
  configuration: { required: true },
  secrets: { required: true },
  'graceful-shutdown': { within: '2s' },
  'read-only-root': { required: true },
  logs: { required: true },
  rebuild: { max: '30s' },
};

export interface Fixture {
  files?: Record<string, string>;
  dockerfile?: string;
  spec?: Spec;
  request?: Partial<VerifyRequest>;
  signal?: AbortSignal;
  report?: (message: string) => void;
}

export const quiet = { signal: new AbortController().signal, report: () => {} };

export async function requestFor({
  files = {},
  dockerfile: text = dockerfile,
  spec = specFor(),
  request = {},
}: Fixture): Promise<VerifyRequest> {
  // proofs of test images are nobody's
  vi.stubEnv('XDG_STATE_HOME', await temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  const root = await temporaryFolder({ 'main.py': service, ...files });
  return {
    root,
    spec,
    project: null,
    dockerfile: { source: 'generated', path: 'Dockerfile', content: text },
    ...request,
  };
}

/** Verifies a small service; its image is gone when the test is over. */
export async function verify(
  fixture: Fixture = {},
): Promise<Verification & { of(id: string): Verification['criteria'][number] | undefined }> {
  const request = await requestFor(fixture);
  onTestFinished(() => removeImage(`${request.spec.app.name}:${request.spec.app.version}`));
  const { signal = quiet.signal, report = vi.fn() } = fixture;
  const result = await verifyImage(request, { signal, report });
  return { ...result, of: (id) => result.criteria.find((criterion) => criterion.id === id) };
}

export async function removeImage(reference: string): Promise<void> {
  const engine = await connectEngine();
  await engine.docker
    .getImage(reference)
    .remove({ force: true })
    .catch(() => {});
}

/** What a process's runs have on the engine: containers, networks, volumes and images. Others may verify at the same time. */
export async function leftovers(pid = process.pid): Promise<string[]> {
  const { docker } = await connectEngine();
  const filters = { label: ['dev.dockwright.run'] };
  const [containers, networks, volumes, images] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
    docker.listImages({ filters }),
  ]);
  const named = (volumes.Volumes ?? []).map(({ Name, Labels }) => ({ Id: Name, Labels }));
  return [...containers, ...networks, ...images, ...named]
    .filter(({ Labels }) => parseOwner(Labels?.['dev.dockwright.owner'])?.pid === pid)
    .map(({ Id }) => Id);
}
