import { Fault } from '../fault.js';
import type { Tool } from '../tools/tool.js';
import { tools } from '../tools/tools.js';
import type { ServerSettings } from './connection.js';

/** The tools that a server has: those that were named, and read-only none that always changes something. @throws Fault `invalid-input` for a name that no tool has */
export function offeredTools({ tools: named, readOnly }: ServerSettings): Tool[] {
  const unknown = named?.find((name) => !tools.some((tool) => tool.name === name));
  if (unknown !== undefined)
    throw new Fault(
      'invalid-input',
      `There is no tool ${JSON.stringify(unknown)}.`,
      `Tools: ${tools.map(({ name }) => name).join(', ')}.`,
    );
  return tools.filter((tool) => (named?.includes(tool.name) ?? true) && !(readOnly && tool.changes === 'always'));
}

/** Lets no call through that would change something where nothing may change. @throws Fault `not-supported` */
export function refuseChange(tool: Tool, input: Record<string, unknown>, { readOnly }: ServerSettings): void {
  if (!readOnly || !tool.changes) return;
  const change = tool.changes === 'always' ? 'changes something' : tool.changes(input);
  if (change === null) return;
  throw new Fault(
    'not-supported',
    `This call ${change}, and this server was started read-only.`,
    'Nothing was done. Call it without that; for the rest the user starts the server otherwise (dockwright mcp without --read-only, dockwright serve --allow-writes).',
  );
}
