/** A Python module as plain data: what tree-sitter parsed, reduced to what readers ask about. Lines count from 1. */
export type Expression =
  | { kind: 'name'; name: string; line: number }
  /** `value` is null for an f-string that has fields; `parts` then has its pieces in order. */
  | { kind: 'text'; value: string | null; parts: Expression[]; line: number }
  | { kind: 'number'; value: number; line: number }
  | { kind: 'constant'; value: boolean | null; line: number }
  | { kind: 'attribute'; object: Expression; name: string; line: number }
  | { kind: 'call'; callee: Expression; args: Expression[]; keywords: Map<string, Expression>; line: number }
  | { kind: 'subscript'; object: Expression; index: Expression; line: number }
  | { kind: 'list'; items: Expression[]; line: number }
  | { kind: 'dict'; entries: { key: Expression; value: Expression }[]; line: number }
  /** Operators of every arity; `if` is [value, condition, otherwise], `:=` is [name, value]. */
  | { kind: 'operation'; operator: string; operands: Expression[]; line: number }
  | { kind: 'other'; children: Expression[]; line: number };

export interface Parameter {
  name: string;
  annotation: Expression | null;
  default: Expression | null;
}

export interface FunctionDefinition {
  kind: 'function';
  name: string;
  async: boolean;
  decorators: Expression[];
  parameters: Parameter[];
  returns: Expression | null;
  body: Statement[];
  line: number;
}

export interface ClassDefinition {
  kind: 'class';
  name: string;
  decorators: Expression[];
  bases: Expression[];
  keywords: Map<string, Expression>;
  body: Statement[];
  line: number;
}

export type Statement =
  | { kind: 'import'; modules: { name: string; alias: string | null }[]; line: number }
  | {
      kind: 'import-from';
      /** Number of leading dots. */
      level: number;
      module: string;
      names: { name: string; alias: string | null }[];
      wildcard: boolean;
      line: number;
    }
  | { kind: 'assign'; targets: Expression[]; annotation: Expression | null; value: Expression | null; line: number }
  | { kind: 'expression'; value: Expression; line: number }
  | { kind: 'return'; value: Expression | null; line: number }
  | FunctionDefinition
  | ClassDefinition
  | { kind: 'if'; condition: Expression; body: Statement[]; otherwise: Statement[]; line: number }
  | {
      kind: 'try';
      body: Statement[];
      handlers: { types: Expression | null; body: Statement[] }[];
      rest: Statement[];
      line: number;
    }
  /** with, for, while, match: `heads` are the expressions before the body. */
  | { kind: 'block'; heads: Expression[]; body: Statement[]; line: number }
  | { kind: 'other'; values: Expression[]; line: number };

export interface Module {
  path: string;
  body: Statement[];
}
