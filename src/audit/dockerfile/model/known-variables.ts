type Values = ReadonlyMap<string, string | null>;

/** The variables of a stage, growing from one instruction to the next. */
export interface KnownVariables {
  set(name: string, value: string | null): void;
  /** What is known now; later changes do not show in it. */
  view(): Values;
}

interface Inherited {
  values: Values;
  /** How many stages stand on each other in it. */
  depth: number;
}

/** Deeper than this what is inherited is copied, so that a look-up never walks far. */
const deepest = 16;

const depths = new WeakMap<Values, number>();

/**
 * Each instruction sees the variables before it. A map for each would take the square of their number; so every name keeps its values with
 * the time they were set, and a view looks for the last one of its own time.
 * @param parent what the stage below ended with
 */
export function knownVariables(parent: Values | null): KnownVariables {
  const inherited = inherit(parent);
  const history = new Map<string, { time: number; value: string | null }[]>();
  let now = 0;
  let current: Values | null = null;
  return {
    set(name, value) {
      now += 1;
      current = null;
      const values = history.get(name);
      if (values) values.push({ time: now, value });
      else history.set(name, [{ time: now, value }]);
    },
    view() {
      current ??= viewAt(now, history, inherited);
      return current;
    },
  };
}

function inherit(parent: Values | null): Inherited {
  if (!parent) return { values: new Map(), depth: 0 };
  const depth = depths.get(parent) ?? 0;
  return depth < deepest ? { values: parent, depth } : { values: new Map(parent), depth: 0 };
}

function viewAt(
  time: number,
  history: ReadonlyMap<string, readonly { time: number; value: string | null }[]>,
  { values: below, depth }: Inherited,
): Values {
  const find = (name: string): { value: string | null } | undefined => {
    const own = lastUntil(time, history.get(name) ?? []);
    if (own) return own;
    return below.has(name) ? { value: below.get(name) ?? null } : undefined;
  };
  function* entries(): MapIterator<[string, string | null]> {
    for (const [name, value] of below) yield [name, lastUntil(time, history.get(name) ?? [])?.value ?? value];
    for (const [name, values] of history) {
      const own = below.has(name) ? undefined : lastUntil(time, values);
      if (own) yield [name, own.value];
    }
    return undefined;
  }
  const view: Values = {
    get: (name) => find(name)?.value,
    has: (name) => find(name) !== undefined,
    get size() {
      return [...entries()].length;
    },
    entries,
    *keys() {
      for (const [name] of entries()) yield name;
      return undefined;
    },
    *values() {
      for (const [, value] of entries()) yield value;
      return undefined;
    },
    [Symbol.iterator]: entries,
    forEach(callback) {
      for (const [name, value] of entries()) callback(value, name, view);
    },
  };
  depths.set(view, depth + 1);
  return view;
}

function lastUntil<T extends { time: number }>(time: number, values: readonly T[]): T | undefined {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as T).time <= time) low = middle + 1;
    else high = middle;
  }
  return values[low - 1];
}
