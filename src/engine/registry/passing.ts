import { isNetworkError, mayPass, networkFault } from './network-fault.js';
import { Setback } from './retry.js';

/** Network errors as faults, and as setbacks where they may pass; everything else as it is. */
export function passing(error: unknown, host: string): unknown {
  if (!isNetworkError(error) || error instanceof Setback) return error;
  const fault = networkFault(error, host);
  return mayPass(error) ? new Setback(fault) : fault;
}
