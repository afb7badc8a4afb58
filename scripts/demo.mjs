// The main job on a copy of examples/task-api: specification, files, image, proof. Without an engine the proof is missing,
// which it says; that is no failure of the demo.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root, runNode } from './run-node.mjs';

/** The contract's exit code for an engine that could not be reached. */
const noEngine = 3;

const folder = await mkdtemp(path.join(os.tmpdir(), 'dockwright-demo-'));
const project = path.join(folder, 'task-api');

/** Shows a command as a user would type it, runs it, and tells its exit code. */
function dockwright(title, ...args) {
  console.log(`\n== ${title}\n$ dockwright ${args.join(' ')}\n`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.js'), ...args], {
      cwd: folder,
      stdio: 'inherit',
    });
    child.on('error', reject).on('close', (code) => resolve(code ?? 130));
  });
}

async function stages() {
  const made =
    (await dockwright('Specification: what the repository is, and what done means', 'spec', 'task-api', '--write')) ||
    (await dockwright('Files: each line with its reason', 'generate', 'task-api', '--write'));
  if (made !== 0) return made;
  console.log(`\n${await readFile(path.join(project, 'Dockerfile'), 'utf8')}`);
  const proof = await dockwright('Proof: built, run hardened, measured', 'verify', 'task-api');
  if (proof !== noEngine) return proof;
  console.log(
    '\nThe proof was NOT measured: there is no Docker engine. The specification and the files above are complete.',
  );
  console.log('Start Docker, or name an engine in DOCKER_HOST, and run this again.');
  if (process.platform === 'linux' && process.getuid?.() === 0)
    console.log('On Debian, as root, this repository can start one of its own: test/lab/lab up');
  return 0;
}

// Ctrl-C reaches the running command too, which cleans up after itself; the copy goes when it has ended
process.on('SIGINT', () => {});
try {
  await runNode(['scripts/build.mjs']);
  await cp(path.join(root, 'examples', 'task-api'), project, { recursive: true });
  process.exitCode = await stages();
} finally {
  await rm(folder, { recursive: true, force: true });
}
