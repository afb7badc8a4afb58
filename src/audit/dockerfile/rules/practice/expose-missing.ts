import { defineRule } from '../../rule.js';
import { instructionsOfImage } from '../instructions/stage-chain.js';
import { imageEnvironment } from './image-environment.js';
import { listenersOf } from './listeners.js';
import { startOf } from './start-command.js';

export const exposeMissing = defineRule({
  id: 'expose-missing',
  severity: 'style',
  profile: 'strict',
  aliases: { azure: ['ca/recommend-expose', 'ca-ts/has-expose'] },
  principle: 'plain-instructions',
  title: 'Say with EXPOSE which port a service has',
  why: "EXPOSE publishes nothing; it is the one place where tools find the port of an image. Azure's policies ask for it in every file; a job or a bot has none, so it is asked for only where a server is started or PORT is set.",
  bad: 'FROM python:3.13-slim\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0"]\n',
  good: 'FROM python:3.13-slim\nEXPOSE 8000\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0"]\n',
  check({ target }, report, settings) {
    if (!target || instructionsOfImage(target).some(({ keyword }) => keyword === 'EXPOSE')) return;
    const { entrypoint, command } = startOf(target);
    const where = command ?? entrypoint;
    if (!where) return;
    const [listener] = listenersOf(target, settings);
    if (!listener && !imageEnvironment(target).has('PORT')) return;
    const port = listener?.port ?? imageEnvironment(target).get('PORT');
    report(where, `This starts a service, and nothing says on which port; add EXPOSE${port ? ` ${port}` : ''}.`);
  },
});
