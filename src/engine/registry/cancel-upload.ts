import { callOnce } from './call.js';
import { dropBody } from './exchange.js';
import { callTo, type Repository } from './repository.js';

/** Gives an upload up. @returns whether the registry knows that; it forgets uploads by itself after days */
export async function cancelUpload(repository: Repository, location: URL, signal: AbortSignal): Promise<boolean> {
  try {
    const answer = await callOnce(
      repository.registry,
      callTo(repository, {
        method: 'DELETE',
        path: location,
        expects: [200, 202, 204, 404],
        subject: 'an upload',
        doing: 'writing',
        signal,
      }),
    );
    await dropBody(answer);
    return true;
  } catch {
    return false;
  }
}
