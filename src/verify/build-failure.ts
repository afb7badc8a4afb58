import type { BuildOutcome } from '../engine/build-image.js';
import { maskSecrets } from '../secrets/mask.js';

const shownLines = 25;

/** The failing line, what went wrong there, and the end of that step's output. */
export function describeBuildFailure(dockerfile: string, { failure }: BuildOutcome): string {
  if (!failure) return '';
  const { line, step, message, log } = failure;
  const place = line ? `${dockerfile}:${line.line}: ${line.text}` : (step ?? dockerfile);
  return maskSecrets([place, ...log.slice(-shownLines), message].join('\n'));
}
