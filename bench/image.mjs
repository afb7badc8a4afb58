// Prints how fast an image is read beside plain `tar -t` on the same archive, and what memory it takes.
//   node bench/image.mjs [MEGABYTES=1000] [--file-size BYTES=20000] [--store plain|gzip|zstd] [--engine IMAGE]
// --engine reads an image of the Docker engine beside bare `docker save`. zstd needs the program of that name.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { build } from 'esbuild';
import { pack } from 'tar-stream';
import { root } from '../scripts/run-node.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'file-size': { type: 'string', default: '20000' },
    store: { type: 'string', default: 'plain' },
    engine: { type: 'string' },
  },
});
const megabytes = Number(positionals[0] ?? 1000);
const fileSize = Number(values['file-size']);
const layerCount = 8;
const folder = await mkdtemp(path.join(os.tmpdir(), 'dockwright-bench-'));

/** What is measured, in a process of its own so that its memory is its own. */
const measured = `
  import { inspectImageFrom } from './src/audit/image/inspect-image.ts';
  import { connectEngine } from './src/engine/connect.ts';
  import { exportImage } from './src/engine/image.ts';
  const [kind, name] = process.argv.slice(2);
  const activity = { signal: new AbortController().signal, report() {} };
  const engine = kind === 'engine' ? await connectEngine() : null;
  const started = performance.now();
  const inspect = (source) => inspectImageFrom(source, { now: new Date() }, activity);
  const image = kind === 'path' ? await inspect({ path: name })
    : await exportImage(engine, name, activity.signal, (stream) => inspect({ stream }));
  const seconds = (performance.now() - started) / 1000;
  console.log(JSON.stringify({ seconds, bytes: image.read.sizeBytes, peakMb: process.resourceUsage().maxRSS / 1024 }));
  process.exit(0);`;

/** Half of each file compresses and half does not, as in programs. */
async function makeArchive() {
  const content = Buffer.alloc(Math.max(64 << 20, 2 * fileSize), 'a text of which there is more, ');
  for (let at = 0; at < content.length; at += 128) randomBytes(64).copy(content, at);
  const archive = path.join(folder, 'image.tar');
  const out = pack();
  const written = pipeline(out, createWriteStream(archive));
  const names = [];
  const diffIds = [];
  const perLayer = Math.ceil((megabytes * 1e6) / (fileSize + 512) / layerCount);
  for (let layer = 0; layer < layerCount; layer += 1) {
    const file = path.join(folder, `layer-${layer}`);
    diffIds.push(`sha256:${await makeLayer(file, layer, perLayer, content)}`);
    const { size } = await stat(file);
    names.push(`blobs/sha256/layer-${layer}`);
    const entry = out.entry({ name: names.at(-1), size });
    await pipeline((await open(file)).createReadStream({ highWaterMark: 1 << 20 }), entry);
    await rm(file);
  }
  const config = JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: diffIds } });
  out.entry({ name: 'config.json' }, config);
  out.entry({ name: 'manifest.json' }, JSON.stringify([{ Config: 'config.json', RepoTags: null, Layers: names }]));
  out.finalize();
  await written;
  return { archive, files: perLayer * layerCount };
}

async function makeLayer(file, layer, count, content) {
  const hash = createHash('sha256');
  const tar = pack();
  const hashed = Readable.from(
    (async function* () {
      for await (const chunk of tar) {
        hash.update(chunk);
        yield chunk;
      }
    })(),
  );
  const written = pipeline(hashed, ...stored(), createWriteStream(file));
  for (let index = 0; index < count; index += 1) {
    const start = ((layer * count + index) * 7919) % (content.length - fileSize);
    const name = `usr/lib/python3/site-packages/package-${index % 97}/part-${layer}/module_${index}.py`;
    await new Promise((resolve, reject) => {
      tar.entry({ name }, content.subarray(start, start + fileSize), (error) => (error ? reject(error) : resolve()));
    });
  }
  tar.finalize();
  await written;
  return hash.digest('hex');
}

function stored() {
  if (values.store === 'gzip') return [createGzip({ level: 6 })];
  if (values.store === 'plain') return [];
  const program = spawn('zstd', ['-3', '-q', '-c'], { stdio: ['pipe', 'pipe', 'inherit'] });
  return [
    async function* (source) {
      const fed = pipeline(source, program.stdin);
      yield* program.stdout;
      await fed;
    },
  ];
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], cwd: root });
    let output = '';
    let length = 0;
    child.stdout.on('data', (chunk) => {
      length += chunk.length;
      if (length < 100_000) output += chunk;
    });
    child.on('error', reject).on('close', (code) => {
      if (code === 0) resolve({ output, length, seconds: (performance.now() - started) / 1000 });
      else reject(new Error(`${command} ended with ${code}`));
    });
  });
}

const show = (what, bytes, seconds, peakMb) =>
  console.log(
    `${what.padEnd(34)}${(bytes / 1e6 / seconds).toFixed(0).padStart(7)} MB/s${seconds.toFixed(2).padStart(9)} s` +
      (peakMb ? `   peak ${peakMb.toFixed(0)} MB` : ''),
  );

const program = path.join(root, 'dist', `.image-bench-${process.pid}.mjs`);
try {
  await build({
    absWorkingDir: root,
    stdin: { contents: measured, resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile: program,
  });
  if (values.engine) {
    // in turn, since an engine's speed changes with what else the machine does
    for (let round = 0; round < 5; round += 1) {
      const save = await run('docker', ['save', values.engine]);
      const read = JSON.parse((await run(process.execPath, [program, 'engine', values.engine])).output);
      show('docker save, thrown away', save.length, save.seconds);
      show('read from the engine', read.bytes, read.seconds, read.peakMb);
    }
  } else {
    const { archive, files } = await makeArchive();
    const { size } = await stat(archive);
    console.log(
      `${files.toLocaleString('en')} files of ${fileSize} bytes, ${values.store}, archive of ${(size / 1e6).toFixed(0)} MB`,
    );
    const listing = await run('sh', ['-c', `cat ${archive} | tar -t`]);
    const layer = { plain: 'tar -t', gzip: 'tar -tz', zstd: 'tar --zstd -t' }[values.store];
    const layers = await run('sh', [
      '-c',
      `for l in 0 1 2 3 4 5 6 7; do tar -xOf ${archive} blobs/sha256/layer-$l | ${layer} >/dev/null; done`,
    ]);
    const read = JSON.parse((await run(process.execPath, [program, 'path', archive])).output);
    show('tar -t of the archive, from a pipe', size, listing.seconds);
    show(`${layer} of each layer`, read.bytes, layers.seconds);
    show('read by dockwright', read.bytes, read.seconds, read.peakMb);
  }
} finally {
  await rm(program, { force: true });
  await rm(folder, { recursive: true, force: true });
}
