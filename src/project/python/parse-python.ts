import { readFileSync } from 'node:fs';
import { Language, type Node, Parser } from 'web-tree-sitter';
import { valueOfEscape } from './string-literal.js';
import type { Expression, Module, Parameter, Statement } from './syntax.js';
import { locateWasm } from './wasm-files.js';

let loading: Promise<Parser> | undefined;

/** Loads the grammar once per process (about 20 ms). */
export function loadPythonParser(): Promise<Parser> {
  loading ??= (async () => {
    await Parser.init({ locateFile: () => locateWasm('web-tree-sitter.wasm') });
    const parser = new Parser();
    parser.setLanguage(await Language.load(readFileSync(locateWasm('tree-sitter-python.wasm'))));
    return parser;
  })();
  return loading;
}

/** Deeper nesting than any person writes; below it nothing is read, so that no input can exhaust the stack. */
const deepest = 150;

/** Parses one file. Syntax errors lose the broken statement, not the file; null when the parser gives up. */
export function parsePython(parser: Parser, path: string, text: string): Module | null {
  const tree = parser.parse(text);
  if (!tree) return null;
  try {
    return { path, body: statements(tree.rootNode, 0) };
  } finally {
    tree.delete();
    parser.reset();
  }
}

const lineOf = (node: Node) => node.startPosition.row + 1;
const named = (node: Node): Node[] => node.namedChildren.filter((child) => child.type !== 'comment');

function statements(block: Node | null, depth: number): Statement[] {
  if (!block || depth > deepest) return [];
  return named(block).flatMap((node) => statement(node, depth + 1));
}

function statement(node: Node, depth: number): Statement[] {
  const line = lineOf(node);
  switch (node.type) {
    case 'import_statement':
      return [{ kind: 'import', modules: named(node).map(importedName), line }];
    case 'future_import_statement':
      return [];
    case 'import_from_statement': {
      const from = node.childForFieldName('module_name');
      const text = from?.text.replaceAll(/\s/g, '') ?? '';
      const module = text.replace(/^\.+/, '');
      const names = node
        .childrenForFieldName('name')
        .filter((child) => child !== null)
        .map(importedName);
      const wildcard = node.namedChildren.some((child) => child.type === 'wildcard_import');
      return [{ kind: 'import-from', level: text.length - module.length, module, names, wildcard, line }];
    }
    case 'expression_statement':
      return named(node).map((child) => simple(child, depth));
    case 'return_statement': {
      const value = named(node)[0];
      return [{ kind: 'return', value: value ? expression(value, depth) : null, line }];
    }
    case 'decorated_definition': {
      const definition = node.childForFieldName('definition');
      const decorators = named(node)
        .filter((child) => child.type === 'decorator')
        .flatMap((child) => named(child).map((value) => expression(value, depth)));
      return (definition ? statement(definition, depth) : []).map((inner) =>
        inner.kind === 'function' || inner.kind === 'class' ? { ...inner, decorators } : inner,
      );
    }
    case 'function_definition':
      return [
        {
          kind: 'function',
          name: node.childForFieldName('name')?.text ?? '',
          async: node.child(0)?.type === 'async',
          decorators: [],
          parameters: parameters(node.childForFieldName('parameters'), depth),
          returns: optional(node.childForFieldName('return_type'), depth),
          body: statements(node.childForFieldName('body'), depth),
          line,
        },
      ];
    case 'class_definition': {
      const { args, keywords } = argumentsOf(node.childForFieldName('superclasses'), depth);
      return [
        {
          kind: 'class',
          name: node.childForFieldName('name')?.text ?? '',
          decorators: [],
          bases: args,
          keywords,
          body: statements(node.childForFieldName('body'), depth),
          line,
        },
      ];
    }
    case 'if_statement':
      return [
        conditional(
          node,
          node.childrenForFieldName('alternative').filter((child) => child !== null),
          depth,
        ),
      ];
    case 'try_statement':
      return [
        {
          kind: 'try',
          body: statements(node.childForFieldName('body'), depth),
          handlers: named(node)
            .filter((child) => child.type.startsWith('except'))
            .map((child) => ({
              types: optional(named(child).find((part) => part.type !== 'block') ?? null, depth),
              body: statements(blockOf(child), depth),
            })),
          rest: named(node)
            .filter((child) => child.type === 'else_clause' || child.type === 'finally_clause')
            .flatMap((child) => statements(blockOf(child), depth)),
          line,
        },
      ];
    case 'with_statement':
    case 'for_statement':
    case 'while_statement':
    case 'match_statement':
    case 'case_clause':
      return [
        {
          kind: 'block',
          heads: named(node)
            .flatMap((child) => (child.type === 'with_clause' ? named(child) : [child]))
            .filter((child) => child.type !== 'block' && child.type !== 'else_clause')
            .map((child) => expression(child, depth)),
          body: named(node)
            .map((child) => (child.type === 'else_clause' ? blockOf(child) : child))
            .filter((child) => child?.type === 'block')
            .flatMap((child) => statements(child, depth)),
          line,
        },
      ];
    case 'ERROR':
      return statements(node, depth);
    default:
      return [{ kind: 'other', values: named(node).map((child) => expression(child, depth)), line }];
  }
}

