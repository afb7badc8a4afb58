import type { Recognizer } from './finding.js';

/** What engines and their clients say of an image that is not there, in a container that starts others. */
export const containerImages: Recognizer = {
  teller: 'Docker',
  patterns: [
    {
      kind: 'missing-image',
      weight: 0.95,
      needle: 'pull access denied',
      pattern: /pull access denied for (?<subject>[\w./:@-]{1,200})/,
    },
    {
      kind: 'missing-image',
      weight: 0.95,
      needle: 'No such image',
      pattern: /No such image: (?<subject>[\w./:@-]{1,200})/,
    },
    {
      kind: 'missing-image',
      weight: 0.95,
      // Podman's
      needle: 'image not known',
      pattern: /(?<subject>[\w./:@-]{1,200}): image not known/,
    },
    {
      kind: 'missing-image',
      weight: 0.95,
      needle: 'manifest',
      pattern: /manifest for (?<subject>[\w./:@-]{1,200}) not found/,
    },
    {
      kind: 'missing-image',
      weight: 0.9,
      needle: 'Unable to find image',
      pattern: /Unable to find image '(?<subject>[\w./:@-]{1,200})' locally/,
      // it is fetched then: only an error after it tells that it could not be
      look: ({ lines, index }) =>
        lines
          .slice(index + 1, index + 6)
          .some((line) => /(?:denied|not found|unknown|no such host|refused|timeout)/.test(line))
          ? {}
          : null,
    },
    { kind: 'missing-image', weight: 0.9, needle: 'ImagePull', pattern: /\b(?:ErrImagePull|ImagePullBackOff)\b/ },
  ],
};
