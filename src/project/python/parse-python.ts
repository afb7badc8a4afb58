import { readFileSync } from 'node:fs';
import { Language, type Node, Parser } from 'web-tree-sitter';
import { argumentsOf, deepest, expression, lineOf, named, optional, parameters } from './parse-expression.js';
import type { Expression, Module, Statement } from './syntax.js';
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