function blockOf(node: Node): Node | null {
  return node.namedChildren.find((child) => child.type === 'block') ?? null;
}

/** `elif` becomes an `if` inside the `otherwise` of the one before it. */
function conditional(node: Node, alternatives: Node[], depth: number): Statement {
  const [next, ...others] = alternatives;
  const otherwise = !next
    ? []
    : next.type === 'elif_clause'
      ? depth < deepest
        ? [conditional(next, others, depth + 1)]
        : []
      : statements(next.childForFieldName('body'), depth);
  const condition = node.childForFieldName('condition');
  return {
    kind: 'if',
    condition: condition ? expression(condition, depth) : { kind: 'other', children: [], line: lineOf(node) },
    body: statements(node.childForFieldName('consequence'), depth),
    otherwise,
    line: lineOf(node),
  };
}

function importedName(node: Node): { name: string; alias: string | null } {
  if (node.type !== 'aliased_import') return { name: node.text.replaceAll(/\s/g, ''), alias: null };
  return {
    name: (node.childForFieldName('name')?.text ?? '').replaceAll(/\s/g, ''),
    alias: node.childForFieldName('alias')?.text ?? null,
  };
}

/** What an expression statement holds: an assignment (chains flattened) or an expression. */
function simple(node: Node, depth: number): Statement {
  const line = lineOf(node);
  if (node.type === 'augmented_assignment')
    return {
      kind: 'other',
      values: [
        optional(node.childForFieldName('left'), depth),
        optional(node.childForFieldName('right'), depth),
      ].filter((value) => value !== null),
      line,
    };
  if (node.type !== 'assignment') return { kind: 'expression', value: expression(node, depth), line };
  const targets: Expression[] = [];
  const annotation = optional(node.childForFieldName('type'), depth);
  let current: Node | null = node;
  while (current?.type === 'assignment' && targets.length < deepest) {
    const left = current.childForFieldName('left');
    if (left) targets.push(expression(left, depth));
    current = current.childForFieldName('right');
  }
  return { kind: 'assign', targets, annotation, value: optional(current, depth), line };
}

function parameters(node: Node | null, depth: number): Parameter[] {
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

function optional(node: Node | null, depth: number): Expression | null {
  return node ? expression(node, depth) : null;
}

function argumentsOf(node: Node | null, depth: number): { args: Expression[]; keywords: Map<string, Expression> } {
  const args: Expression[] = [];
  const keywords = new Map<string, Expression>();
  for (const child of node ? named(node) : []) {
    const value = child.type === 'keyword_argument' ? child.childForFieldName('value') : null;
    if (value) keywords.set(child.childForFieldName('name')?.text ?? '', expression(value, depth));
    else args.push(expression(child, depth));
  }
  return { args, keywords };
}

function expression(node: Node, depth: number): Expression {
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
