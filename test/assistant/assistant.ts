import type { Client } from '@modelcontextprotocol/client';
import { type ListedTool, pairsIn, readSteps, readWishes, type Wish } from './read-instructions.js';

/**
 * Plays the model. What it knows, besides what the server says:
 *
 * - how MCP works: it lists tools, gets the prompt that its user picks, calls tools;
 * - how instructions are written: steps are numbered; "call TOOL", or a tool with arguments in braces, asks for a call; `name` is an
 *   argument whose value it knows by that name, `name: value` brings the value; "again" and "the same arguments" mean those of the
 *   last call; what is offered waits for the user; what comes "when they agree" is the user's decision;
 * - that what an answer says comes next goes before what the prompt says, and that an error without a way on is the end.
 *
 * It does not know which tools there are, in which order they are used, what they take, or what their answers mean.
 */
export interface Assistant {
  /** Follows a prompt to its end, as a conversation of its own. @throws Error where it does not know on */
  follow(prompt: string, task: Record<string, string>): Promise<void>;
  /** Every call so far, with what the model read of its answer. */
  calls: CallMade[];
  /** Every prompt's text as it came. */
  prompts: string[];
}

export interface CallMade {
  tool: string;
  args: Record<string, unknown>;
  answer: Answer;
  ms: number;
}

/** An answer as the client gives it to the model: its text, or its structured content where there is one. */
export interface Answer {
  failed: boolean;
  shown: string;
  nextSteps: string[];
  questions: Question[];
}

export interface Question {
  id: string;
  default: string;
}

/** Whom it asks. */
export interface User {
  answer(question: Question): string;
  /** Does what they were shown to do, where it is theirs, and says whether they agree. */
  decide(condition: string, shown: string): Promise<boolean>;
}

export type Reading = 'text' | 'structured content';

const mostCalls = 60;

/** @param reading what its client shows it of an answer; real ones differ */
export async function createAssistant(client: Client, user: User, reading: Reading): Promise<Assistant> {
  const tools = (await client.listTools()).tools as ListedTool[];
  const calls: CallMade[] = [];
  const prompts: string[] = [];
  /** What it has been told in this conversation, by name. */
  let facts: Record<string, unknown> = {};
  const lastArgs = new Map<string, Record<string, unknown>>();

  async function call(tool: string, args: Record<string, unknown>): Promise<Answer> {
    const started = Date.now();
    if (calls.length >= mostCalls) throw new Error(`it went on for ${mostCalls} calls`);
    const result = await client.callTool({ name: tool, arguments: args }, { timeout: 120_000 });
    const answer = read(result, reading);
    calls.push({ tool, args, answer, ms: Date.now() - started });
    lastArgs.set(tool, args);
    // names are worth remembering, choices are made anew
    for (const [name, value] of answer.nextSteps.flatMap((step) => Object.entries(pairsIn(step))))
      if (typeof value === 'string') facts[name] = value;
    if (answer.questions.length > 0)
      facts.answers = Object.fromEntries(answer.questions.map((question) => [question.id, user.answer(question)]));
    return answer;
  }

  /** The arguments of a wished call; null where it is not known what one should be. */
  function argumentsOf({ tool, given, named, again }: Wish): Record<string, unknown> | null {
    const { required = [] } = tools.find(({ name }) => name === tool)?.inputSchema ?? {};
    const args = { ...(again ? lastArgs.get(tool) : {}) };
    for (const name of [...named, ...required.filter((one) => !(one in args) && !(one in given))])
      if (Object.hasOwn(facts, name)) args[name] = facts[name];
    for (const [name, value] of Object.entries(given))
      args[name] = typeof value === 'string' && Object.hasOwn(facts, value) ? facts[value] : value;
    return required.every((name) => Object.hasOwn(args, name)) ? args : null;
  }

  async function isWanted({ condition }: Wish, answer: Answer | null): Promise<boolean> {
    return condition === null || user.decide(condition, answer?.shown ?? '');
  }

  /** What an answer asks for next, together with what the prompt says of that tool. */
  async function nextOf(answer: Answer, tool: string, plan: Wish[]): Promise<Wish | null> {
    for (const wish of answer.nextSteps.flatMap((step) => readWishes(step, tools, tool))) {
      if (!(await isWanted(wish, answer))) continue;
      const at = plan.findIndex((planned) => planned.tool === wish.tool);
      const [planned] = at < 0 ? [] : plan.splice(0, at + 1).slice(-1);
      if (!planned || wish.again) return wish;
      return { ...wish, named: [...planned.named, ...wish.named], given: { ...planned.given, ...wish.given } };
    }
    return null;
  }

  return {
    calls,
    prompts,
    async follow(name, task) {
      const { messages } = await client.getPrompt({ name, arguments: task });
      const text = messages.map(({ content }) => (content.type === 'text' ? content.text : '')).join('\n');
      prompts.push(text);
      facts = { ...task };
      lastArgs.clear();
      const plan = readSteps(text).flatMap((step) => readWishes(step, tools));
      if (plan.length === 0) throw new Error(`the prompt ${name} asks for no call:\n${text}`);
      let answer: Answer | null = null;
      while (plan.length > 0) {
        let wish = plan.shift() as Wish | null;
        if (wish && !(await isWanted(wish, answer))) continue;
        while (wish) {
          const args = argumentsOf(wish);
          if (!args) break;
          answer = await call(wish.tool, args);
          wish = await nextOf(answer, wish.tool, plan);
          if (answer.failed && !wish) throw new Error(`it does not know on after\n${answer.shown}`);
        }
      }
    },
  };
}

type Result = Awaited<ReturnType<Client['callTool']>>;

function read({ isError, content, structuredContent }: Result, reading: Reading): Answer {
  const text = (content as { type: string; text?: string }[]).map((part) => part.text ?? '').join('\n');
  const failed = isError === true;
  // of an error every client shows the text
  if (reading === 'text' || failed || !structuredContent) {
    const questions = [...text.matchAll(/^Ask the user \((\S+)\): .* Default: (.*)$/gm)];
    return {
      failed,
      shown: text,
      nextSteps: [...text.matchAll(/^Next: (.*)$/gm)].map(([, step]) => step as string),
      questions: questions.map(([, id, value]) => ({ id: id as string, default: unquoted(value as string) })),
    };
  }
  const { nextSteps = [], questions = [] } = structuredContent as { nextSteps?: string[]; questions?: Question[] };
  return { failed, shown: JSON.stringify(structuredContent), nextSteps, questions };
}

function unquoted(text: string): string {
  return text.startsWith('"') ? JSON.parse(text) : text;
}
