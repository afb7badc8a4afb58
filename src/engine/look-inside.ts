import { randomBytes } from 'node:crypto';
import type { Engine } from './connect.js';
import { engineFault, statusOf } from './engine-fault.js';
import { execInContainer } from './exec.js';
import { lookCommand, type MeansOfLooking, meansOfLooking, quietEnvironment } from './inside-scripts.js';

/** What one look inside a running container gave: each file's text by its section; a process is a section each. */
export interface InsideView {
  means: MeansOfLooking;
  sections: { name: string; text: string }[];
}

export interface Means {
  means: MeansOfLooking;
  program: string;
}

const usualFolders = ['/usr/local/bin', '/usr/bin', '/bin', '/busybox'];
const mostFolders = 12;

/**
 * Looks for a program in the container's files that can read, without running any.
 * @param path the container's own PATH
 * @returns null where its image has none
 */
export async function findMeans(engine: Engine, id: string, path: string, signal: AbortSignal): Promise<Means | null> {
  const exists = (file: string) => hasFile(engine, id, file, signal);
  const usual = await Promise.all([exists('/bin/sh'), exists('/bin/cat')]);
  if (usual.every(Boolean)) return { means: 'sh', program: '/bin/sh' };
  const own = path.split(':').filter((folder) => /^\/[^\0\n]{0,200}$/.test(folder));
  const folders = [...new Set([...own, ...usualFolders])].slice(0, mostFolders);
  const find = async (program: string) => {
    const found = await Promise.all(folders.map((folder) => exists(`${folder}/${program}`)));
    const at = found.indexOf(true);
    return at < 0 ? null : `${folders[at]}/${program}`;
  };
  for (const means of meansOfLooking) {
    const program = await find(means);
    if (program && (means !== 'sh' || (await find('cat')))) return { means, program };
  }
  return null;
}

/** The engine tells of a file's status without copying it (`docker cp` asks so first). */
async function hasFile(engine: Engine, id: string, path: string, signal: AbortSignal): Promise<boolean> {
  try {
    const answer = await engine.docker.getContainer(id).infoArchive({ path, abortSignal: signal });
    answer.resume();
    return true;
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 400 || statusOf(error) === 500) return false;
    throw signal.aborted ? signal.reason : engineFault(error, engine.endpoint);
  }
}

/** One exec, as the container's own user, that reads and writes nothing. */
export async function lookInside(
  engine: Engine,
  id: string,
  { means, program }: Means,
  signal: AbortSignal,
): Promise<InsideView> {
  const mark = randomBytes(12).toString('hex');
  const command = lookCommand(means, program, mark);
  const { exitCode, stdout, stderr } = await execInContainer(engine, id, command, signal, quietEnvironment);
  const sections = divideSections(stdout, mark);
  if (sections.length > 0) return { means, sections };
  const said = (stderr.trim() || stdout.trim()).split('\n', 1)[0]?.slice(0, 300);
  throw new Error(said || `${means} in the container ended with ${exitCode ?? 'no exit code'}`);
}

export function divideSections(output: string, mark: string): InsideView['sections'] {
  return output
    .split(`\n${mark} `)
    .slice(1)
    .map((section) => {
      const end = section.indexOf('\n');
      return end < 0 ? { name: section, text: '' } : { name: section.slice(0, end), text: section.slice(end + 1) };
    });
}
