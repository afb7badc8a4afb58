import { type Document, isSeq, Document as YamlDocument } from 'yaml';
import { plainLine } from './plain.js';

/** A YAML scalar for templates: JSON's strings are YAML's double-quoted ones. */
export function yamlScalar(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A YAML document whose strings stay strings for YAML 1.1 readers too (Compose, kubectl). */
export function yamlDocument(value: unknown): Document {
  return new YamlDocument(value, { compat: 'yaml-1.1', aliasDuplicateObjects: false });
}

/** The text of a document, without folding long lines. */
export function yamlText(document: Document): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, nullStr: '' });
}

/** Writes the list at a path as `[a, b]`, where there is one. */
export function inOneLine(document: Document, path: string[]): void {
  const node = document.getIn(path);
  if (isSeq(node)) node.flow = true;
}

/** Lines as comments above a document, with their indentation; each is one harmless line. */
export function commented(lines: readonly string[]): string {
  return lines.map((line) => `# ${/^ */.exec(line)?.[0] ?? ''}${plainLine(line, 1000)}\n`).join('');
}
