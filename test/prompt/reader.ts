import type { PromptReader } from '../../src/prompt/read-repository.js';

/** Reads what the test names. */
export const reader: PromptReader = {
  signal: new AbortController().signal,
  report: () => {},
  resolvePath: async (path) => path,
};
