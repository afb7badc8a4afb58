import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { currentSurroundings, type Surroundings } from '../engine/docker-config.js';
import { findProgram } from '../engine/find-program.js';
import { Fault } from '../fault.js';

const run = promisify(execFile);

/** Where the source of an image comes from, as far as git tells. */
export interface Source {
  /** In full. */
  commit: string;
  /** Without a login; null where there is no remote. */
  remote: string | null;
}

/** The commit that is checked out. Null where there is no git, no repository or no commit. */
export async function readSource(root: string, surroundings = currentSurroundings()): Promise<Source | null> {
  const commit = await git(root, ['rev-parse', '--verify', 'HEAD'], surroundings);
  if (commit === null || !/^[0-9a-f]{40,64}$/.test(commit)) return null;
  const remote = await git(root, ['config', '--get', 'remote.origin.url'], surroundings);
  return { commit, remote: remote && withoutLogin(remote) };
}

/**
 * The commit for a `sha-` tag, as short as most registries show it.
 * @throws Fault `invalid-input` where files differ from it: the tag would name what the image was not made from
 */
export async function commitForTag(root: string | null, surroundings = currentSurroundings()): Promise<string> {
  const source = root === null ? null : await readSource(root, surroundings);
  if (root === null || source === null)
    throw new Fault(
      'invalid-input',
      'There is no git commit for the tag sha-<commit>.',
      'Name the project’s folder with --path, commit it, or leave out sha.',
    );
  const changes = await git(root, ['status', '--porcelain', '--untracked-files=normal', '--', '.'], surroundings);
  if (changes !== '')
    throw new Fault(
      'invalid-input',
      `The files in ${root} differ from the commit ${source.commit.slice(0, 7)}.`,
      'Commit or stash them and build again, or leave out sha: a tag must not name what the image was not made from.',
    );
  return source.commit.slice(0, 7);
}

async function git(root: string, args: string[], surroundings: Surroundings): Promise<string | null> {
  const program = await findProgram('git', surroundings);
  if (!program) return null;
  try {
    // a repository's own settings may name programs that git would start (core.fsmonitor)
    const { stdout } = await run(program, ['-C', root, '-c', 'core.fsmonitor=false', ...args], {
      env: { ...surroundings.env, GIT_OPTIONAL_LOCKS: '0' },
      timeout: 20_000,
      maxBuffer: 64 * 2 ** 20,
    });
    return stdout.trim();
  } catch {
    return null;
  }
}

function withoutLogin(remote: string): string | null {
  if (!URL.canParse(remote)) return /^[\w.-]+@[\w.-]+:/.test(remote) ? remote : null;
  const url = new URL(remote);
  url.username = '';
  url.password = '';
  return url.href;
}
