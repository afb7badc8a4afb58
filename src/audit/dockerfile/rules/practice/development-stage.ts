import { rootImage, type Stage } from '../../model/stages.js';
import { startedPrograms, startOf } from './start-command.js';

const name =
  /(?:^|[-_])(?:dev|devel|development|test|tests|testing|ci|lint|debug|e2e|local|builder?|docs|devcontainer)(?:$|[-_])/i;
const image = /playwright|cypress|devcontainer|selenium/;
const tool = /^(?:nodemon|vite|ng|webpack|jest|vitest|pytest|tox|tsx|ts-node|ts-node-dev|mocha|cypress|playwright)$/;

/** Its name says so. */
export function isNamedForDevelopment(stage: Stage): boolean {
  return name.test(stage.name ?? '');
}

/** Whether a stage is meant for work on the code, by its name, its base or what it starts; it is no image to deploy. */
export function isForDevelopment(stage: Stage): boolean {
  if (isNamedForDevelopment(stage) || image.test(rootImage(stage) ?? '')) return true;
  return startedPrograms(startOf(stage)).some(
    (program) =>
      tool.test(program.name) ||
      (/^(?:npm|yarn|pnpm)$/.test(program.name) &&
        program.words.some((word) => /dev|test|watch|lint|storybook/.test(word))) ||
      (program.name === 'next' && program.words.includes('dev')),
  );
}
