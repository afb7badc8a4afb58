import { type Service, settingOf } from './service.js';
import { entriesOf, itemsOf, textOf, type Value } from './value.js';

/** A variable of a list or a map: `environment`, `labels`, `build.args`. */
export interface NamedValue {
  name: string;
  /** null: nothing is given, the value comes from where Compose runs. */
  text: string | null;
  /** The item of a list, or the value of a map. */
  value: Value;
  form: 'list' | 'map';
}

/** @param keys of a setting that is a list of `NAME=value` or a map */
export function namedValues(service: Service, ...keys: string[]): NamedValue[] {
  const value = settingOf(service, ...keys)?.value;
  if (value?.kind === 'mapping')
    return entriesOf(value).map((entry) => ({
      name: entry.key,
      text: textOf(entry.value) ?? null,
      value: entry.value,
      form: 'map',
    }));
  return itemsOf(value).flatMap((item): NamedValue[] => {
    const text = textOf(item);
    if (text === undefined) return [];
    const at = text.indexOf('=');
    return [
      at < 0
        ? { name: text, text: null, value: item, form: 'list' }
        : { name: text.slice(0, at), text: text.slice(at + 1), value: item, form: 'list' },
    ];
  });
}
