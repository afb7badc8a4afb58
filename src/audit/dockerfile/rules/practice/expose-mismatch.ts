import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { Stage } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import type { RuleSettings } from '../../rule-settings.js';
import { type ExposedPort, exposedPorts } from '../instructions/exposed-ports.js';
import { instructionsOfImage } from '../instructions/stage-chain.js';
import { imageEnvironment } from './image-environment.js';
import { listenersOf } from './listeners.js';
import { startOf } from './start-command.js';

export const exposeMismatch = defineRule({
  id: 'expose-mismatch',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'plain-instructions',
  title: 'EXPOSE the port that the service listens on',
  why: 'EXPOSE is what people, `docker run -P`, proxies and platforms read to find the port. Where CMD, ENTRYPOINT or ENV PORT name another they send requests to a port on which nobody listens. Only ports that the file tells for sure are compared.',
  bad: 'FROM python:3.13-slim\nEXPOSE 80\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]\n',
  good: 'FROM python:3.13-slim\nEXPOSE 8000\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]\n',
  check(dockerfile, report, settings) {
    const { target } = dockerfile;
    if (!target) return;
    const exposed = portsOfImage(target, dockerfile);
    const [first] = exposed;
    if (!first || exposed.some(({ first: from, last }) => !/^\d+$/.test(from) || !/^\d+$/.test(last))) return;
    for (const { port, by } of servedPorts(target, settings))
      if (!exposed.some(({ first: from, last }) => Number(from) <= port && port <= Number(last)))
        report(
          first.where,
          `The service listens on ${port} (${by}), but EXPOSE names ${exposed.map(({ written }) => written).join(', ')}; use one port in both.`,
        );
  },
});

function portsOfImage(stage: Stage, dockerfile: Dockerfile): ExposedPort[] {
  return exposedPorts({ ...dockerfile, instructions: instructionsOfImage(stage) }).filter(({ mapped }) => !mapped);
}

function servedPorts(stage: Stage, settings: RuleSettings): { port: number; by: string }[] {
  const listeners = listenersOf(stage, settings);
  if (listeners.length > 0)
    return listeners.flatMap(({ port, server, program }) =>
      port === null ? [] : [{ port, by: `${server.name} in ${program.instruction.keyword}` }],
    );
  const { entrypoint, command } = startOf(stage);
  const written = imageEnvironment(stage).get('PORT');
  return (entrypoint || command) && written && /^\d{1,5}$/.test(written)
    ? [{ port: Number(written), by: 'ENV PORT' }]
    : [];
}
