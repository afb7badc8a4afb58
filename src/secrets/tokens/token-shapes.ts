import { aiServices } from './ai-services.js';
import { clouds } from './clouds.js';
import { developerServices } from './developer-services.js';
import type { TokenShape } from './token-shape.js';

/** All tokens that are known by their form. */
export const tokenShapes: readonly TokenShape[] = [...aiServices, ...clouds, ...developerServices];

/** Prefixes that hardly anything but a token begins with, even where the rest has not the length that its issuer gives it. */
export const tellingPrefixes: readonly string[] = [
  ...new Set([
    ...tokenShapes.filter(({ before, weak }) => !before && !weak).map(({ prefix }) => prefix),
    ...['sk_test_', 'rk_test_', 'pk_live_', 'pk_test_', 'eyJ'],
  ]),
].filter((prefix) => !prefix.includes('/'));

/** Whether a value begins as a token does and goes on long enough to be one. */
export function startsLikeToken(value: string): boolean {
  return tellingPrefixes.some(
    (prefix) =>
      value.startsWith(prefix) &&
      /^[A-Za-z0-9_./+=-]{12,}$/.test(value.slice(prefix.length)) &&
      isTokenRest(value.slice(prefix.length)),
  );
}

/** `hf_hub_download` begins like a token and is a name. */
export function isTokenRest(rest: string): boolean {
  return !/^[a-z]+(?:[_-][a-z]+)+$/.test(rest);
}
