import { exitCodeOf, Fault } from '../../fault.js';
import type { Client } from '../../setup/client.js';
import { clients } from '../../setup/clients.js';
import type { FoundClient } from '../../setup/list-clients.js';
import type { Place } from '../../setup/place.js';
import { askYes } from '../ask-yes.js';
import type { PlainAnswer, PlainCommand, PlainRequest } from '../plain-command.js';

const clientNames = clients.map(({ id }) => id);

/** Tells an MCP client of the server: shows the change of its file, asks, and makes it. */
export const setupCommand: PlainCommand = {
  name: 'setup',
  title: 'Add the MCP server to an assistant’s settings; without one, list them',
  usage: '[CLIENT]',
  arguments: { least: 0, most: 1, choices: clientNames },
  flags: [
    { name: 'project', kind: 'boolean', description: 'The file of the project in this folder, not the user’s own' },
    { name: 'print', kind: 'boolean', description: 'Show the change and write nothing' },
    { name: 'yes', kind: 'boolean', description: 'Agree beforehand; needed where there is no terminal to ask on' },
    {
      name: 'root',
      kind: 'string',
      value: 'DIR',
      description: 'The server may read paths under DIR alone; may be given more than once',
      multiple: true,
    },
    { name: 'read-only', kind: 'boolean', description: 'The server offers only what changes nothing' },
  ],
  examples: [
    ['dockwright setup --json', 'the assistants it knows, and which are found here, for a program'],
    ['dockwright setup cursor', 'shows the change of ~/.cursor/mcp.json, asks, makes it'],
    ['dockwright setup vscode --project --yes', '.vscode/mcp.json of this folder'],
    ['dockwright setup codex --root ~/work --read-only --print', 'what it would be, kept inside one folder'],
  ],
  async run(request, { signal, say }) {
    const { thisPlace } = await import('../../setup/place.js');
    const [name] = request.given;
    if (name === undefined) return list(await (await import('../../setup/list-clients.js')).listClients(thisPlace()));
    const client = clients.find(({ id }) => id === name) as Client;
    const { planSetup } = await import('../../setup/plan-setup.js');
    const place = thisPlace();
    const wanted = { project: request.flags.project === true, serverArguments: await serverArguments(request) };
    const plan = await planSetup(client, place, wanted).catch((error: unknown) => {
      if (request.flags.print !== true || !(error instanceof Fault)) throw error;
      return error;
    });
    if (plan instanceof Fault) return byHand(plan, client, place, wanted.serverArguments);
    const { file, action, diff } = plan;
    const answer = { client: client.id, file, action, diff };
    if (action === 'unchanged')
      return { exitCode: 0, text: `${file} has it already.`, output: { ...answer, written: false, backup: null } };
    if (!request.json) say(`${client.title}: ${action} ${file}\n${diff}`);
    if (request.flags.print === true)
      return { exitCode: 0, text: null, output: { ...answer, written: false, backup: null } };
    if (request.flags.yes !== true)
      await askYes('Write it?', 'dockwright setup writes only after a yes.', signal, 'written');
    const { applySetup } = await import('../../setup/apply-setup.js');
    const backup = await applySetup(plan);
    const kept = backup === null ? '' : `; what was there is kept in ${backup}`;
    return {
      exitCode: 0,
      text: `written${kept}\nnext: ${client.next} Then say: containerize this repository for production.`,
      output: { ...answer, written: true, backup, next: client.next },
    };
  },
};

/** What a person would write into a file that cannot be edited here. */
async function byHand(fault: Fault, client: Client, place: Place, given: string[]): Promise<PlainAnswer> {
  const { newFile } = await import('../../setup/plan-setup.js');
  const content = newFile(client, place, given);
  return {
    exitCode: exitCodeOf(fault.code),
    text: `${fault.message}\nA file with nothing else in it would be:\n\n${content}`,
    output: { client: client.id, error: { code: fault.code, message: fault.message, hint: fault.hint }, content },
  };
}

async function serverArguments({ flags, lists }: PlainRequest): Promise<string[]> {
  const { resolve } = await import('node:path');
  const roots = (lists?.root ?? []).flatMap((root) => ['--root', resolve(root)]);
  return [...roots, ...(flags['read-only'] === true ? ['--read-only'] : [])];
}

function list(found: FoundClient[]): PlainAnswer {
  const width = Math.max(...found.map(({ id }) => id.length));
  const lines = found.map(({ id, file, ...client }) => `  ${id.padEnd(width)}  ${stateOf(client).padEnd(10)}  ${file}`);
  return {
    exitCode: 0,
    text: [...lines, '', 'next: dockwright setup CLIENT shows the change and asks.'].join('\n'),
    output: { clients: found },
  };
}

function stateOf({ found, configured }: Pick<FoundClient, 'found' | 'configured'>): string {
  if (configured) return 'set up';
  if (configured === null) return 'unreadable';
  return found ? 'found' : '-';
}
