import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse } from 'parse5';

type Element = DefaultTreeAdapterMap['element'];
type Node = DefaultTreeAdapterMap['node'];

/** A document as a browser reads it. */
export interface ParsedPage {
  elements: Element[];
  /** Faults that the HTML standard's parser sees. */
  errors: string[];
  attribute(element: Element, name: string): string | undefined;
  textOf(node: Node): string;
  byTag(name: string): Element[];
}

export function parsePage(text: string): ParsedPage {
  const errors: string[] = [];
  const document = parse(text, { onParseError: ({ code }) => errors.push(code) });
  const elements: Element[] = [];
  const walk = (node: Node): void => {
    if (defaultTreeAdapter.isElementNode(node)) elements.push(node);
    if ('childNodes' in node) for (const child of node.childNodes) walk(child);
  };
  walk(document);
  const textOf = (node: Node): string => {
    if (defaultTreeAdapter.isTextNode(node)) return node.value;
    return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
  };
  return {
    elements,
    errors,
    attribute: (element, name) => element.attrs.find((attribute) => attribute.name === name)?.value,
    textOf,
    byTag: (name) => elements.filter(({ tagName }) => tagName === name),
  };
}

/** Every element with its attributes' names: what a text must not be able to change. */
export function skeletonOf({ elements }: ParsedPage): string[] {
  return elements.map(({ tagName, attrs }) => [tagName, ...attrs.map(({ name }) => name)].join(' '));
}

export function sha256(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}
