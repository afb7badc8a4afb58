import { Fault } from '../fault.js';
import { serverName } from './server-entry.js';

/** @throws Fault `file-conflict` where an entry of our name is another kind of server */
export function refuseRemote(file: string, existing: Readonly<Record<string, unknown>>): void {
  const remote = ['url', 'serverUrl', 'httpUrl'].find((field) => field in existing);
  if (!remote) return;
  throw new Fault(
    'file-conflict',
    `${file} has a server ${serverName} already, reached by its ${remote}. Nothing was changed.`,
    'Remove or rename that entry, then run this again.',
  );
}

/** @throws Fault `invalid-input` for a file that cannot be read as what it should be */
export function malformed(file: string, why: string): Fault {
  return new Fault(
    'invalid-input',
    `${file} cannot be read: ${why}. Nothing was changed.`,
    'Mend it there, or move it away; --print shows what to add by hand.',
  );
}

/** @throws Fault `not-supported` for a shape that an edit cannot keep as it is */
export function byHand(file: string, why: string): Fault {
  return new Fault(
    'not-supported',
    `${file}: ${why}. Nothing was changed.`,
    'Add the entry that --print shows by hand.',
  );
}
