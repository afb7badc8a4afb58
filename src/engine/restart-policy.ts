import type { Engine } from './connect.js';
import { askEngine } from './engine-stream.js';

/** As the engine names it: `no`, `on-failure`, `always`, `unless-stopped`. */
export interface RestartPolicy {
  name: string;
  /** Of `on-failure`; 0: as often as it takes. */
  maximumRetryCount: number;
}

/** Changes what the engine does when the container ends; the container itself goes on as it is. */
export async function setRestartPolicy(engine: Engine, id: string, policy: RestartPolicy): Promise<void> {
  const { name, maximumRetryCount } = policy;
  await askEngine(engine, () =>
    engine.docker.getContainer(id).update({
      RestartPolicy: { Name: name, MaximumRetryCount: name === 'on-failure' ? maximumRetryCount : 0 },
    }),
  );
}
