import type { Cause } from '../cause.js';

/** Every cause that can be told, by id. */
export const allCauses: readonly Cause[] = [];
