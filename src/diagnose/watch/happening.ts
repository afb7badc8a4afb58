import type { ContainerEvent } from '../../engine/container-events.js';
import { plainText } from '../evidence/plain-text.js';

/** An event that is worth telling. */
export interface Happening {
  text: string;
  at: number;
  /** It asks for a diagnosis. */
  trouble: boolean;
  /** It is well again. */
  recovery: boolean;
  /** The container's end most likely follows, and belongs to it. */
  endFollows: boolean;
}

/** What an event means for a person; null for what is of no interest. @param down it had ended or was unhealthy before */
export function happeningOf({ action, at, attributes }: ContainerEvent, down: boolean): Happening | null {
  const quiet = { at, trouble: false, recovery: false, endFollows: false };
  const trouble = { ...quiet, trouble: true };
  switch (action) {
    case 'die':
    case 'died': {
      const code = plainText(attributes.exitCode ?? attributes.containerExitCode ?? '?', 20);
      return { ...trouble, text: `ended with exit code ${code}` };
    }
    case 'oom':
      return { ...trouble, text: 'hit its memory limit: a process was killed', endFollows: true };
    case 'health_status: unhealthy':
      return { ...trouble, text: 'its health check fails' };
    case 'health_status: healthy':
      return down ? { ...quiet, recovery: true, text: 'its health check succeeds' } : null;
    case 'start':
      return down ? { ...quiet, recovery: true, text: 'started again' } : { ...quiet, text: 'started' };
    case 'destroy':
    case 'remove':
      return { ...quiet, text: 'was removed' };
    case 'pause':
      return { ...quiet, text: 'was paused' };
    case 'unpause':
      return { ...quiet, text: 'goes on' };
    default:
      return null;
  }
}
