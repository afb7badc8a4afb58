import type { Node } from 'web-tree-sitter';
import { valueOfEscape } from './string-literal.js';
import type { Expression, Parameter } from './syntax.js';

/** Deeper nesting than any person writes; below it nothing is read, so that no input can exhaust the stack. */
export const deepest = 150;

/** Line of a node, from 1. */
export const lineOf = (node: Node) => node.startPosition.row + 1;

/** Named children without comments. */
export const named = (node: Node): Node[] => node.namedChildren.filter((child) => child.type !== 'comment');

/** Parameters of a function that have names. */
export function parameters(node: Node | null, depth: number): Parameter[] {
  if (!node) return [];
  return named(node).flatMap((child) => {
    const name = child.type === 'identifier' ? child : (child.childForFieldName('name') ?? child.namedChild(0));
    if (name?.type !== 'identifier') return [];
    // `*args` and `**kwargs` need nothing from a caller, like a parameter that has a default.
    if (child.type.endsWith('splat_pattern')) return [{ name: name.text, annotation: null, default: nothing(child) }];
    return [
      {
        name: name.text,
        annotation: optional(child.type === 'identifier' ? null : child.childForFieldName('type'), depth),
        default: optional(child.type === 'identifier' ? null : child.childForFieldName('value'), depth),
      },
    ];
  });
}

function nothing(node: Node): Expression {
  return { kind: 'constant', value: null, line: lineOf(node) };
}

/** An expression, or null where there is no node. */
export function optional(node: Node | null, depth: number): Expression | null {
  return node ? expression(node, depth) : null;
}

/** Positional arguments in order and keyword arguments by name; splats are positional. */
export function argumentsOf(
  node: Node | null,
  depth: number,
): { args: Expression[]; keywords: Map<string, Expression> } {
  const args: Expression[] = [];
  const keywords = new Map<string, Expression>();
  for (const child of node ? named(node) : []) {
    const value = child.type === 'keyword_argument' ? child.childForFieldName('value') : null;
    if (value) keywords.set(child.childForFieldName('name')?.text ?? '', expression(value, depth));
    else args.push(expression(child, depth));
  }
  return { args, keywords };
}

/** Reduces an expression node to plain data; `depth` is how deep it stands. */
export function expression(node: Node, depth: number): Expression {
  const line = lineOf(node);
  if (depth > deepest) return { kind: 'other', children: [], line };
  const inner = (child: Node | null): Expression =>
    child ? expression(child, depth + 1) : { kind: 'other', children: [], line };
  switch (node.type) {
    case 'identifier':
    case 'ellipsis':
      return { kind: 'name', name: node.text, line };
    case 'dotted_name':
      return named(node)
        .map((part): Expression => ({ kind: 'name', name: part.text, line }))
        .reduce((object, part) => ({ kind: 'attribute', object, name: part.kind === 'name' ? part.name : '', line }));
    case 'integer':
    case 'float':
      return { kind: 'number', value: Number(node.text.replaceAll('_', '')), line };
    case 'true':
      return { kind: 'constant', value: true, line };
    case 'false':
      return { kind: 'constant', value: false, line };
    case 'none':
      return { kind: 'constant', value: null, line };
    case 'string':
      return text(node, depth);
    case 'concatenated_string': {
      const parts = named(node).map((child) => expression(child, depth + 1));
      const plain = parts.every((part) => part.kind === 'text' && part.value !== null);
      const value = plain ? parts.map((part) => (part.kind === 'text' ? part.value : '')).join('') : null;
      return { kind: 'text', value, parts: plain ? [] : parts, line };
    }
    case 'attribute':
      return {
        kind: 'attribute',
        object: inner(node.childForFieldName('object')),
        name: node.childForFieldName('attribute')?.text ?? '',
        line,
      };
    case 'call': {
      const list = node.childForFieldName('arguments');
      const callee = inner(node.childForFieldName('function'));
      if (list?.type === 'generator_expression')
        return { kind: 'call', callee, args: [inner(list)], keywords: new Map(), line };
      return { kind: 'call', callee, ...argumentsOf(list, depth + 1), line };
    }
    case 'subscript': {
      const indices = node.childrenForFieldName('subscript').filter((child) => child !== null);
      const index: Expression =
        indices.length === 1 ? inner(indices[0] ?? null) : { kind: 'list', items: indices.map(inner), line };
      return { kind: 'subscript', object: inner(node.childForFieldName('value')), index, line };
    }
    case 'generic_type': {
      // Inside an annotation `X[Y]` is its own node kind.
      const [object, index] = named(node);
      return { kind: 'subscript', object: inner(object ?? null), index: inner(index ?? null), line };
    }
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
    case 'pattern_list':
    case 'type_parameter':
      return { kind: 'list', items: named(node).map(inner), line };
    case 'dictionary':
      return {
        kind: 'dict',
        entries: named(node)
          .filter((child) => child.type === 'pair')
          .map((child) => ({
            key: inner(child.childForFieldName('key')),
            value: inner(child.childForFieldName('value')),
          })),
        line,
      };
    case 'parenthesized_expression':
    case 'type':
    case 'await':
      return inner(named(node)[0] ?? null);
    case 'conditional_expression':
      return { kind: 'operation', operator: 'if', operands: named(node).map(inner), line };
    case 'as_pattern':
      return { kind: 'operation', operator: 'as', operands: named(node).map(inner), line };
    case 'as_pattern_target':
    case 'with_item':
      return inner(named(node)[0] ?? null);
    case 'named_expression':
      return { kind: 'operation', operator: ':=', operands: named(node).map(inner), line };
    case 'binary_operator':
    case 'boolean_operator':
    case 'unary_operator':
      return {
        kind: 'operation',
        operator: node.childForFieldName('operator')?.text ?? '',
        operands: named(node).map(inner),
        line,
      };
    case 'not_operator':
      return { kind: 'operation', operator: 'not', operands: named(node).map(inner), line };
    case 'comparison_operator':
      return {
        kind: 'operation',
        operator: node
          .childrenForFieldName('operators')
          .map((child) => child?.text)
          .join(' '),
        operands: named(node).map(inner),
        line,
      };
    default:
      return { kind: 'other', children: named(node).map(inner), line };
  }
}

function text(node: Node, depth: number): Expression {
  const line = lineOf(node);
  const raw = /^[a-z]*r/i.test(node.namedChildren[0]?.text ?? '');
  const parts: Expression[] = [];
  let plain = '';
  for (const child of node.namedChildren) {
    if (child.type === 'string_content') plain += raw ? child.text : contentOf(child);
    else if (child.type === 'interpolation') {
      if (plain !== '') parts.push({ kind: 'text', value: plain, parts: [], line });
      plain = '';
      const value = child.childForFieldName('expression') ?? child.namedChild(0);
      parts.push(value ? expression(value, depth + 1) : { kind: 'other', children: [], line });
    }
  }
  if (parts.length === 0) return { kind: 'text', value: plain, parts, line };
  if (plain !== '') parts.push({ kind: 'text', value: plain, parts: [], line });
  return { kind: 'text', value: null, parts, line };
}

function contentOf(content: Node): string {
  const text = content.text;
  let result = '';
  let at = 0;
  for (const child of content.namedChildren) {
    if (child.type !== 'escape_sequence') continue;
    const start = child.startIndex - content.startIndex;
    result += text.slice(at, start) + valueOfEscape(child.text);
    at = start + child.text.length;
  }
  return result + text.slice(at);
}
