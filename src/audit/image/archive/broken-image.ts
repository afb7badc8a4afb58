import { Fault } from '../../../fault.js';

/** An image that cannot be read for what is in it. @param why goes on after "The image cannot be read: " */
export function brokenImage(why: string, options?: ErrorOptions): Fault {
  return new Fault(
    'invalid-input',
    `The image cannot be read: ${why}.`,
    'Export it again, with docker save or skopeo copy, and check that the file arrived whole.',
    options,
  );
}

/** An image beyond what is read, so that a hostile one cannot take the machine's memory or time. */
export function tooLarge(what: string): Fault {
  return new Fault(
    'invalid-input',
    `The image is not read to its end: ${what}.`,
    'Such archives are made to exhaust whoever opens them. If this one is meant to be so, shrink it or split it first.',
  );
}

/** A name from an archive for an error message: short, on one line. */
export function shown(name: string): string {
  const plain = name.replace(/[\p{Cc}\u2028\u2029]/gu, '?');
  return plain.length > 120 ? `${plain.slice(0, 117)}...` : plain;
}
