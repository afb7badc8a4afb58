import {
  type CallToolResult,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  McpServer,
  ProtocolError,
  ProtocolErrorCode,
  ResourceTemplate,
  type ServerContext,
  type StandardSchemaWithJSON,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { Activity } from './activity.js';
import { describeFault, Fault } from './fault.js';
import { listPrompts } from './knowledge/prompts.js';
import { inputJsonSchema, topLevelOutputSchema } from './tools/json-schema.js';
import { createLongAnswers, type LongAnswers, longAnswerTemplate } from './tools/long-answers.js';
import { createLongWork, type LongWork, workKey } from './tools/long-work.js';
import { resolvePath } from './tools/resolve-path.js';
import type { ConfirmationRequest, Outcome, Tool, ToolContext } from './tools/tool.js';
import { tools } from './tools/tools.js';
import { version } from './version.js';

export interface ServerSettings {
  /** Folders that paths must lie under; none allows any path that the user can read. */
  roots?: string[];
  /** Shared by the connections of one process, so that a call can attach to work that another one started. */
  longWork?: LongWork<Outcome<Record<string, unknown>>>;
  /** Shared likewise, so that one connection can read what another one was answered. */
  longAnswers?: LongAnswers;
}

/** Clients drop a call after about a minute; this is when a long one answers `running`. */
const defaultWaitSeconds = 50;

const instructions =
  'Containerize spec-first: draft_spec, ask the user its questions, draft_spec with answers and write, generate_dockerfile with write, verify_image. Trust only what verify_image measured. When a container misbehaves: diagnose_container before any change.';

/** The MCP face: registers every tool and prompt. One server per connection; serves both protocol eras. */
export function createServer(settings: ServerSettings = {}): McpServer {
  const server = new McpServer({ name: 'dockwright', title: 'Dockwright', version }, { instructions });
  const longWork = settings.longWork ?? createLongWork();
  const longAnswers = settings.longAnswers ?? createLongAnswers();
  /** What was shown and not yet agreed to, by tool and path; a `confirm: true` holds for that alone. */
  const shown = new Map<string, string>();
  for (const tool of tools)
    server.registerTool(
      tool.name,
      {
        title: tool.title,
        description: tool.description,
        inputSchema: schemaWith(tool.input, () => inputJsonSchema(tool)),
        outputSchema: schemaWith(tool.output, () => topLevelOutputSchema(tool)),
        annotations: tool.effects,
      },
      (input: unknown, ctx: ServerContext) =>
        callTool(tool, input as Record<string, unknown>, ctx, { server, settings, longWork, longAnswers, shown }),
    );
  registerLongAnswers(server, longAnswers);
  for (const prompt of listPrompts())
    server.registerPrompt(
      prompt.name,
      {
        title: prompt.title,
        description: prompt.description,
        argsSchema: z.object(
          Object.fromEntries(
            prompt.arguments.map(({ name, description }) => [name, z.string().optional().describe(description)]),
          ),
        ),
      },
      (given) => ({
        messages: [
          {
            role: 'user' as const,
            content: { type: 'text' as const, text: prompt.render(given as Record<string, string | undefined>) },
          },
        ],
      }),
    );
  return server;
}

interface Connection {
  server: McpServer;
  settings: ServerSettings;
  longWork: LongWork<Outcome<Record<string, unknown>>>;
  longAnswers: LongAnswers;
  shown: Map<string, string>;
}

function registerLongAnswers(server: McpServer, answers: LongAnswers): void {
  server.registerResource(
    'answer',
    new ResourceTemplate(longAnswerTemplate, { list: undefined }),
    { title: 'The whole of a long answer', mimeType: 'application/json' },
    (uri, { id }) => {
      const text = answers.read(String(id));
      if (text === null)
        throw new ProtocolError(
          ProtocolErrorCode.InvalidParams,
          `${uri.href} is not kept (any more); call the tool again.`,
        );
      return { contents: [{ uri: uri.href, mimeType: 'application/json', text }] };
    },
  );
}

/** A long answer is cut to what a model can use, says so, and leads to the whole. */
function toResult(
  tool: Tool,
  { output, text }: Outcome<Record<string, unknown>>,
  answers: LongAnswers,
): CallToolResult {
  const short = tool.condense?.(output) ?? null;
  if (!short) return { content: [{ type: 'text', text }], structuredContent: output };
  const uri = answers.keep(output);
  return {
    content: [
      { type: 'text', text: `${text}\n${short.leftOut} All of it is the resource ${uri}.` },
      { type: 'resource_link', uri, name: `${tool.name} answer`, mimeType: 'application/json' },
    ],
    structuredContent: { ...short.output, omitted: { what: short.leftOut, resource: uri } },
  };
}

/** Thrown to leave a tool when the client is to ask the user. */
class ElicitationNeeded extends Error {
  readonly request: ConfirmationRequest;
  constructor(request: ConfirmationRequest) {
    super('confirmation needed');
    this.request = request;
  }
}

async function callTool(
  tool: Tool,
  input: Record<string, unknown>,
  ctx: ServerContext,
  connection: Connection,
): Promise<CallToolResult | InputRequiredResult> {
  const activity: Activity = { signal: ctx.mcpReq.signal, report: progressReporter(ctx) };
  try {
    const outcome = await runTool(tool, input, activity, ctx, connection);
    return toResult(tool, outcome, connection.longAnswers);
  } catch (error) {
    if (error instanceof ElicitationNeeded)
      return inputRequired({
        inputRequests: {
          confirm: inputRequired.elicit({ message: error.request.message, requestedSchema: confirmationSchema }),
        },
        requestState: error.request.binding,
      });
    const fault = describeFault(error);
    return {
      isError: true,
      content: [{ type: 'text', text: `${fault.code}: ${fault.message}\nNext: ${fault.hint}` }],
      _meta: { 'dockwright/error': fault },
    };
  }
}

const confirmationSchema = z.object({ confirm: z.boolean().describe('Yes, do it') });

async function runTool(
  tool: Tool,
  input: Record<string, unknown>,
  activity: Activity,
  ctx: ServerContext,
  connection: Connection,
): Promise<Outcome<Record<string, unknown>>> {
  const context = (inner: Activity): ToolContext => ({
    ...inner,
    resolvePath: (path) => resolvePath(path, { roots: connection.settings.roots ?? [], absoluteOnly: true }),
    confirm: (request, given) =>
      confirm(request, given, `${tool.name} ${String(input.path ?? input.image)}`, ctx, connection),
  });
  if (!tool.longWork) return tool.run(input, context(activity));
  const waitSeconds = typeof input.waitSeconds === 'number' ? input.waitSeconds : defaultWaitSeconds;
  const waited = await connection.longWork.run(
    workKey(tool.name, input),
    (inner) => tool.run(input, context(inner)),
    activity,
    waitSeconds * 1000,
  );
  return waited.state === 'done' ? waited.result : tool.longWork.running(input, waited.elapsedMs, waited.last);
}

/** A yes is taken from the input, else from the client's user; it holds for exactly what was shown. */
async function confirm(
  request: ConfirmationRequest,
  given: boolean | undefined,
  key: string,
  ctx: ServerContext,
  { server, shown }: Connection,
): Promise<void> {
  const before = shown.get(key);
  if (given === true && (before === undefined || before === request.binding)) {
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
  if (given === undefined && canElicit(server, ctx)) throw new ElicitationNeeded(request);
  shown.set(key, request.binding);
  throw new Fault(
    'confirmation-required',
    `${before && given ? 'What would happen has changed since it was shown. ' : ''}${request.message}`,
    'Nothing was done. Show this to the user; when they agree, call again with the same arguments and confirm: true.',
  );
}

function canElicit(server: McpServer, ctx: ServerContext): boolean {
  const envelope = ctx.mcpReq.envelope as Record<string, unknown> | undefined;
  const capabilities = (envelope?.['io.modelcontextprotocol/clientCapabilities'] ??
    server.server.getClientCapabilities()) as { elicitation?: unknown } | undefined;
  return capabilities?.elicitation !== undefined;
}

/** Progress notifications, where the caller asked for them; numbers only grow, as the protocol wants. */
function progressReporter(ctx: ServerContext): Activity['report'] {
  const progressToken = ctx.mcpReq._meta?.progressToken;
  if (progressToken === undefined) return () => {};
  let progress = 0;
  return (message) => {
    progress += 1;
    void ctx.mcpReq
      .notify({ method: 'notifications/progress', params: { progressToken, progress, message } })
      .catch(() => {});
  };
}

/** Validates with the full schema, advertises the short one, which is made when a client first asks for it: no start waits for it. */
function schemaWith(
  schema: z.ZodObject,
  describe: () => Record<string, unknown>,
): StandardSchemaWithJSON<Record<string, unknown>> {
  const standard = schema['~standard'];
  let described: Record<string, unknown> | undefined;
  const json = () => {
    described ??= describe();
    return described;
  };
  return {
    '~standard': {
      version: 1,
      vendor: 'dockwright',
      validate: standard.validate as never,
      jsonSchema: { input: json, output: json },
    },
  };
}
