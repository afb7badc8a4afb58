import {
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type ServerContext,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import { Fault } from '../fault.js';
import { harmless } from '../tools/as-data.js';
import type { ConfirmationRequest } from '../tools/tool.js';
import type { Connection } from './connection.js';

/** Thrown to leave a tool when the client is to ask the user. */
export class ElicitationNeeded extends Error {
  readonly request: ConfirmationRequest;
  constructor(request: ConfirmationRequest) {
    super('confirmation needed');
    this.request = request;
  }
}

/** The oldest are forgotten; a yes to one of them is a yes to what was not shown, and shows it again. */
const mostShown = 1000;

const confirmationSchema = z.object({ confirm: z.boolean().describe('Yes, do it') });

/** The answer that has the client ask its user. */
export function askTheUser({ message, binding }: ConfirmationRequest): InputRequiredResult {
  return inputRequired({
    inputRequests: {
      confirm: inputRequired.elicit({ message: harmless(message), requestedSchema: confirmationSchema }),
    },
    requestState: binding,
  });
}

/**
 * A yes is taken from the input where it follows what was shown, else from the client's user; it holds for exactly that.
 * @throws Fault `confirmation-required`, or ElicitationNeeded where the client can ask
 */
export async function confirm(
  request: ConfirmationRequest,
  given: boolean | undefined,
  key: string,
  ctx: ServerContext,
  { server, state: { shown } }: Connection,
): Promise<void> {
  const before = shown.get(key);
  if (given === true && before === request.binding) {
    shown.delete(key);
    return;
  }
  const response = inputResponse(ctx.mcpReq.inputResponses, 'confirm');
  if (response.kind === 'elicit') {
    const agreed = response.action === 'accept' && response.content?.confirm === true;
    if (agreed && ctx.mcpReq.requestState<string>() === request.binding) return;
    if (!agreed)
      throw new Fault(
        'confirmation-required',
        `The user did not agree. ${request.message}`,
        'Nothing was done. Ask the user what they want instead.',
      );
  }
  if (given !== false && canElicit(server, ctx)) throw new ElicitationNeeded(request);
  keepShown(request, key, shown);
  // a yes to what nobody has seen is none
  const why = before ? 'What would happen has changed since it was shown.' : 'It was not shown before.';
  throw new Fault(
    'confirmation-required',
    `${given ? `${why} ` : ''}${request.message}`,
    'Nothing was done. Show this to the user; when they agree, call again with the same arguments and confirm: true.',
  );
}

/** What a caller was shown, for a yes that comes with a later call. */
export function keepShown({ binding }: ConfirmationRequest, key: string, shown: Map<string, string>): void {
  shown.set(key, binding);
  if (shown.size > mostShown) shown.delete(shown.keys().next().value as string);
}

function canElicit(server: Connection['server'], ctx: ServerContext): boolean {
  const envelope = ctx.mcpReq.envelope as Record<string, unknown> | undefined;
  const capabilities = (envelope?.['io.modelcontextprotocol/clientCapabilities'] ??
    server.server.getClientCapabilities()) as { elicitation?: unknown } | undefined;
  return capabilities?.elicitation !== undefined;
}
