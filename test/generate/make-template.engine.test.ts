import { execFileSync } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { buildImage } from '../../src/engine/build-image.js';
import { connectEngine } from '../../src/engine/connect.js';
import { parseIgnoreFile } from '../../src/engine/ignore-file.js';
import { makeTemplate } from '../../src/generate/make-template.js';
import { describeWithEngine } from '../lab/engine.js';

const activity = { signal: new AbortController().signal, report: () => {} };
// the others differ from these in what other tests build: the base, and the first stage alone
const built = ['slim', 'gunicorn'];
const tag = (variant: string) => `dockwright-template-${variant}`;
const docker = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8', timeout: 60_000 });

describeWithEngine('templates with their application', () => {
  afterAll(() => docker('image', 'rm', '--force', ...built.map(tag)));

  test.each(built)('%s is built, and answers', async (variant) => {
    const { files, application } = await makeTemplate('python', variant, activity);
    const [dockerfile, ignore] = files.map(({ content }) => content) as [string, string];
    const { failure } = await buildImage(
      await connectEngine(),
      {
        context: {
          root: null,
          rules: parseIgnoreFile(ignore),
          overlay: new Map(application.map(({ path, content }) => [path, Buffer.from(content)])),
        },
        dockerfile: { path: 'Dockerfile', content: dockerfile },
        tag: tag(variant),
      },
      activity,
    );
    expect(failure).toBeNull();
    const [words] = JSON.parse(docker('image', 'inspect', '--format', '[{{json .Config.Cmd}}]', tag(variant))) as [
      string[],
    ];
    const start = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    // until it answers, as long as it lives
    const script = `${start} & service=$!; until python -c "$0" 2>/dev/null; do kill -0 $service || exit 1; done`;
    const ask = "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health', timeout=2)";
    docker('run', '--rm', '--read-only', '--tmpfs', '/tmp', tag(variant), 'sh', '-c', script, ask);
  });
});
