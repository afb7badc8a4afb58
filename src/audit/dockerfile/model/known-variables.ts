type Values = ReadonlyMap<string, string | null>;

/** The variables of a stage, growing from one instruction to the next. */
export interface KnownVariables {
  set(name: string, value: string | null): void;
  /** What is known now; later changes do not show in it. */
  view(): Values;
}

/** A name's values, each with the time that it was set. */
type History = Map<string, { time: number; value: string | null }[]>;

/** What a view is made of: the values of its own stage until a time, and what the stage inherited. */
interface Layer {
  time: number;
  history: History;
  below: Values;
  depth: number;
}

const layers = new WeakMap<Values, Layer>();

/** Stages on each other beyond this are copied into one map, so that a look-up never walks far. */
const deepest = 16;

/**
 * Each instruction sees the variables before it. A map for each would take the square of their number; so every name keeps its values with
 * the time they were set, and a view looks for the last one of its own time.
 * @param parent what the stage below ended with
 */
export function knownVariables(parent: Values | null): KnownVariables {
  const depth = parent ? (layers.get(parent)?.depth ?? 0) + 1 : 0;
  const below = !parent ? new Map<string, string | null>() : depth > deepest ? flat(parent) : parent;
  const history: History = new Map();
  let time = 0;
  let current: Values | null = null;
  return {
    set(name, value) {
      time += 1;
      current = null;
      const values = history.get(name);
      if (values) values.push({ time, value });
      else history.set(name, [{ time, value }]);
    },
    view() {
      current ??= viewOf({ time, history, below, depth: depth > deepest ? 0 : depth });
      return current;
    },
  };
}

function viewOf(layer: Layer): Values {
  const { time, history, below } = layer;
  const own = (name: string) => lastUntil(time, history.get(name) ?? []);
  const view: Values = {
    get(name) {
      const found = own(name);
      return found ? found.value : below.get(name);
    },
    has: (name) => own(name) !== undefined || below.has(name),
    get size() {
      return flat(view).size;
    },
    entries: () => flat(view).entries(),
    keys: () => flat(view).keys(),
    values: () => flat(view).values(),
    [Symbol.iterator]: () => flat(view).entries(),
    forEach(callback) {
      for (const [name, value] of flat(view)) callback(value, name, view);
    },
  };
  layers.set(view, layer);
  return view;
}

/** All of a view as a map. */
function flat(view: Values): Map<string, string | null> {
  const found: Layer[] = [];
  let at = view;
  for (let layer = layers.get(at); layer; layer = layers.get(at)) {
    found.push(layer);
    at = layer.below;
  }
  const all = new Map(at);
  for (const { time, history } of found.reverse())
    for (const [name, values] of history) {
      const last = lastUntil(time, values);
      if (last) all.set(name, last.value);
    }
  return all;
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
