import { isFiller } from '../placeholder.js';
import { entropy, looksGenerated } from '../randomness.js';
import type { Memory, Recognizer, Secret } from '../recognizer.js';
import { isCredentialName } from '../secret-name.js';
import type { TextKind } from '../text-kind.js';

/** Values that only their name gives away: `COHERE_API_KEY=...`, `"password": "..."`, `<clientSecret>...</clientSecret>`. */
export const namedValues: readonly Recognizer[] = [
  {
    keywords: [
      'passw',
      'secret',
      'token',
      'api_key',
      'apikey',
      'api-key',
      'access_key',
      'accesskey',
      'private_key',
      'privatekey',
      'credential',
      'passphrase',
      '_pass',
      '_pwd',
      '_key',
    ],
    anyCase: true,
    at: matchNamed,
  },
];

const longestName = 80;
const nameEnd = /[A-Za-z0-9_.-]{0,80}/y;
/** What may stand between a name and its value: `=`, `: str =`, `":`, `=>`, `', '`, `>`. */
const sign =
  /["'`\])]{0,3}[ \t]{0,8}(?:(?::[ \t]{0,3}[A-Za-z][A-Za-z[\]|. ]{0,30})?(?::=|=>|=|:)|,(?=[ \t]{0,4}["'])|>)[ \t]{0,8}/y;
const quoted = /(?:[rbuf]{0,2})(["'`])([^"'`\s]{6,400})\1/iy;
const bare = /[^\s"'`,;&<>()]{6,400}/y;

function matchNamed(text: string, at: number, kind: TextKind, memory: Memory): Secret | null {
  if (!kind.named || at < memory.judgedUntil) return null;
  const from = nameStart(text, at);
  nameEnd.lastIndex = at;
  const end = at + (nameEnd.exec(text)?.[0].length ?? 0);
  const name = text.slice(from, end);
  memory.judgedUntil = end;
  if (!isCredentialName(name)) return null;
  sign.lastIndex = end;
  const between = sign.exec(text)?.[0];
  if (!between) return null;
  const found = valueAt(text, end + between.length, kind.settings || between.includes('>'));
  if (!found) return null;
  memory.judgedUntil = found.start + found.value.length;
  if (!isGivenAway(name, found.value, kind)) return null;
  return { kind: kindOfName(name), start: found.start, end: found.start + found.value.length };
}

function nameStart(text: string, at: number): number {
  let from = at;
  while (from > 0 && at - from < longestName && /[A-Za-z0-9_.-]/.test(text[from - 1] as string)) from--;
  return from;
}

function valueAt(text: string, at: number, orBare: boolean): { value: string; start: number } | null {
  quoted.lastIndex = at;
  const inQuotes = quoted.exec(text);
  if (inQuotes?.[2]) return { value: inQuotes[2], start: at + inQuotes[0].length - 1 - inQuotes[2].length };
  if (!orBare) return null;
  bare.lastIndex = at;
  const value = bare.exec(text)?.[0];
  return value ? { value, start: at } : null;
}

const hex = /^[a-f0-9]+$/i;
const uuid = /^[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}$/i;

/** Whether a value is one that somebody chose or a machine made to be secret; in code it must look so more than in settings. */
function isGivenAway(name: string, value: string, { settings }: TextKind): boolean {
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value) || isReference(value) || isFiller(value)) return false;
  if (uuid.test(value)) return /pinecone|exa|heroku|snyk|tenant.?secret/i.test(name);
  if (hex.test(value)) return value.length >= 32 && entropy(value) > 3;
  if (isWords(value)) return false;
  const long = value.length >= (settings ? 8 : 12);
  return long && (looksGenerated(value) || ((settings || value.length >= 12) && isMixed(value)));
}

/** Both cases, digits and signs, as people make passwords when they must. */
function isMixed(value: string): boolean {
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9._/-]/].filter((letters) => letters.test(value)).length;
  return classes >= 3 && entropy(value) > 2.8;
}

/** A variable, a call, a path, an address, a type, a template. */
function isReference(value: string): boolean {
  return (
    /^(?:[./~$%<[{@#]|[~^>=v]{0,2}\d{1,5}\.\d{1,5}\.\d{1,5}|sha\d{1,3}[-:]|md5[-:]|https?:|file:|env[.:]|process\.|os\.|self\.|this\.|secrets?\.|vault:|arn:|projects\/|ref\+|op:\/\/)/i.test(
      value,
    ) || /\$\{|\{\{|\}\}|\$\(|<%|%\(|=>|\(|:\/\/|\\[nx]|[[\]]|\{\w*\}/.test(value)
  );
}

/** Words with signs and numbers between: an identifier, a path, a version, a date, a name of a model. */
function isWords(value: string): boolean {
  return value
    .split(/[-_.:/\s]/)
    .every((part) => /^(?:[a-z]*|[A-Z]*|[A-Z]?[a-z]+(?:[A-Z][a-z]+)*|\d+|v\d+|[a-z]+\d{1,3})$/.test(part));
}

const services: readonly [RegExp, string][] = [
  [/cohere|^co_api/i, 'Cohere API key'],
  [/mistral/i, 'Mistral API key'],
  [/together/i, 'Together AI API key'],
  [/fireworks/i, 'Fireworks AI API key'],
  [/qdrant/i, 'Qdrant API key'],
  [/weaviate/i, 'Weaviate API key'],
  [/pinecone/i, 'Pinecone API key'],
  [/voyage/i, 'Voyage AI API key'],
  [/wandb/i, 'Weights & Biases API key'],
  [/eleven_?labs|xi_api/i, 'ElevenLabs API key'],
  [/deepgram/i, 'Deepgram API key'],
  [/assembly_?ai/i, 'AssemblyAI API key'],
  [/azure.*(?:openai|api)|openai.*azure/i, 'Azure OpenAI key'],
  [/stability/i, 'Stability AI API key'],
  [/deepseek/i, 'DeepSeek API key'],
  [/langchain|langsmith/i, 'LangSmith API key'],
  [/milvus|zilliz/i, 'Zilliz API key'],
  [/serp_?api|serper/i, 'search API key'],
  [/exa_api/i, 'Exa API key'],
  [/openai/i, 'OpenAI API key'],
  [/anthropic/i, 'Anthropic API key'],
  [/twilio/i, 'Twilio auth token'],
  [/datadog|^dd_/i, 'Datadog API key'],
  [/aws.*secret|secret_?access_?key/i, 'AWS secret access key'],
  [/aws.*session/i, 'AWS session token'],
];

function kindOfName(name: string): string {
  const service = services.find(([pattern]) => pattern.test(name));
  if (service) return service[1];
  return /pass|pwd/i.test(name) ? 'password' : `value of ${name.replace(/^[.-]+/, '')}`;
}
