import type { Recognizer } from './finding.js';

/** ld.so, of the GNU library and of musl. */
export const dynamicLoader: Recognizer = {
  teller: 'the dynamic loader',
  patterns: [
    {
      kind: 'missing-library',
      weight: 0.97,
      needle: 'error while loading shared libraries',
      pattern: /error while loading shared libraries: (?<subject>[\w.+-]{1,150}): cannot open shared object file/,
    },
    {
      kind: 'missing-library',
      weight: 0.9,
      needle: 'cannot open shared object file',
      pattern: /(?:^|[\s:'"(])(?<subject>lib[\w.+-]{1,150}\.so[\w.]{0,30}): cannot open shared object file/,
    },
    {
      kind: 'missing-library',
      weight: 0.95,
      needle: 'Error loading shared library',
      pattern: /Error loading shared library (?<subject>[\w.+-]{1,150}): No such file or directory/,
    },
    {
      kind: 'missing-library',
      weight: 0.9,
      needle: "' not found (required by",
      pattern: /version `(?<subject>(?:GLIBC|GLIBCXX|CXXABI)_[\d.]{1,20})' not found \(required by/,
    },
  ],
};
