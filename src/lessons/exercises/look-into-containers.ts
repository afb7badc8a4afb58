import type { PublishedPort } from '../../diagnose/evidence/container-evidence.js';
import type { Desk } from '../desk.js';
import { allOf, type Exercise, met, missing } from '../exercise.js';

export const lookIntoContainers: readonly Exercise[] = [
  {
    id: 'crash',
    expected: 'learn-crash ended with 3 and left "config missing" on stderr',
    async look(desk) {
      const next = "docker run --name learn-crash debian:trixie-slim sh -c 'echo config missing >&2; exit 3'";
      const container = await desk.container('learn-crash');
      if (!container) return missing('there is no container learn-crash', next);
      const { state } = container;
      const said = (await desk.log(container)).some(
        ({ text, stream }) => stream === 'stderr' && text.includes('config missing'),
      );
      return allOf(
        { 'exit code 3': state.status === 'exited' && state.exitCode === 3, '"config missing" on stderr': said },
        `${state.status}, exit code ${state.exitCode ?? 'none'}`,
        `docker rm -f learn-crash; ${next}`,
      );
    },
  },
  {
    id: 'port-conflict',
    expected: 'learn-api and learn-api-2 run beside each other, on two ports of this machine',
    async look(desk) {
      const next =
        'The port is taken by learn-api: docker rm -f learn-api-2, then run it with -p 127.0.0.1:8001:8000 (dockwright explain ports)';
      const [first, second] = [await desk.container('learn-api'), await desk.container('learn-api-2')];
      if (!first || !second) return missing(`there is no container ${first ? 'learn-api-2' : 'learn-api'}`, next);
      const [one, two] = [first, second].map(({ settings }) => hostPort(settings.publishedPorts));
      return allOf(
        {
          'learn-api runs': first.state.status === 'running',
          'learn-api-2 runs': second.state.status === 'running',
          'two ports': one !== null && two !== null && one !== two,
        },
        `learn-api ${first.state.status} on ${one ?? 'no port'}, learn-api-2 ${second.state.status} on ${two ?? 'no port'}${second.state.error ? `; the engine said: ${second.state.error}` : ''}`,
        next,
      );
    },
  },
  {
    id: 'retries',
    expected: 'learn-flaky has the restart policy on-failure:3 and has used up its three restarts',
    async look(desk) {
      const next =
        'docker run -d --name learn-flaky --restart on-failure:3 debian:trixie-slim false; docker wait learn-flaky';
      const container = await desk.container('learn-flaky');
      if (!container) return missing('there is no container learn-flaky', next);
      const { name, maximumRetryCount } = container.settings.restartPolicy;
      const { restartCount, status, exitCode } = container.state;
      return allOf(
        {
          'the policy on-failure:3': name === 'on-failure' && maximumRetryCount === 3,
          'three restarts': restartCount === 3,
          'an end that is no 0': status === 'exited' && exitCode !== 0,
        },
        `${name}:${maximumRetryCount}, restarted ${restartCount} times, ${status}`,
        next,
      );
    },
  },
  {
    id: 'out-of-memory',
    expected: 'learn-oom was killed for memory: OOMKilled is true',
    async look(desk) {
      const next = `docker run --name learn-oom --memory 32m --memory-swap 32m python:3.13-slim python -c 'x = "a" * 200_000_000'`;
      const container = await desk.container('learn-oom');
      if (!container) return missing('there is no container learn-oom', next);
      const { oomKilled, exitCode, status } = container.state;
      const seen = `OOMKilled ${oomKilled}, ${status}, exit code ${exitCode ?? 'none'}`;
      return oomKilled ? met(seen) : missing(seen, `docker rm -f learn-oom; ${next}`);
    },
  },
  {
    id: 'restart-policy',
    expected: 'learn-api has the restart policy unless-stopped, without having been made anew',
    async look(desk) {
      const policy = await policyOf(desk, 'learn-api');
      const next =
        'docker update --restart unless-stopped learn-api, or dockwright restart-policy learn-api unless-stopped';
      if (policy === null) return missing('there is no container learn-api', 'See lesson 3');
      return policy === 'unless-stopped' ? met(policy) : missing(policy, next);
    },
  },
];

function hostPort(ports: readonly PublishedPort[]): number | null {
  return ports.find(({ containerPort }) => containerPort === 8000)?.hostPort ?? null;
}

async function policyOf(desk: Desk, name: string): Promise<string | null> {
  return (await desk.container(name))?.settings.restartPolicy.name ?? null;
}
