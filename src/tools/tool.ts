import type * as z from 'zod';
import type { Activity } from '../activity.js';

/** The four annotation hints of MCP: does it change anything, can that be undone, may it be repeated, does it leave this machine. */
export interface Effects {
  readOnlyHint: boolean;
  destructiveHint: boolean;
  idempotentHint: boolean;
  openWorldHint: boolean;
}

/** Asks before something is replaced or cannot be undone. */
export interface ConfirmationRequest {
  /** What would happen, for a person. */
  message: string;
  /** Digest of exactly what was shown; a yes holds for it alone. */
  binding: string;
}

/** What a tool runs with; each face makes its own. */
export interface ToolContext extends Activity {
  /** The flags that only the command line has; none over MCP. */
  flags?: Readonly<Record<string, string | boolean>>;
  /** Resolves a path given by the caller to an absolute one that is allowed. @throws Fault */
  resolvePath(path: string): Promise<string>;
  /** Returns when the caller said yes. @throws Fault `confirmation-required` or the face's own way to ask */
  confirm(request: ConfirmationRequest, given: boolean | undefined): Promise<void>;
  /** Is told what the answer to this call shows, for a yes that comes with a later one; a face that asks nothing has none. */
  shows?(request: ConfirmationRequest): void;
}

/** The answer of a tool: `good` decides between exit code 0 and 1, `text` is the short form for a model. */
export interface Outcome<Output> {
  output: Output;
  good: boolean;
  text: string;
  /** What a model does next, in sentences that name the tool and its arguments; they follow the text. */
  nextSteps: string[];
  /** The command line's exit code where good and bad do not tell it, such as 3 for an answer about an engine out of reach. */
  exitCode?: number;
  /** What the command line may show or write beside the answer; the tool knows its shape. */
  attachments?: unknown;
}

/** A flag that only the command line has. */
export interface CommandFlag {
  name: string;
  kind: 'boolean' | 'string';
  value?: string;
  description: string;
  choices?: string[];
  /** It may be given more than once; of commands without a tool. */
  multiple?: boolean;
}

/** What the command line shows beside the input's own flags. */
export interface CommandView<Input, Output> {
  /** `spec` for `dockwright spec`. */
  name: string;
  /** The input that is given without a flag's name, and its default. */
  positional: {
    input: string;
    label: string;
    default: string /** The input that takes further ones. */;
    rest?: string;
  };
  /** Input fields that the command line does not offer as flags. */
  hidden?: string[];
  /** Boolean input fields that are on unless `--no-NAME` is given; `before` sees to it. */
  onUnlessTurnedOff?: string[];
  flags?: CommandFlag[];
  examples: [command: string, what: string][];
  /** Runs after the tool, with the command line's own flags; may turn a good answer into a bad one. */
  after?(outcome: Outcome<Output>, flags: Record<string, string | boolean>, input: Input): Promise<Outcome<Output>>;
  /** Changes the input by the command line's own flags before the tool runs. */
  before?(
    input: Record<string, unknown>,
    flags: Record<string, string | boolean>,
    /** The answer is wanted for a program: nothing is asked on the terminal. */
    json?: boolean,
  ): Promise<Record<string, unknown>>;
  /** The answer for a terminal; the face colours it. `where` is the path as it was given, ready to follow a command that is named next. */
  render(output: Output, flags: Record<string, string | boolean>, where: string, attachments?: unknown): string;
  /** The answer is for a program: it is not coloured. */
  isPlain?(flags: Record<string, string | boolean>): boolean;
}

/**
 * A tool, defined once: the MCP server, the command line, the reference in the docs and the skill are
 * views of it. `run` loads what it needs when it is called, so that listing tools stays fast.
 */
export interface Tool<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodObject = z.ZodObject> {
  name: string;
  title: string;
  description: string;
  input: Input;
  output: Output;
  effects: Effects;
  /** What a call changes, as in `writes container.spec.yaml`, null where this one changes nothing; a read-only server refuses it, and does not offer what always changes something. */
  changes?: 'always' | ((input: z.output<Input>) => string | null);
  /** Work that may outlive one call over MCP: `running` is the answer until it is done. */
  longWork?: { running(input: z.output<Input>, elapsedMs: number, last: string): Outcome<z.output<Output>> };
  /** Of an answer that is too long for one message: a shorter one, and in a sentence what it leaves out; null where it is short enough. */
  condense?(output: z.output<Output>): { output: z.output<Output>; leftOut: string } | null;
  command: CommandView<z.output<Input>, z.output<Output>>;
  run(input: z.output<Input>, context: ToolContext): Promise<Outcome<z.output<Output>>>;
}

/** Keeps the input's and output's types together while a tool is written. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(tool: Tool<Input, Output>): Tool {
  return tool as unknown as Tool;
}
