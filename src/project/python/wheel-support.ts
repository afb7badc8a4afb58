import { lt, satisfies, valid } from '@renovatebot/pep440';
import type { Dependency } from '../project.js';
import { pinnedVersion } from './requirement.js';

/**
 * First release of a package that works with a Python version: its first wheels for it, or, for pure Python, the first release that
 * does without what that version of Python removed (distutils in 3.12, cgi in 3.13). `never` where there is none.
 * Read from the files that each project published on PyPI and from its release notes.
 */
const firstSupport: Record<string, Partial<Record<'3.11' | '3.12' | '3.13', string>>> = {
  aiohttp: { '3.11': '3.8.3', '3.12': '3.9.0', '3.13': '3.10.6' },
  aioredis: { '3.11': 'never', '3.12': 'never', '3.13': 'never' },
  asyncpg: { '3.11': '0.27.0', '3.12': '0.29.0', '3.13': '0.30.0' },
  cffi: { '3.11': '1.15.1', '3.12': '1.16.0', '3.13': '1.17.0' },
  contourpy: { '3.12': '1.1.1', '3.13': '1.3.0' },
  django: { '3.11': '3.2', '3.12': '4.0', '3.13': '4.2' },
  eventlet: { '3.12': '0.34.1', '3.13': '0.37.0' },
  'faiss-cpu': { '3.12': '1.8.0', '3.13': '1.9.0' },
  gevent: { '3.11': '22.10.2', '3.12': '23.9.0', '3.13': '24.10.1' },
  greenlet: { '3.11': '2.0.0', '3.12': '3.0.0', '3.13': '3.1.0' },
  grpcio: { '3.11': '1.49.1', '3.12': '1.59.0', '3.13': '1.66.2' },
  h5py: { '3.12': '3.10.0', '3.13': '3.12.0' },
  httptools: { '3.11': '0.5.0', '3.12': '0.6.1', '3.13': '0.6.2' },
  kiwisolver: { '3.12': '1.4.5', '3.13': '1.4.7' },
  llvmlite: { '3.11': '0.40.0', '3.12': '0.42.0', '3.13': '0.44.0' },
  lxml: { '3.11': '4.9.2', '3.12': '4.9.3', '3.13': '5.3.0' },
  matplotlib: { '3.11': '3.6.1', '3.12': '3.8.0', '3.13': '3.9.2' },
  numba: { '3.11': '0.57.0', '3.12': '0.59.0', '3.13': '0.61.0' },
  numpy: { '3.11': '1.23.2', '3.12': '1.26.0', '3.13': '2.1.0' },
  onnxruntime: { '3.11': '1.15.0', '3.12': '1.17.0', '3.13': '1.20.0' },
  orjson: { '3.11': '3.8.0', '3.12': '3.9.7', '3.13': '3.10.7' },
  pandas: { '3.11': '1.5.1', '3.12': '2.1.1', '3.13': '2.2.3' },
  pillow: { '3.11': '9.3.0', '3.12': '10.1.0', '3.13': '11.0.0' },
  psycopg2: { '3.13': '2.9.10' },
  'psycopg2-binary': { '3.11': '2.9.5', '3.12': '2.9.9', '3.13': '2.9.10' },
  pyarrow: { '3.11': '10.0.0', '3.12': '14.0.0', '3.13': '18.0.0' },
  pydantic: { '3.12': '2.4.0', '3.13': '2.8.0' },
  'pydantic-core': { '3.12': '2.10.0', '3.13': '2.20.0' },
  pyyaml: { '3.11': '6.0', '3.12': '6.0.1', '3.13': '6.0.2' },
  'scikit-learn': { '3.11': '1.1.3', '3.12': '1.3.1', '3.13': '1.5.2' },
  scipy: { '3.11': '1.9.2', '3.12': '1.11.2', '3.13': '1.14.1' },
  sentencepiece: { '3.11': '0.1.98', '3.12': '0.2.0', '3.13': '0.2.1' },
  spacy: { '3.11': '3.4.2', '3.12': '3.7.2', '3.13': '3.8.7' },
  tensorflow: { '3.11': '2.12.0', '3.12': '2.16.1', '3.13': '2.20.0' },
  tiktoken: { '3.11': '0.2.0', '3.12': '0.5.2', '3.13': '0.8.0' },
  tokenizers: { '3.11': '0.13.3', '3.12': '0.14.1', '3.13': '0.20.1' },
  torch: { '3.11': '2.0.0', '3.12': '2.2.0', '3.13': '2.5.0' },
  uvloop: { '3.11': '0.17.0', '3.12': '0.18.0', '3.13': '0.21.0' },
};
/** Release lines with a support of their own: pydantic 1 is pure Python, SQLAlchemy 1.4 runs where 2.0.0 does not. */
const lines: { name: string; line: string; support: Partial<Record<'3.11' | '3.12' | '3.13', string>> }[] = [
  { name: 'pydantic', line: '<2', support: { '3.12': '1.10.17', '3.13': '1.10.19' } },
  { name: 'sqlalchemy', line: '>=2', support: { '3.13': '2.0.31' } },
];

/** The first pin that rules a Python version out; null when none does. Dependencies without an exact version rule nothing out. */
export function pinAgainst(python: string, locked: readonly Dependency[]): { name: string; version: string } | null {
  const newest = new Map<string, string>();
  for (const { name, specifier } of locked) {
    const version = pinnedVersion(specifier);
    // A universal lock may hold several versions for several Pythons; the newest of them is the one that counts.
    if (version !== null && valid(version) && (!newest.has(name) || lt(newest.get(name) as string, version)))
      newest.set(name, version);
  }
  for (const [name, version] of [...newest].sort()) {
    const line = lines.find((entry) => entry.name === name && satisfies(version, entry.line, { prereleases: true }));
    const first = (line?.support ?? firstSupport[name])?.[python as '3.13'];
    if (first !== undefined && (first === 'never' || lt(version, first))) return { name, version };
  }
  return null;
}
