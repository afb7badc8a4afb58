import type { Modules } from './modules.js';
import type { Statement } from './syntax.js';
import { bodiesOf, dottedName, expressionsOf, isMainGuard, within } from './walk-syntax.js';

/** Calls that need their service there and then, by service. */
const calls: Record<string, RegExp> = {
  postgres: /(?:^|\.)(?:create_all|create_pool|asyncpg\.connect|psycopg2?\.connect|init_db|create_db_and_tables)$/,
  mysql:
    /(?:^|\.)(?:create_all|create_pool|pymysql\.connect|MySQLdb\.connect|mysql\.connector\.connect|init_db|create_db_and_tables)$/,
  redis: /(?:^|\.)(?:redis\w*|cache|r)\.ping$/i,
  mongo: /(?:^|\.)(?:init_beanie|server_info)$/,
  rabbitmq: /(?:^|\.)(?:BlockingConnection|connect_robust)$/,
};
const startup = /lifespan|startup|start_up|on_start|before_serving|before_first/i;

/** Where the code connects to a service while it starts, outside of any `try`; null when it waits until it is asked, or survives. */
export function eagerConnection(
  modules: Modules,
  files: readonly string[],
  service: string,
): { file: string; line: number } | null {
  const pattern = Object.hasOwn(calls, service) ? calls[service] : undefined;
  if (!pattern) return null;
  for (const file of files) {
    if (!/create_|connect|ping|init_|Connection|server_info/.test(modules.text(file) ?? '')) continue;
    const line = eagerLine(modules.get(file)?.body ?? [], pattern);
    if (line !== null) return { file, line };
  }
  return null;
}

function eagerLine(body: readonly Statement[], pattern: RegExp): number | null {
  for (const statement of body) {
    if (statement.kind === 'try' || statement.kind === 'class' || isMainGuard(statement)) continue;
    if (statement.kind === 'function') {
      const decorated = statement.decorators.some((decorator) =>
        [...within(decorator)].some(
          (part) => (part.kind === 'text' && part.value === 'startup') || startup.test(dottedName(part) ?? ''),
        ),
      );
      const line = decorated || startup.test(statement.name) ? eagerLine(statement.body, pattern) : null;
      if (line !== null) return line;
      continue;
    }
    for (const expression of expressionsOf(statement))
      for (const part of within(expression)) {
        const callee = part.kind === 'call' ? part.callee : null;
        const name = callee ? (dottedName(callee) ?? '') : '';
        // `await connection.run_sync(Base.metadata.create_all)` hands the function on.
        const handed =
          part.kind === 'call' && name.endsWith('run_sync') ? (dottedName(part.args[0] ?? part) ?? '') : '';
        if (pattern.test(name) || pattern.test(handed)) return part.line;
      }
    const line = eagerLine(bodiesOf(statement), pattern);
    if (line !== null) return line;
  }
  return null;
}
