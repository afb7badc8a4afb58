import { describe, inject, test } from 'vitest';

/** Null when there is an engine, else why there is none; decided once per run in global-setup.ts. */
export const engineMissing = inject('engineMissing');

Object.assign(process.env, inject('engineEnvironment'));

/** `test`, skipped and counted as such where there is no engine. */
export const engineTest = test.skipIf(engineMissing !== null);

/** `describe`, skipped and counted as such where there is no engine. */
export const describeWithEngine = describe.skipIf(engineMissing !== null);
