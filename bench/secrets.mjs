// Prints how fast texts are searched for secrets, beside a plain read of the same bytes, and what is found in them.
//   node bench/secrets.mjs [FOLDER...]     (default: node_modules)
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../scripts/run-node.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const folders = process.argv.slice(2);
const largestFile = 8_000_000;
const most = 400_000_000;

/** The scanner as a module of its own, bundled anew. */
async function loadScanner() {
  const outfile = path.join(root, 'dist', `.secrets-${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    stdin: { contents: `export { collectSecrets } from './src/audit/secrets/collect-secrets.ts';`, resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
  });
  const module = await import(pathToFileURL(outfile).href);
  await rm(outfile);
  return module;
}

/** Text files of a folder, as a layer would hold them outside of any package's own folder. */
async function readTexts(folder) {
  const texts = [];
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || bytes > most) continue;
    const file = path.join(entry.parentPath, entry.name);
    const content = await readFile(file);
    if (content.length === 0 || content.length > largestFile || content.subarray(0, 8_000).includes(0)) continue;
    texts.push({
      file,
      path: `/app/${path.relative(folder, file).replace(/node_modules|site-packages/g, 'lib')}`,
      content,
    });
    bytes += content.length;
  }
  return { texts, bytes };
}

async function readAll(texts) {
  const started = performance.now();
  for (const { file } of texts) await readFile(file);
  return performance.now() - started;
}

/** Three figures: our own rules as the files go by, the whole with secretlint's second look, and what of it was the processor's time. */
async function scanAll(texts, collectSecrets) {
  const findings = [];
  let own = 0;
  const cpu = process.cpuUsage();
  const started = performance.now();
  for (const { path: name, content } of texts) {
    const collector = collectSecrets();
    const entry = {
      path: name,
      type: 'file',
      sizeBytes: content.length,
      mode: 0o644,
      uid: 0,
      gid: 0,
      linkTarget: null,
      whiteout: null,
    };
    const before = performance.now();
    if (collector.wants(entry)) collector.entry(entry, content);
    own += performance.now() - before;
    await collector.settle();
    findings.push(...collector.findings);
  }
  const { user, system } = process.cpuUsage(cpu);
  return { own, whole: performance.now() - started, cpu: (user + system) / 1_000, findings };
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

const { collectSecrets } = await loadScanner();
for (const folder of folders.length > 0 ? folders : [path.join(root, 'node_modules')]) {
  const { texts, bytes } = await readTexts(path.resolve(folder));
  const read = [];
  const scans = [];
  for (let round = 0; round < rounds; round++) {
    read.push(await readAll(texts));
    scans.push(await scanAll(texts, collectSecrets));
  }
  const speed = (times) => `${(bytes / 1_000 / median(times)).toFixed(0)} MB/s`;
  const own = scans.map((scan) => scan.own);
  const whole = scans.map((scan) => scan.whole);
  const { findings } = scans[0];
  console.log(`${folder}: ${texts.length} texts, ${(bytes / 1e6).toFixed(1)} MB, median of ${rounds}`);
  console.log(`  plain read            ${speed(read)}`);
  console.log(`  own rules             ${speed(own)}   (${(median(own) / median(read)).toFixed(2)} times the read)`);
  console.log(
    `  with secretlint       ${speed(whole)}   (${(median(whole) / median(read)).toFixed(2)} times the read)`,
  );
  console.log(`  of processor time     ${speed(scans.map((scan) => scan.cpu))}`);
  console.log(`  found                 ${findings.length}`);
  for (const { kind, place } of findings.slice(0, Number(process.env.BENCH_SHOWN ?? 20)))
    console.log(`    ${kind}: ${place}`);
}
