import { Fault } from '../../fault.js';
import { call } from './call.js';
import { cancelUpload } from './cancel-upload.js';
import { dropBody } from './exchange.js';
import { callTo, type Repository, shownRepository } from './repository.js';
import { uploadLocation } from './upload-location.js';

/** Whether a repository could be written to, and if not, why. */
export type WriteCheck = { may: true; left: boolean } | { may: false; fault: Fault };

/**
 * Tries whether the login may write: an upload is begun and given up, so that nothing of it is left. `left` tells that the
 * registry did not let it be given up; such an upload ends by itself.
 * @throws Fault where the registry cannot be asked at all
 */
export async function checkWrite(repository: Repository): Promise<WriteCheck> {
  const subject = `a layer for ${shownRepository(repository)}`;
  try {
    const answer = await call(
      repository.registry,
      callTo(repository, {
        method: 'POST',
        path: 'blobs/uploads/',
        expects: [202],
        headers: { 'content-length': 0 },
        subject,
      }),
    );
    await dropBody(answer);
    const location = uploadLocation(repository.registry, answer);
    return { may: true, left: !(await cancelUpload(repository, location, repository.signal)) };
  } catch (error) {
    const told = error instanceof Fault && !['registry-unreachable', 'registry-broken'].includes(error.code);
    if (told) return { may: false, fault: error };
    throw error;
  }
}
