import type { CallToolResult, InputRequiredResult, ServerContext } from '@modelcontextprotocol/server';
import type { Activity } from '../activity.js';
import { describeFault, type FaultDescription } from '../fault.js';
import { asSentence, harmless, harmlessValue, indented } from '../tools/as-data.js';
import type { LongAnswers } from '../tools/long-answers.js';
import { workKey } from '../tools/long-work.js';
import { resolvePath } from '../tools/resolve-path.js';
import type { Outcome, Tool, ToolContext } from '../tools/tool.js';
import { checkInput, describeIgnored } from './check-input.js';
import { askTheUser, confirm, ElicitationNeeded, keepShown } from './confirm.js';
import type { Connection } from './connection.js';
import { refuseChange } from './offered-tools.js';
import { progressReporter } from './progress.js';
import { inToolWords } from './tool-words.js';

/** Clients drop a call after about a minute; this is when a long one answers `running`. */
const defaultWaitSeconds = 50;

/** Runs a tool for a client; a fault is an answer with its next step, never a protocol error. */
export async function callTool(
  tool: Tool,
  given: unknown,
  ctx: ServerContext,
  connection: Connection,
): Promise<CallToolResult | InputRequiredResult> {
  const activity: Activity = { signal: ctx.mcpReq.signal, report: progressReporter(ctx) };
  try {
    const outcome = await runTool(tool, checkInput(tool, given), activity, ctx, connection);
    const ignored = describeIgnored(tool, given);
    const nextSteps = ignored === null ? outcome.nextSteps : [ignored, ...outcome.nextSteps];
    return toResult(tool, { ...outcome, nextSteps }, connection.state.longAnswers);
  } catch (error) {
    if (error instanceof ElicitationNeeded) return askTheUser(error.request);
    const described = describeFault(error);
    const fault = { ...described, hint: inToolWords(described.hint, tool) };
    return {
      isError: true,
      content: [{ type: 'text', text: describeError(fault) }],
      _meta: { 'dockwright/error': harmlessValue(fault), ...untrusted },
    };
  }
}

/** A mark for programs: the answer may hold words of repositories, containers and registries; where, the instructions say. */
const untrusted = { 'dockwright/untrusted': true };

/** The first line in quotes and the rest indented, since what was found is told with others' words; what comes next is ours. */
function describeError({ code, message, hint }: FaultDescription): string {
  const [first = '', ...rest] = message.split('\n');
  const more = rest.join('\n').trim() === '' ? [] : [indented(rest.join('\n'))];
  return [`${code}: ${asSentence(first)}`, ...more, `Next: ${oneLine(hint)}`].join('\n');
}

function oneLine(text: string): string {
  return harmless(text).replace(/\s*[\r\n]+\s*/g, ' ');
}

async function runTool(
  tool: Tool,
  input: Record<string, unknown>,
  activity: Activity,
  ctx: ServerContext,
  connection: Connection,
): Promise<Outcome<Record<string, unknown>>> {
  refuseChange(tool, input, connection.settings);
  const subject = `${tool.name} ${String(input.path ?? input.image)}`;
  const context = (inner: Activity): ToolContext => ({
    ...inner,
    resolvePath: (path) => resolvePath(path, { roots: connection.settings.roots ?? [], absoluteOnly: true }),
    confirm: (request, given) => confirm(request, given, subject, ctx, connection),
    shows: (request) => keepShown(request, subject, connection.state.shown),
  });
  if (!tool.longWork) return tool.run(input, context(activity));
  const waitSeconds = typeof input.waitSeconds === 'number' ? input.waitSeconds : defaultWaitSeconds;
  const waited = await connection.state.longWork.run(
    workKey(tool.name, input),
    (inner) => tool.run(input, context(inner)),
    activity,
    waitSeconds * 1000,
  );
  return waited.state === 'done' ? waited.result : tool.longWork.running(input, waited.elapsedMs, waited.last);
}

/**
 * A client shows its model either the text or the structured content (Claude Code, VS Code and Copilot the latter alone), so
 * what comes next stands in both. A long answer is cut to what a model can use, says so, and leads to the whole.
 */
function toResult(
  tool: Tool,
  { output: raw, text: said, nextSteps: steps }: Outcome<Record<string, unknown>>,
  answers: LongAnswers,
): CallToolResult {
  const output = harmlessValue(raw);
  const text = harmless(said);
  const nextSteps = steps.map((step) => inToolWords(oneLine(step), tool));
  const next = nextSteps.map((step) => `Next: ${step}`);
  const short = tool.condense?.(output) ?? null;
  if (!short)
    return {
      content: [{ type: 'text', text: [text, ...next].join('\n') }],
      structuredContent: { ...output, nextSteps },
      _meta: untrusted,
    };
  const uri = answers.keep(output);
  const whole = `${short.leftOut} All of it is the resource ${uri}.`;
  return {
    content: [
      { type: 'text', text: [text, whole, ...next].join('\n') },
      { type: 'resource_link', uri, name: `${tool.name} answer`, mimeType: 'application/json' },
    ],
    structuredContent: { ...short.output, omitted: { what: short.leftOut, resource: uri }, nextSteps },
    _meta: untrusted,
  };
}
