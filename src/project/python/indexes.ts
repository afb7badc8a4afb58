import { asList, asRecord, asText, at, type PlainRecord } from '../plain-data.js';

/** Indexes that need no credentials. */
const publicHosts =
  /(?:^|\.)(?:pypi\.org|pypi\.python\.org|pythonhosted\.org|download\.pytorch\.org|pypi\.nvidia\.com|pypi\.ngc\.nvidia\.com|wheels\.vllm\.ai)$/;

/** A private index with its credentials removed; null for public ones and for what is no URL. */
export function privateIndex(name: string | null, location: string): { name: string; url: string } | null {
  // Credentials may be `${NAME}`, which URL parsers reject in some places; they are cut before parsing.
  const bare = location.replace(/^([a-z]+:\/\/)[^/@]*@/i, '$1');
  let url: URL;
  try {
    url = new URL(bare);
  } catch {
    return null;
  }
  if (!/^https?:$/.test(url.protocol) || publicHosts.test(url.hostname)) return null;
  url.search = '';
  url.hash = '';
  return { name: name ?? url.hostname, url: url.href };
}

/** Indexes that pyproject.toml names for uv, Poetry or PDM. */
export function indexesOf(pyproject: PlainRecord): { name: string; url: string }[] {
  const entries = [
    ...asList(at(pyproject, 'tool', 'uv', 'index')),
    ...asList(at(pyproject, 'tool', 'poetry', 'source')),
    ...asList(at(pyproject, 'tool', 'pdm', 'source')),
  ].map(asRecord);
  const single = asText(at(pyproject, 'tool', 'uv', 'index-url'));
  const found = [
    ...entries.map((entry) => privateIndex(asText(entry.name), asText(entry.url) ?? '')),
    single ? privateIndex(null, single) : null,
  ];
  return found.filter((index) => index !== null);
}
