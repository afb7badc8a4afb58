import { describe, expect } from 'vitest';
import { diagnoseContainer } from '../../src/diagnose/diagnose-container.js';
import { connectEngine } from '../../src/engine/connect.js';
import { engineTest } from '../lab/engine.js';
import { exposed, published } from './faults/published.js';
import { type Scene, withScene } from './faults/scene.js';

const activity = () => ({ signal: AbortSignal.timeout(60_000), report: () => {} });

/** What must be the same after somebody has looked. */
async function snapshot(scene: Scene, name: string) {
  const container = scene.docker.getContainer(name);
  const [facts, changes] = await Promise.all([container.inspect(), container.changes()]);
  const { Status, Running, Paused, Pid, ExitCode, StartedAt, FinishedAt } = facts.State;
  return {
    state: { Status, Running, Paused, Pid, ExitCode, StartedAt, FinishedAt },
    restartCount: facts.RestartCount,
    changes,
    networks: Object.keys(facts.NetworkSettings.Networks),
    host: facts.HostConfig,
  };
}

async function expectUnchanged(start: (scene: Scene) => Promise<string>): Promise<void> {
  await withScene(await connectEngine(), async (scene) => {
    const name = await start(scene);
    const before = await snapshot(scene, name);
    await diagnoseContainer(scene.engine, name, { probe: true }, activity());
    await diagnoseContainer(scene.engine, name, { probe: true }, activity());
    expect(await snapshot(scene, name)).toEqual(before);
  });
}

const service = `
import http.server, signal, sys
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
print("listening", flush=True)
http.server.ThreadingHTTPServer(("0.0.0.0", 8000), http.server.SimpleHTTPRequestHandler).serve_forever()
`;

describe('diagnosing leaves state, files, settings and restart count as they were', () => {
  engineTest('of a running service', () =>
    expectUnchanged(async (scene) => {
      const name = await scene.start(
        { Image: 'python:3.13-slim', Cmd: ['python3', '/app/main.py'], ...exposed, HostConfig: published },
        { '/app/main.py': service },
      );
      await scene.logged(name, 'listening');
      return name;
    }),
  );

  engineTest('of a container that failed', () =>
    expectUnchanged((scene) =>
      scene.run({ Image: 'debian:bookworm-slim', Cmd: ['sh', '-c', 'echo draft > /draft; exit 4'] }),
    ),
  );

  engineTest('of a paused container, which stays paused', () =>
    expectUnchanged(async (scene) => {
      const name = await scene.start({ Image: 'python:3.13-slim', Cmd: ['python3', '-c', service] });
      await scene.logged(name, 'listening');
      await scene.docker.getContainer(name).pause();
      scene.onEnd(() => scene.docker.getContainer(name).unpause());
      return name;
    }),
  );

  engineTest('of a container that was never started', () =>
    expectUnchanged((scene) => scene.create({ Image: 'debian:bookworm-slim', Cmd: ['true'] })),
  );

  engineTest('of a container that used up its restarts', () =>
    expectUnchanged(async (scene) => {
      const name = await scene.start({
        Image: 'debian:bookworm-slim',
        Cmd: ['sh', '-c', 'exit 5'],
        HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 1 } },
      });
      await scene.until(
        name,
        'has given up',
        ({ State, RestartCount }) => RestartCount >= 1 && State.Status === 'exited',
      );
      return name;
    }),
  );
});
