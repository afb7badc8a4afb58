import { type Service, settingOf } from './service.js';
import { entriesOf, entryAt, itemsOf, textOf, type Value } from './value.js';

/** Another service that one waits for. */
export interface Dependency {
  name: string;
  /** `service_started` where nothing is said. */
  condition: string;
  /** `required: false`: it may be absent. */
  optional: boolean;
  value: Value;
}

export function dependenciesOf(service: Service): Dependency[] {
  const value = settingOf(service, 'depends_on')?.value;
  if (value?.kind === 'mapping')
    return entriesOf(value).map(({ key, keyWhere, value: options }) => ({
      name: key,
      condition: textOf(entryAt(options, 'condition')?.value) ?? 'service_started',
      optional: textOf(entryAt(options, 'required')?.value)?.toLowerCase() === 'false',
      value: { kind: 'scalar', text: key, value: key, plain: true, where: keyWhere },
    }));
  return itemsOf(value).flatMap((item) => {
    const name = textOf(item);
    return name === undefined ? [] : [{ name, condition: 'service_started', optional: false, value: item }];
  });
}

/** Whether a service tells that it is healthy; `disabled` overrules what its image has. */
export function healthOf(service: Service): 'checked' | 'disabled' | 'unset' {
  const check = settingOf(service, 'healthcheck');
  if (!check) return 'unset';
  const test = itemsOf(entryAt(check.value, 'test')?.value);
  const disable = textOf(entryAt(check.value, 'disable')?.value)?.toLowerCase();
  return disable === 'true' || textOf(test[0]) === 'NONE' ? 'disabled' : 'checked';
}
