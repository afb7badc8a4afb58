import type { Instruction } from '../../model/instruction.js';
import { expand } from '../../model/variables.js';
import { defineRule } from '../../rule.js';
import { instructionsOfImage } from '../instructions/stage-chain.js';
import { isForDevelopment, isNamedForDevelopment } from './development-stage.js';
import { type Program, startedPrograms, startOf } from './start-command.js';

const modes = new Set([
  'NODE_ENV',
  'FLASK_ENV',
  'RAILS_ENV',
  'RACK_ENV',
  'ASPNETCORE_ENVIRONMENT',
  'DOTNET_ENVIRONMENT',
]);

export const developmentServer = defineRule({
  id: 'development-server',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'dev-prod-separation',
  title: 'Start a server that is made for production',
  why: "Django's runserver, Flask's own server and servers that watch their files for changes say in their documentation that they are not for production: they serve one machine, show tracebacks and restart on a touch. Variables such as NODE_ENV=development switch the same on. A stage whose name says that it is for development is left alone, and only the stage that is built counts.",
  bad: 'FROM python:3.13-slim\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--reload"]\n',
  good: 'FROM python:3.13-slim\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0"]\n',
  check({ target }, report) {
    if (!target || isNamedForDevelopment(target)) return;
    for (const program of startedPrograms(startOf(target))) {
      const found = developing(program);
      if (found)
        report(
          program.instruction,
          `${found} is for development; start what serves in production, and keep this for a stage named dev.`,
        );
    }
    if (isForDevelopment(target)) return;
    const last = new Map<string, { pair: Instruction['pairs'][number]; value: string | null }>();
    for (const { keyword, pairs, variables } of instructionsOfImage(target))
      if (keyword === 'ENV')
        for (const pair of pairs) last.set(pair.name, { pair, value: expand(pair.value ?? '', variables) });
    for (const { pair, value } of last.values())
      if (
        (modes.has(pair.name) && /^dev(?:elopment)?$/i.test(value ?? '')) ||
        (pair.name === 'FLASK_DEBUG' && /^(?:1|true|on)$/i.test(value ?? ''))
      )
        report(
          pair,
          `${pair.name} switches on what is for development; set it for production, and for development where the container is started.`,
        );
  },
});

function developing({ name, words }: Program): string | null {
  if (/^(?:uvicorn|gunicorn|hypercorn|granian|litestar)$/.test(name) && words.includes('--reload'))
    return `${name} --reload`;
  if (name === 'fastapi' && words[0] === 'dev') return 'fastapi dev';
  if (name === 'flask' && words.includes('run')) return 'flask run';
  if ((name === 'manage.py' || name === 'django-admin') && /^runserver(?:_plus)?$/.test(words[0] ?? ''))
    return `${name} ${words[0]}`;
  return null;
}
