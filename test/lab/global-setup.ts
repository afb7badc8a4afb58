import type { TestProject } from 'vitest/node';
import { connectEngine } from '../../src/engine/connect.js';
import { sweep } from '../../src/engine/run.js';
import { findEngine } from './find-engine.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Why there is no engine; null when there is one. */
    engineMissing: string | null;
    /** What leads to the engine: DOCKER_HOST, DOCKWRIGHT_COMPOSE and the like. */
    engineEnvironment: Record<string, string>;
  }
}

/** Decides once per run whether there is an engine; without one, engine tests are skipped, and with CI=true the run fails. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const choice = await findEngine();
  const reason = 'reason' in choice ? choice.reason : null;
  if (reason && process.env.CI === 'true') throw new Error(`CI must run the engine tests. ${reason}`);
  const environment = 'environment' in choice ? choice.environment : {};
  Object.assign(process.env, environment);
  project.provide('engineMissing', reason);
  project.provide('engineEnvironment', environment);
  return async () => {
    if (reason) process.stderr.write(`\nskipped: tests that need an engine. ${reason}\n`);
    // what a test process that was killed left behind; runs of processes that live are not touched
    else await sweep(await connectEngine());
  };
}
