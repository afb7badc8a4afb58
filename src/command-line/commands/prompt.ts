import { Fault } from '../../fault.js';
import { readWorkflows, type Workflow } from '../../knowledge/workflows.js';
import { nearestNames } from '../../near-names.js';
import type { CommandFlag } from '../../tools/tool.js';
import type { PlainCommand } from '../plain-command.js';

/** Prints what an assistant is told, for those that take no prompts over MCP, and for people who work by hand. */
export const promptCommand: PlainCommand = {
  name: 'prompt',
  title: 'Print a way of working for an assistant; without a name, list them',
  usage: '[NAME]',
  arguments: { least: 0, most: 1 },
  get flags() {
    return flagsOf(readWorkflows());
  },
  examples: [
    ['dockwright prompt --json', 'which there are, with their arguments'],
    ['dockwright prompt containerize --path .', 'with what this repository does not answer'],
    ['dockwright prompt debug_container --container web | pbcopy', 'for an assistant that is elsewhere'],
  ],
  async run({ given: [name], flags }, { signal, report }) {
    const workflows = readWorkflows();
    if (name === undefined) return { exitCode: 0, text: list(workflows), output: { prompts: workflows.map(summary) } };
    const workflow = named(workflows, name);
    const given = argumentsFor(workflow, flags);
    const [{ preparePrompt }, { resolvePath }] = await Promise.all([
      import('../../prompt/prepare-prompt.js'),
      import('../../tools/resolve-path.js'),
    ]);
    const absolute = (path: string) => resolvePath(path, { roots: [], absoluteOnly: false });
    const reader = { signal, report, resolvePath: absolute };
    const path = given.path === undefined ? {} : { path: await absolute(given.path) };
    const text = await preparePrompt(workflow, { ...given, ...path }, reader);
    return { exitCode: 0, text, output: { ...summary(workflow), text } };
  },
};

/** Each argument once, by its first description. */
function flagsOf(workflows: readonly Workflow[]): CommandFlag[] {
  const all = new Map<string, string>();
  for (const { arguments: known } of workflows)
    for (const { name, description } of known) if (!all.has(name)) all.set(name, description);
  return [...all].map(([name, description]) => ({ name, kind: 'string', value: name.toUpperCase(), description }));
}

/** @throws Fault `invalid-input` */
function named(workflows: readonly Workflow[], name: string): Workflow {
  const wanted = name.replaceAll('-', '_').toLowerCase();
  const found = workflows.find((workflow) => workflow.name === wanted);
  if (found) return found;
  const names = workflows.map((workflow) => workflow.name);
  const near = nearestNames(wanted, names);
  throw new Fault(
    'invalid-input',
    `There is no prompt ${JSON.stringify(name)}.`,
    near.length > 0 ? `Is one of these meant: ${near.join(', ')}?` : `There are ${names.join(', ')}.`,
  );
}

/** @throws Fault `invalid-input` for one that the prompt does not take */
function argumentsFor(workflow: Workflow, flags: Readonly<Record<string, string | boolean>>): Record<string, string> {
  const known = workflow.arguments.map(({ name }) => name);
  const foreign = Object.keys(flags).find((flag) => !known.includes(flag));
  if (foreign !== undefined)
    throw new Fault(
      'invalid-input',
      `${workflow.name} takes no --${foreign}.`,
      `It takes ${known.map((name) => `--${name}`).join(', ')}.`,
    );
  return Object.fromEntries(Object.entries(flags).map(([name, value]) => [name, String(value)]));
}

function summary({ name, title, description, arguments: known }: Workflow) {
  return { name, title, description, arguments: known };
}

function list(workflows: readonly Workflow[]): string {
  const width = Math.max(...workflows.map(({ name }) => name.length));
  return [
    ...workflows.map(({ name, description }) => `  ${name.padEnd(width)}  ${description}`),
    '',
    'next: dockwright prompt NAME --path . (with what is open for a repository)',
  ].join('\n');
}
