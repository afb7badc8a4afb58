import { defineRule } from '../../rule.js';
import { intermediateStages } from '../instructions/stage-chain.js';
import { isLoopback, listenersOf } from './listeners.js';

export const boundToLoopback = defineRule({
  id: 'bound-to-loopback',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'environment-configuration',
  title: 'Listen on all addresses of the container',
  why: 'A container has a loopback of its own: what listens on 127.0.0.1 there answers nobody outside, however its port is published. Many servers do so unless told otherwise (uvicorn, flask run, gunicorn without PORT, runserver, mlflow, ollama). Options, ENV and known settings files are read; where a settings file may say more, nothing is said.',
  bad: 'FROM python:3.13-slim\nCMD ["uvicorn", "main:app", "--port", "8000"]\n',
  good: 'FROM python:3.13-slim\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]\n',
  check({ stages, target }, report, settings) {
    const intermediate = intermediateStages(stages);
    for (const stage of stages) {
      if (stage !== target && intermediate.has(stage)) continue;
      for (const { program, server, host, chosen } of listenersOf(stage, settings))
        if (isLoopback(host))
          report(
            program.instruction,
            chosen
              ? `${server.name} listens on ${host}, which nothing outside the container reaches; use ${server.remedy}.`
              : `${server.name} listens on 127.0.0.1 unless told otherwise, which nothing outside the container reaches; add ${server.remedy}.`,
          );
    }
  },
});
