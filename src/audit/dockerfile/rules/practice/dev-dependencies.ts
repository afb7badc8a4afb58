import type { Instruction } from '../../model/instruction.js';
import type { ShellCommand } from '../../model/shell.js';
import type { Stage } from '../../model/stages.js';
import type { DependencyInstall } from './dependency-installs.js';

/** What to do so that an install leaves development dependencies out; null where it does, or where that cannot be told. */
export function devDependenciesOf(install: DependencyInstall, run: Instruction): string | null {
  const { program, words } = install;
  const set = (name: string) =>
    install.command.assignments.find((assignment) => assignment.name === name)?.value ?? run.variables.get(name);
  const has = (pattern: RegExp) => words.some((word) => pattern.test(word));
  switch (program) {
    case 'npm':
      return isProduction(set) ||
        has(/^--(?:omit(?:=|$)|production|only(?:=|$)|prod)/) ||
        set('NPM_CONFIG_OMIT') === 'dev'
        ? null
        : 'add --omit=dev, or build in a stage of its own';
    case 'yarn':
      return isProduction(set) || has(/^--(?:production|prod)/)
        ? null
        : 'add --production, or build in a stage of its own';
    case 'pnpm':
      return isProduction(set) || has(/^(?:-P|--prod|--production)/)
        ? null
        : 'add --prod, or build in a stage of its own';
    case 'bun':
      return has(/^(?:-p|--production|--omit)/) ? null : 'add --production, or build in a stage of its own';
    case 'uv':
      return words[0] === 'sync' ? ofUvSync(has, set) : ofRequirements(words);
    case 'poetry':
      return ofPoetry(has, set);
    case 'pipenv':
      return has(/^(?:-d|--dev)$/) ? 'leave --dev out' : null;
    case 'pdm':
      return has(/^(?:--prod|--production|--no-default|-G|--without|--no-dev)/) ? null : 'add --prod';
    case 'composer':
      return has(/^--no-dev$/) || set('COMPOSER_NO_DEV') === '1' ? null : 'add --no-dev';
    case 'bundle':
    case 'bundler':
      return isBundleLimited(set, words, run) ? null : 'set BUNDLE_WITHOUT="development test"';
    default:
      return /^pip[\d.]*$/.test(program) ? ofRequirements(words) : null;
  }
}

type Lookup = (name: string) => string | null | undefined;

/** NODE_ENV of ENV holds for npm as well; a value that is not known may be it. */
function isProduction(set: Lookup): boolean {
  const value = set('NODE_ENV');
  return value === null || value === 'production';
}

function ofUvSync(has: (pattern: RegExp) => boolean, set: Lookup): string | null {
  if (has(/^--(?:no-dev|only-group|no-group|no-default-groups|only-dev)/))
    return has(/^--only-dev/) ? 'leave --only-dev out' : null;
  return ['UV_NO_DEV', 'UV_NO_DEFAULT_GROUPS', 'UV_NO_GROUP'].some(
    (name) => set(name) !== undefined && !/^(?:0|false)$/i.test(set(name) ?? ''),
  )
    ? null
    : 'add --no-dev';
}

function ofPoetry(has: (pattern: RegExp) => boolean, set: Lookup): string | null {
  if (has(/^--(?:only|without|no-dev|only-root)(?:=|$)/)) return null;
  return set('POETRY_WITHOUT') !== undefined ? null : 'add --only main';
}

/** By the name of the requirements file: `requirements-dev.txt`, `dev-requirements.txt`, `requirements/test.txt`. */
function ofRequirements(words: readonly string[]): string | null {
  const file =
    words.find((word, index) => /^(?:-r|--requirements?)$/.test(words[index - 1] ?? '') && isForDevelopment(word)) ??
    words.find((word) => /^(?:-r|--requirements?=)./.test(word) && isForDevelopment(word));
  return file ? `leave ${file.replace(/^(?:-r|--requirements?=)/, '')} out` : null;
}

function isForDevelopment(file: string): boolean {
  if (file.length > 300) return false;
  return /(?:^|[/_.-])(?:dev|devel|development|tests?|testing|lint|docs?)(?:[_.-][\w.-]*)?\.(?:txt|in)$|(?:^|\/)(?:dev|test)[-_]requirements/i.test(
    file,
  );
}

function isBundleLimited(set: Lookup, words: readonly string[], run: Instruction): boolean {
  if (set('BUNDLE_WITHOUT') !== undefined || set('BUNDLE_ONLY') !== undefined) return true;
  return words.some((word) => /^--without/.test(word)) || (run.stage !== null && configuresBundle(run.stage));
}

const configured = new WeakMap<Stage, boolean>();

/** `bundle config set without ...` anywhere in the stage; looked for once. */
function configuresBundle(stage: Stage): boolean {
  let known = configured.get(stage);
  if (known === undefined) {
    known = stage.instructions.some(
      ({ keyword, script }) => keyword === 'RUN' && (script?.commands ?? []).some(limitsBundle),
    );
    configured.set(stage, known);
  }
  return known;
}

function limitsBundle({ name, words }: ShellCommand): boolean {
  return (
    /^bundler?$/.test(name) &&
    words[0]?.value === 'config' &&
    words.some(({ value }) => value === 'without' || value === 'only')
  );
}
