import { kindByName } from '../audit/targets.js';
import { Fault } from '../fault.js';

/** Before any work: a list of packages is that of one image. @throws Fault where something else was named */
export function checkBillTarget({ target, also }: Record<string, unknown>): void {
  const others = Array.isArray(also) ? also.length : 0;
  const isText = typeof target === 'string' && (target === '-' || kindByName(target) !== null);
  if (others === 0 && !isText) return;
  throw new Fault(
    'invalid-input',
    `--sbom lists the packages of one image, and ${others > 0 ? `${others + 1} targets were named` : `${target} is none`}.`,
    'Name one image or archive.',
  );
}
