import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar as ScalarNode } from 'yaml';
import type { Span } from '../../finding.js';
import { notYaml, tooMuch } from './parse-yaml.js';
import type { Entry, Mapping, Value } from './value.js';

const deepest = 100;
/** Entries that merge keys of a file may copy in all; a chain of them would grow with the square of its length. */
const mostMerged = 20_000;

/** A key that stands a second time in the same mapping, and where the first is. */
export interface DuplicateKey {
  key: string;
  where: Span;
  first: Span;
}

export interface Values {
  root: Value;
  duplicates: DuplicateKey[];
}

/**
 * A document as plain values with places: aliases lead to the value that their anchor names (shared, not copied), merge keys are
 * merged.
 * @throws Fault for an alias without an anchor, and for what is beyond the bounds
 */
export function readValues({ contents }: Document.Parsed, text: string): Values {
  const anchors = new Map<string, Value>();
  const duplicates: DuplicateKey[] = [];
  let merged = 0;

  function read(node: unknown, at: number, depth: number): Value {
    if (depth > deepest) throw tooMuch('it is nested too deep');
    if (isAlias(node)) {
      const value = anchors.get(node.source);
      if (value) return value;
      throw notYaml(text, spanOf(node, at).start, 'this alias has no anchor above it');
    }
    const value = readContent(node, at, depth);
    const anchor = (node as (Node & { anchor?: string }) | null)?.anchor;
    if (anchor) anchors.set(anchor, value);
    return value;
  }

  function readContent(node: unknown, at: number, depth: number): Value {
    if (isMap(node)) return readMapping(node.items, spanOf(node, at), node.flow === true, depth);
    if (isSeq(node)) {
      const where = spanOf(node, at);
      return { kind: 'list', items: node.items.map((item) => read(item, where.start, depth + 1)), where };
    }
    if (isScalar(node)) return readScalar(node, at);
    return { kind: 'scalar', text: '', value: null, plain: true, where: { start: at, end: at } };
  }

  function readMapping(pairs: readonly Pair[], where: Span, flow: boolean, depth: number): Mapping {
    const entries = new Map<string, Entry>();
    const merges: Value[] = [];
    for (const { key: keyNode, value: valueNode } of pairs) {
      if (!isScalar(keyNode)) {
        // what it names by an anchor may be used below
        read(keyNode, where.start, depth + 1);
        read(valueNode, where.start, depth + 1);
        continue;
      }
      const key = keyNode.source ?? String(keyNode.value ?? '');
      const keyWhere = spanOf(keyNode, where.start);
      const value = read(valueNode, keyWhere.end, depth + 1);
      const first = entries.get(key);
      if (key === '<<') for (const merge of value.kind === 'list' ? value.items : [value]) merges.push(merge);
      else if (first) duplicates.push({ key, where: keyWhere, first: first.keyWhere });
      else entries.set(key, { key, keyWhere, value });
    }
    // a mapping's own keys win over merged ones, the first of several merged ones over the next
    for (const merge of merges)
      if (merge.kind === 'mapping')
        for (const [key, entry] of merge.entries) {
          if (++merged > mostMerged) throw tooMuch('its merge keys copy too much');
          if (!entries.has(key)) entries.set(key, entry);
        }
    return { kind: 'mapping', entries, flow, where };
  }

  return { root: read(contents, 0, 0), duplicates };
}

function readScalar(node: ScalarNode, at: number): Value {
  const plain = node.type === 'PLAIN' || node.type === undefined;
  const tag = node.tag;
  return {
    kind: 'scalar',
    text: node.source ?? String(node.value ?? ''),
    value: node.value,
    plain,
    ...(tag ? { tag } : {}),
    where: spanOf(node, at),
  };
}

/** A node's text, without the comment and line end after it. */
function spanOf(node: unknown, at: number): Span {
  const range = (node as Node).range;
  return range ? { start: range[0], end: range[1] } : { start: at, end: at };
}
