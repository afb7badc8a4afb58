import { Fault } from '../../fault.js';

/** An image archive that cannot be used. @param why goes on after "The image in X cannot be read: " */
export function brokenLayout(name: string, why: string): Fault {
  return new Fault(
    'invalid-input',
    `The image in ${name} cannot be read: ${why}.`,
    'Check that it arrived whole, or make it again with --to-archive, docker save or skopeo copy.',
  );
}
