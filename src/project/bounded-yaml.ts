import { parseDocument, visit } from 'yaml';

/** Aliases that a file of people's has at most; each costs the parser a walk over the document, which thousands turn into minutes. */
const mostAliases = 100;

/** Parses YAML of unknown origin; null for what is no YAML, or has so many aliases that resolving them would take long. */
export function parseYaml(text: string): unknown {
  try {
    const document = parseDocument(text, { logLevel: 'silent' });
    if (document.errors.length > 0) return null;
    let aliases = 0;
    visit(document, { Alias: () => (++aliases > mostAliases ? visit.BREAK : undefined) });
    return aliases > mostAliases ? null : document.toJS({ maxAliasCount: mostAliases });
  } catch {
    return null;
  }
}
