import type { Expression, Statement } from './syntax.js';

/** Expressions directly below one. */
export function childrenOf(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'text':
      return expression.parts;
    case 'attribute':
      return [expression.object];
    case 'call':
      return [expression.callee, ...expression.args, ...expression.keywords.values()];
    case 'subscript':
      return [expression.object, expression.index];
    case 'list':
      return expression.items;
    case 'dict':
      return expression.entries.flatMap((entry) => [entry.key, entry.value]);
    case 'operation':
      return expression.operands;
    case 'other':
      return expression.children;
    default:
      return [];
  }
}

/** Expressions that a statement itself holds, not those of the statements below it. */
export function expressionsOf(statement: Statement): Expression[] {
  switch (statement.kind) {
    case 'assign':
      return [...statement.targets, ...[statement.annotation, statement.value].filter((value) => value !== null)];
    case 'expression':
      return [statement.value];
    case 'return':
      return statement.value ? [statement.value] : [];
    case 'function':
      return [
        ...statement.decorators,
        ...statement.parameters.flatMap((parameter) =>
          [parameter.annotation, parameter.default].filter((value) => value !== null),
        ),
      ];
    case 'class':
      return [...statement.decorators, ...statement.bases, ...statement.keywords.values()];
    case 'if':
      return [statement.condition];
    case 'try':
      return statement.handlers.flatMap((handler) => (handler.types ? [handler.types] : []));
    case 'block':
      return statement.heads;
    case 'other':
      return statement.values;
    default:
      return [];
  }
}

/** Statements directly below one, in order. */
export function bodiesOf(statement: Statement): Statement[] {
  switch (statement.kind) {
    case 'function':
    case 'class':
    case 'block':
      return statement.body;
    case 'if':
      return [...statement.body, ...statement.otherwise];
    case 'try':
      return [...statement.body, ...statement.handlers.flatMap((handler) => handler.body), ...statement.rest];
    default:
      return [];
  }
}

/** Every statement below a body, functions and classes included unless `into` says otherwise. */
export function* allStatements(
  body: readonly Statement[],
  into: (statement: Statement) => boolean = () => true,
): Generator<Statement> {
  for (const statement of body) {
    yield statement;
    if (into(statement)) yield* allStatements(bodiesOf(statement), into);
  }
}

/** Statements that run when the body runs: not those of functions and classes, nor of an `if __name__ == "__main__"`. */
export function importTimeStatements(body: readonly Statement[]): Generator<Statement> {
  return allStatements(
    body,
    (statement) => statement.kind !== 'function' && statement.kind !== 'class' && !isMainGuard(statement),
  );
}

/** Every expression of a body at every depth. */
export function* allExpressions(body: readonly Statement[]): Generator<Expression> {
  for (const statement of allStatements(body))
    for (const expression of expressionsOf(statement)) yield* within(expression);
}

/** An expression and all below it. */
export function* within(expression: Expression): Generator<Expression> {
  yield expression;
  for (const child of childrenOf(expression)) yield* within(child);
}

/** The first statement of a body itself, not of those below it, that gives the name a value or a type. */
export function assignmentTo(
  body: readonly Statement[],
  name: string,
): Extract<Statement, { kind: 'assign' }> | undefined {
  for (const statement of body)
    if (
      statement.kind === 'assign' &&
      statement.targets.some((target) => target.kind === 'name' && target.name === name)
    )
      return statement;
  return undefined;
}

/** `if __name__ == "__main__":` */
export function isMainGuard(statement: Statement): statement is Extract<Statement, { kind: 'if' }> {
  if (statement.kind !== 'if' || statement.condition.kind !== 'operation') return false;
  const { operands } = statement.condition;
  return (
    operands.some((operand) => operand.kind === 'name' && operand.name === '__name__') &&
    operands.some((operand) => operand.kind === 'text' && operand.value === '__main__')
  );
}

/** `a.b.c` of names and attributes; null for anything else. */
export function dottedName(expression: Expression): string | null {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'attribute') return null;
  const object = dottedName(expression.object);
  return object === null ? null : `${object}.${expression.name}`;
}

export function textOf(expression: Expression | null | undefined): string | null {
  return expression?.kind === 'text' ? expression.value : null;
}
