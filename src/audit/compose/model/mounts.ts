import { splitAtColons, withDefaults } from './interpolation.js';
import { type Service, settingOf } from './service.js';
import { entryAt, isTrue, itemsOf, textOf, type Value } from './value.js';

/** What a service mounts, in either form. */
export interface Mount {
  value: Value;
  type: 'bind' | 'volume' | 'anonymous' | 'tmpfs' | 'other';
  /** A path of the host or the name of a volume, defaults put in; null where it is anonymous or not known. */
  source: string | null;
  target: string | null;
  readOnly: boolean;
  propagation: string | null;
}

/** Many rules ask. */
const known = new WeakMap<Service, readonly Mount[]>();

export function mountsOf(service: Service): readonly Mount[] {
  let mounts = known.get(service);
  if (!mounts) {
    mounts = readMounts(service);
    known.set(service, mounts);
  }
  return mounts;
}

function readMounts(service: Service): Mount[] {
  return itemsOf(settingOf(service, 'volumes')?.value).map((value) =>
    value.kind === 'mapping' ? longForm(value) : shortForm(value),
  );
}

function longForm(value: Value): Mount {
  const text = (...keys: string[]) => textOf(entryAt(value, ...keys)?.value) ?? null;
  const type = text('type');
  const source = text('source') ?? text('src');
  return {
    value,
    type: type === 'bind' || type === 'tmpfs' ? type : type !== 'volume' ? 'other' : source ? 'volume' : 'anonymous',
    source: source === null ? null : withDefaults(source),
    target: text('target') ?? text('dst') ?? text('destination'),
    readOnly: isTrue(entryAt(value, 'read_only')?.value) || isTrue(entryAt(value, 'readonly')?.value),
    propagation: text('bind', 'propagation'),
  };
}

function shortForm(value: Value): Mount {
  const parts = splitAtColons(textOf(value) ?? '');
  // C:\data:/data
  if (/^[A-Za-z]$/.test(parts[0] ?? '') && /^[\\/]/.test(parts[1] ?? '')) parts.splice(0, 2, `${parts[0]}:${parts[1]}`);
  const [first = '', target = null, mode = ''] = parts;
  const options = mode.split(',');
  const common = {
    value,
    readOnly: options.includes('ro'),
    propagation: options.find((option) => /^r?(?:shared|slave|private)$/.test(option)) ?? null,
  };
  if (target === null) return { ...common, type: 'anonymous', source: null, target: first };
  return { ...common, type: isPath(first) ? 'bind' : 'volume', source: withDefaults(first), target };
}

/** A source that is a path of the host and not a volume's name, as Compose tells them apart. */
function isPath(source: string): boolean {
  return /^(?:[./~\\]|[A-Za-z]:[\\/])/.test(source) || /^\$(?:\{?PWD|\{?HOME)\b/.test(source) || /[\\/]/.test(source);
}
