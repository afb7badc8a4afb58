import { maskSecrets } from '../secrets/mask.js';
import { asData } from '../tools/as-data.js';

/** Somebody else's words of at most `longest` characters, on one line that can end no block, their secrets masked. */
export function quoted(text: string, longest: number): string {
  return asData(maskSecrets(text.length <= longest ? text : `${text.slice(0, longest - 1)}…`));
}
