import { allChecks } from '../environment/all-checks.js';
import { checkMeanings } from '../push/check-meanings.js';

/** A check that an answer names, as a page. */
export interface CheckPage {
  id: string;
  title: string;
  /** Ids of topics to read next. */
  related: readonly string[];
  markdown: string;
}

/** Checks of the environment and of a push, from their definitions. */
export function checkPages(): CheckPage[] {
  return [...allChecks.map(({ id, title }) => ofEnvironment(id, title)), ...Object.entries(checkMeanings).map(ofPush)];
}

function ofEnvironment(id: string, title: string): CheckPage {
  return {
    id,
    title,
    related: ['installation', 'docker-desktop-resources', 'docker-for-ai-work'],
    markdown: [
      `${title}: a check of \`dockwright doctor\`, by the id \`${id}\`. \`ok\`, \`warn\` and \`fail\` compare what is there with what is recommended,`,
      'or with what container.spec.yaml asks for, and name the setting or command of this platform that mends it; `not-measured` says why it could not be seen.',
    ].join('\n'),
  };
}

function ofPush([id, meaning]: [string, string]): CheckPage {
  return {
    id,
    title: `${id}, before or after a push`,
    related: ['registries', 'semantic-versions'],
    markdown: [
      `${meaning}. A check of \`dockwright push\`, by the id \`${id}\`: \`fail\` stops the push and names what to do next,`,
      '`warn` and `not-measured` are said and stop nothing. `dockwright push IMAGE --dry-run` shows it without pushing.',
    ].join('\n'),
  };
}
