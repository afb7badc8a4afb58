import { allCauses } from '../diagnose/causes/all-causes.js';
import { allChecks } from '../environment/all-checks.js';
import { exitCodeOf, type FaultCode } from '../fault.js';
import type { Tool } from '../tools/tool.js';
import { allCriteria } from '../verify/criteria/all-criteria.js';
import { criterionMeasures } from './criterion-measures.js';
import { environmentVariables } from './environment-variables.js';
import { faultMeanings } from './fault-meanings.js';

/** What a proof can hold an image to. */
export function criteriaTable(): string {
  const measures = criterionMeasures();
  return page('Criteria', [
    'What `dockwright verify` measures, in the order in which it shows it. Those that [the specification](spec.md) names count for the',
    'verdict. One that cannot be measured says so and why, never counts as passed, and makes the verdict `incomplete`.',
    '',
    ...table(
      ['criterion', 'what is measured', 'principle'],
      allCriteria.map(({ id, principle }) => [`\`${id}\``, measures.get(id) ?? '', principleLink(principle)]),
    ),
  ]);
}

/** What a diagnosis can name. */
export function causeTable(): string {
  return page('Causes', [
    'What `dockwright diagnose` can find, the more particular first. `dockwright explain ID` says more of each. A cause that explains others',
    'away is shown instead of them.',
    '',
    ...table(
      ['cause', 'says', 'explains away', 'principle'],
      allCauses.map(({ id, title, explains = [], principle }) => [
        `\`${id}\``,
        title,
        explains.map((other) => `\`${other}\``).join(', '),
        principleLink(principle),
      ]),
    ),
  ]);
}

/** What is asked about the environment. */
export function checkTable(): string {
  return page('Checks of the environment', [
    'What `dockwright doctor` looks at, in its order. A check that does not arise on a machine is left out there; one that could not be made',
    'says `not measured` and why.',
    '',
    ...table(
      ['check', 'about'],
      allChecks.map(({ id, title }) => [`\`${id}\``, title]),
    ),
  ]);
}

/** The codes of errors. */
export function errorTable(): string {
  const codes = Object.keys(faultMeanings) as FaultCode[];
  return page('Errors', [
    'With `--json` an error is `{"error": {"code", "message", "hint"}}` on stdout: what happened, and what to do next. Over MCP it is an',
    'answer with `isError`. Codes do not change their meaning.',
    '',
    ...table(
      ['code', 'exit code', 'meaning'],
      codes.map((code) => [`\`${code}\``, String(exitCodeOf(code)), faultMeanings[code]]),
    ),
  ]);
}

/** The environment variables that are read. */
export function environmentTable(): string {
  const rows = (own: boolean) =>
    environmentVariables
      .filter((variable) => variable.own === own)
      .map(({ name, meaning }) => [`\`${name}\``, meaning]);
  return page('Environment variables', [
    'Every variable that is read. `push --token-env NAME` and a Compose file that is diagnosed (`${NAME}` in it) read the ones that they name.',
    '',
    '## Of Dockwright',
    '',
    ...table(['variable', 'meaning'], rows(true)),
    '',
    '## Of Docker, the platform and other tools',
    '',
    ...table(['variable', 'meaning'], rows(false)),
  ]);
}

/** The list of the reference's pages. */
export function referenceIndex(tools: readonly Tool[]): string {
  return page('Reference', [
    'Made from the definitions in the code by `npm run docs`; a test holds that it is current.',
    '',
    `- [Commands](commands.md): ${tools.length} tools as commands, those without a tool, flags, exit codes, outputs`,
    '- [container.spec.yaml](spec.md): every field',
    '- [Criteria](criteria.md), [causes](causes.md) and [checks of the environment](checks.md)',
    '- [Errors](errors.md) and [environment variables](environment.md)',
    '- [Rules of the audit](../rules/README.md), and [which checks of other tools](../rules/coverage.md) they stand for',
    "- [Inputs of the MCP tools](../../skill/dockwright/references/tools.md), in the skill's words",
  ]);
}

function principleLink(id: string): string {
  return `[${id}](../../prompts/principles/${id}.md)`;
}

function page(title: string, lines: readonly string[]): string {
  return [`# ${title}`, '', ...lines, ''].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)];
}
