import { defineRule } from '../../rule.js';
import { keywordsOfImage } from './stage-chain.js';

const dependent = ['COPY', 'ADD', 'RUN', 'CMD', 'ENTRYPOINT'];

export const workdirMissing = defineRule({
  id: 'workdir-missing',
  severity: 'style',
  profile: 'strict',
  aliases: {},
  principle: 'plain-instructions',
  title: 'Say where the work is done',
  why: 'Without WORKDIR everything happens in the directory that the base image ends in, for most of them /: files of the application lie beside those of the system, and relative paths change their meaning with the base image. Many good images use full paths throughout, so this is for strict teams.',
  bad: 'FROM python:3.13-slim\nCOPY app.py .\nCMD ["python", "app.py"]\n',
  good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY app.py .\nCMD ["python", "app.py"]\n',
  check({ target }, report) {
    if (!target?.from) return;
    const keywords = keywordsOfImage(target);
    if (!keywords.has('WORKDIR') && dependent.some((keyword) => keywords.has(keyword)))
      report(
        target.from,
        "No WORKDIR is set, so the base image's own directory is used; add one, such as WORKDIR /app.",
      );
  },
});
