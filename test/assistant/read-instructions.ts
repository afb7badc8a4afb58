/** A tool as `tools/list` shows it. */
export interface ListedTool {
  name: string;
  inputSchema: { properties?: Record<string, unknown>; required?: string[] };
}

/** A call that a sentence asks for. */
export interface Wish {
  tool: string;
  /** The sentence, without what it is conditional on. */
  sentence: string;
  /** `When they agree`: somebody else decides whether it is made. */
  condition: string | null;
  /** Arguments with their values; a value may be the name of a fact. */
  given: Record<string, unknown>;
  /** Arguments by name alone. */
  named: string[];
  /** With the arguments of the last call of this tool. */
  again: boolean;
}

/** The numbered steps of a prompt, each on one line. */
export function readSteps(prompt: string): string[] {
  const steps = [...prompt.matchAll(/^\d+\. (.*(?:\n {2,}.*)*)/gm)];
  return steps.map(([, text = '']) => text.replace(/\s+/g, ' '));
}

/** The calls that a text asks for: `call TOOL with ...`, or a tool with its arguments in braces. */
export function readWishes(text: string, tools: readonly ListedTool[], current: string | null = null): Wish[] {
  return sentencesOf(text).flatMap((sentence) => {
    // what is offered waits for the user
    if (/^Offer\b/.test(sentence)) return [];
    // of the whole sentence, or of what comes after a semicolon
    const condition = /(?:^|; )((?:when|where|if|for|after)\b[^,:;`]*)/i.exec(sentence)?.[1] ?? null;
    return callsIn(sentence, tools, current).map((call) => ({ ...call, sentence, condition }));
  });
}

function sentencesOf(text: string): string[] {
  return text
    .replace(/\*\*[^*]*\*\*/g, '')
    .split(/(?<=[.?!])\s+(?=[A-Z`])/)
    .map((sentence) => sentence.trim());
}

type Call = Omit<Wish, 'sentence' | 'condition'>;

function callsIn(sentence: string, tools: readonly ListedTool[], current: string | null): Call[] {
  const mentions = [
    ...sentence.matchAll(/(?<call>\bcall )?`?(?<tool>\b[a-z]+_[a-z]+)(?: \{(?<braces>(?:[^{}]|\{[^}]*\})*)\})?`?/gi),
  ].filter(({ groups }) => groups?.call || groups?.braces !== undefined);
  const calls = mentions.flatMap((mention): Call[] => {
    const { tool: name = '', braces } = mention.groups ?? {};
    const tool = tools.find((one) => one.name === name);
    if (!tool) return [];
    const after = sentence.slice(mention.index + mention[0].length);
    const said = braces === undefined ? argumentsInWords(after, tool) : argumentsInBraces(braces);
    return [{ tool: name, ...said, again: /\bagain\b|same arguments/.test(after) || (braces ?? '').includes('...') }];
  });
  // "call again" without a name means the tool that has just answered
  const same = tools.find(({ name }) => name === current);
  if (calls.length > 0 || !same || !/\bcall (?:it )?again\b/.test(sentence)) return calls;
  return [{ tool: same.name, ...argumentsInWords(sentence, same), again: true }];
}

/** `{path, target: path, write: true, criteria: ["health"]}` */
function argumentsInBraces(text: string): Pick<Call, 'given' | 'named'> {
  const parts = text.split(/,\s*(?![^[]*\]|[^{]*\})/).map((part) => part.trim());
  const pairs = parts.map((part) => /^(\w+):\s*(.+)$/.exec(part));
  return {
    named: parts.filter((part, at) => !pairs[at] && /^\w+$/.test(part)),
    given: Object.fromEntries(
      pairs.flatMap((pair) => (pair ? [[pair[1] as string, readValue(pair[2] as string)]] : [])),
    ),
  };
}

/** `with the same path, answers and write: true`: inputs of the tool, with a value or without. */
function argumentsInWords(text: string, { inputSchema }: ListedTool): Pick<Call, 'given' | 'named'> {
  const inputs = Object.keys(inputSchema.properties ?? {});
  const given = Object.fromEntries(Object.entries(pairsIn(text)).filter(([name]) => inputs.includes(name)));
  const words = new Set(text.match(/\w+/g));
  return { given, named: inputs.filter((name) => words.has(name) && !Object.hasOwn(given, name)) };
}

/** `image: shop:1.0.0 and path: /srv/shop.` */
export function pairsIn(text: string): Record<string, unknown> {
  const pairs = text.matchAll(/\b(\w+): ("[^"]*"|\[[^\]]*\]|[^\s`]+?)(?=[;,.`]*(?:\s|$))/g);
  return Object.fromEntries([...pairs].map(([, name, value]) => [name, readValue(value as string)]));
}

function readValue(text: string): unknown {
  try {
    // names of fields stand without quotes
    return JSON.parse(text.startsWith('{') ? text.replace(/(?<=[{,]\s*)([\w-]+)(?=:)/g, '"$1"') : text);
  } catch {
    return text;
  }
}
