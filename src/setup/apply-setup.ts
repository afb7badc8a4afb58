import { copyFile, lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Fault } from '../fault.js';
import { putInPlace } from '../put-in-place.js';
import { readOrNull, type SetupPlan } from './plan-setup.js';

/**
 * Makes the change that was shown, at once or not at all, and keeps a copy of what was there beside it.
 * @returns the copy's path, null for a new file
 * @throws Fault `file-conflict` where the file changed since, `write-failed` where the disk refuses
 */
export async function applySetup(
  { file, before, after, project }: SetupPlan,
  now = new Date(),
): Promise<string | null> {
  if ((await readOrNull(file)) !== before)
    throw new Fault(
      'file-conflict',
      `${file} changed while the change was looked at; nothing was written.`,
      'Run the same command again and look at the new change.',
    );
  try {
    // a link to a folder of settings that is kept elsewhere stays a link
    const target = await realpath(file).catch(() => file);
    if (before === null) {
      if (await lstat(file).catch(() => null)) throw Object.assign(new Error(), { code: 'a link that leads nowhere' });
      await mkdir(dirname(target), { recursive: true });
      // other servers' keys come to stand beside ours
      await putInPlace(target, after, project ? 0o644 : 0o600);
      return null;
    }
    const copy = `${target}.${now.toISOString().replace(/[-:]|\.\d+/g, '')}.backup`;
    const { mode } = await stat(target);
    await copyFile(target, copy);
    await putInPlace(target, after, mode & 0o7777);
    return copy;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Fault(
      'write-failed',
      `${file} could not be written: ${code ?? message}; nothing was changed.`,
      'Check that you may write there; --print shows what to add by hand.',
      { cause: error },
    );
  }
}
