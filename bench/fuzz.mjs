// Mutates Dockerfiles, Compose files and image archives, audits each, and fails on a crash, or on more than a second for one.
//   node bench/fuzz.mjs [COUNT] [SEED]     COUNT of each kind; 100,000 in all without it
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { bundle } from './bundle.mjs';

const count = Number(process.argv[2] ?? 33_334);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
const limitMs = 1000;

const audit = await bundle(`
  export { auditText } from './src/audit/audit-text.ts';
  export { auditImage } from './src/audit/image/audit-image.ts';
  export { defaultAuditSettings } from './src/audit/settings/audit-settings.ts';
  export { dockerfileRules } from './src/audit/dockerfile/rules/all-rules.ts';
  export { composeRules } from './src/audit/compose/rules/compose-rules.ts';
  export { applyFixes } from './src/audit/apply-fixes.ts';
  export { Fault } from './src/fault.ts';`);
const settings = { ...audit.defaultAuditSettings, profile: 'strict' };

/** mulberry32: small, seeded, good enough to choose mutations. */
let state = seed;
function random(below) {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % below;
}
const pick = (list) => list[random(list.length)];

const pieces = [
  '\\\n',
  '\n',
  '\r\n',
  '"',
  "'",
  '`',
  '$',
  '${',
  '}',
  '$(',
  ')',
  '<<EOF',
  'EOF\n',
  '&&',
  '||',
  '|',
  ';',
  '#',
  '# escape=`\n',
  '--mount=type=cache,',
  '--from=',
  'ONBUILD ',
  'FROM ',
  'RUN ',
  'COPY ',
  'ENV ',
  'ARG ',
  ' AS ',
  '[',
  ']',
  ',',
  ':',
  '- ',
  '  ',
  '\t',
  '&a ',
  '*a',
  '<<: ',
  '!!',
  '\u0000',
  '\u2028',
  '😀',
  '\ud800',
  '-'.repeat(200),
  'a'.repeat(2000),
  '('.repeat(60),
  '{'.repeat(60),
];

/** Cuts, doubles, swaps, and puts in what parsers stumble over. */
function mutate(text, others) {
  let result = text;
  for (let times = 1 + random(6); times > 0; times--) {
    const at = random(result.length + 1);
    const to = Math.min(result.length, at + random(40));
    const kind = random(5);
    if (kind === 0) result = result.slice(0, at) + result.slice(to);
    else if (kind === 1) result = result.slice(0, at) + pick(pieces) + result.slice(at);
    else if (kind === 2) result = result.slice(0, at) + result.slice(at, to).repeat(2 + random(4)) + result.slice(to);
    else if (kind === 3) result = result.slice(0, at) + pick(others).slice(random(20)) + result.slice(at);
    else result = result.slice(0, at) + String.fromCharCode(random(0x250)) + result.slice(at + 1);
  }
  return result.slice(0, 100_000);
}

const slowest = new Map();
let failures = 0;

/** Runs one case; what is no Fault is a crash. */
async function tryOne(kind, input, run) {
  const started = performance.now();
  try {
    await run();
  } catch (error) {
    if (!(error instanceof audit.Fault)) {
      failures += 1;
      console.error(`${kind} crashed: ${error.stack}\n  on ${JSON.stringify(String(input).slice(0, 2000))}`);
    }
  }
  const took = performance.now() - started;
  if (took > limitMs) {
    failures += 1;
    console.error(`${kind} took ${took.toFixed(0)} ms on ${JSON.stringify(String(input).slice(0, 2000))}`);
  }
  if (took > (slowest.get(kind) ?? 0)) slowest.set(kind, took);
}

const textOf = (example) => (typeof example === 'string' ? example : (example.dockerfile ?? example.compose));
const seedsOf = (rules) => rules.flatMap(({ bad, good }) => [textOf(bad), textOf(good)]);

async function fuzzTexts(kind, rules) {
  const seeds = seedsOf(rules);
  for (let at = 0; at < count; at++) {
    const text = mutate(pick(seeds), seeds);
    const lint = (changed) => audit.auditText(kind, changed, settings);
    await tryOne(kind, text, () => (at % 50 === 0 ? audit.applyFixes(text, lint) : lint(text)));
  }
}

/** A `docker save` archive of two small layers, as bytes. */
async function smallImage() {
  const bytesOf = async (entries) => {
    const tar = pack();
    for (const [header, content] of entries) tar.entry(header, content);
    tar.finalize();
    const chunks = [];
    for await (const chunk of tar) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  const layers = [
    await bytesOf([
      [{ name: 'etc/', type: 'directory' }, ''],
      [{ name: 'etc/passwd' }, 'root:x:0:0::/root:/bin/sh\n'],
      [{ name: 'etc/link', type: 'symlink', linkname: 'passwd' }, ''],
      [{ name: 'a/very/long/name/'.padEnd(180, 'x') }, 'text'],
      [{ name: 'var/lib/dpkg/status' }, 'Package: a\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n\n'],
    ]),
    await bytesOf([
      [{ name: 'etc/.wh.passwd' }, ''],
      [{ name: 'app/.env' }, 'NAME=value\n'],
    ]),
  ];
  const digests = layers.map((layer) => `sha256:${createHash('sha256').update(layer).digest('hex')}`);
  const config = JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    config: {},
    rootfs: { type: 'layers', diff_ids: digests },
    history: [{}, {}],
  });
  const manifest = JSON.stringify([
    { Config: 'config.json', RepoTags: ['a:1'], Layers: ['0/layer.tar', '1/layer.tar'] },
  ]);
  return bytesOf([
    [{ name: '0/layer.tar' }, layers[0]],
    [{ name: '1/layer.tar' }, layers[1]],
    [{ name: 'config.json' }, config],
    [{ name: 'manifest.json' }, manifest],
  ]);
}

async function fuzzArchives() {
  const image = await smallImage();
  const activity = { signal: new AbortController().signal, report: () => {} };
  for (let at = 0; at < count; at++) {
    let bytes = Buffer.from(image);
    for (let times = 1 + random(8); times > 0; times--) {
      // headers are where a reader decides; most of them start a block of 512
      const place = random(2)
        ? random(bytes.length)
        : Math.min(bytes.length - 1, random(bytes.length / 512) * 512 + random(512));
      bytes[place] = random(4) ? random(256) : pick([0, 0x30, 0x37, 0x80, 0xff, 0x2e, 0x2f]);
    }
    if (random(10) === 0) bytes = bytes.subarray(0, random(bytes.length));
    await tryOne('archive', at, () =>
      audit.auditImage({ stream: Readable.from([bytes]) }, { reference: null, settings }, activity),
    );
  }
}

await fuzzTexts('dockerfile', audit.dockerfileRules);
await fuzzTexts('compose', audit.composeRules);
await fuzzArchives();
for (const [kind, took] of slowest)
  console.log(`${kind.padEnd(12)} ${count} cases, the slowest ${took.toFixed(0)} ms; limit ${limitMs} ms`);
console.log(`seed ${seed}: ${failures} failures`);
process.exitCode = failures > 0 ? 1 : 0;
