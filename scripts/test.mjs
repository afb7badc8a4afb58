// Runs every check in order, stops at the first that fails, and ends with the total on a line of its own.
//   --quick   without the engine tests, for use while working
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runNode } from './run-node.mjs';

const quick = process.argv.includes('--quick');
const total = { passed: 0, failed: 0, skipped: 0 };
const skips = [];
const reports = await mkdtemp(path.join(os.tmpdir(), 'dockwright-test-'));

const steps = [
  program('types', 'node_modules/typescript/bin/tsc', '-p', '.'),
  program('lint and format', 'node_modules/@biomejs/biome/bin/biome', 'check'),
  program('dead code', 'node_modules/knip/bin/knip.js'),
  program('build', 'scripts/build.mjs'),
  program('validators', 'scripts/validators.mjs'),
  tests('unit'),
  tests('executable'),
  ...(quick ? [] : [tests('engine')]),
];

/** A step that passes or fails as a whole. */
function program(name, ...args) {
  return {
    name,
    async run() {
      try {
        await runNode(args);
        total.passed += 1;
        return true;
      } catch {
        total.failed += 1;
        return false;
      }
    },
  };
}

/** One project of vitest.config.ts; its tests are counted one by one. */
function tests(project) {
  return {
    name: `${project} tests`,
    async run() {
      const report = path.join(reports, `${project}.json`);
      const args = [
        'run',
        '--project',
        project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ];
      const ended = await runNode(['node_modules/vitest/vitest.mjs', ...args]).then(
        () => true,
        () => false,
      );
      const counted = await countTests(report);
      // a file or a set-up that could not even start is a failure that no test stands for
      const failed = ended ? counted.failed : Math.max(counted.failed, 1);
      total.passed += counted.passed;
      total.failed += failed;
      total.skipped += counted.skipped;
      if (counted.skipped > 0) skips.push(`${counted.skipped} ${project} tests`);
      return failed === 0;
    },
  };
}

async function countTests(report) {
  const text = await readFile(report, 'utf8').catch(() => null);
  if (text === null) return { passed: 0, failed: 0, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(text);
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests + numTodoTests };
}

async function main() {
  for (const [index, step] of steps.entries()) {
    const started = Date.now();
    console.log(`\n== ${step.name}`);
    const good = await step.run();
    console.log(`== ${step.name}: ${good ? 'good' : 'FAILED'}, ${((Date.now() - started) / 1000).toFixed(1)} s`);
    if (good) continue;
    const left = steps.slice(index + 1).map(({ name }) => name);
    if (left.length > 0) console.log(`not run after this: ${left.join(', ')}`);
    break;
  }
}

await main();
await rm(reports, { recursive: true, force: true });
if (quick) console.log('\nnot run, as asked: engine tests');
if (skips.length > 0) console.log(`\nskipped: ${skips.join(', ')}; the reason is above`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
