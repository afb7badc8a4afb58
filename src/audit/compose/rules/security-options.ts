import { type Service, settingOf } from '../model/service.js';
import { itemsOf, textOf, type Value } from '../model/value.js';

export interface SecurityOption {
  /** Lower case, `:` between name and value: `seccomp:unconfined`. */
  text: string;
  value: Value;
}

export function securityOptionsOf(service: Service): SecurityOption[] {
  return itemsOf(settingOf(service, 'security_opt')?.value).flatMap((value) => {
    const text = textOf(value);
    return text === undefined ? [] : [{ text: text.trim().toLowerCase().replaceAll('=', ':'), value }];
  });
}
