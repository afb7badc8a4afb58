import { Fault } from '../../fault.js';

const reasons: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'it is on a disk that may only be read',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  EFBIG: 'its file system takes no file so large',
};

/** What kept a file from being written as a fault; everything else as it is. */
export function writeFault(error: unknown, path: string): unknown {
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (error instanceof Fault || !syscall || !Object.hasOwn(reasons, code)) return error;
  const hint =
    code === 'ENOSPC' || code === 'EDQUOT' ? 'Free space there, or name a path on another disk.' : 'Name another path.';
  return new Fault('write-failed', `${path} cannot be written: ${reasons[code]}.`, hint, { cause: error });
}

/** Has what goes wrong while writing said as a fault. */
export async function writing<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw writeFault(error, path);
  }
}
