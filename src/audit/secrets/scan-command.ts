import { secretArguments } from '../../secrets/mask-source.js';
import { isLocalUrl, isPlaceholder } from '../../secrets/placeholder.js';
import { isCredentialName } from '../../secrets/secret-name.js';
import { byFormOnly } from '../../secrets/text-kind.js';
import { scanText } from './scan-text.js';

const longestCommand = 50_000;
const word = `("[^"\\n]{0,500}"|'[^'\\n]{0,500}'|[^\\s;&|]{0,500})`;
const assignment = new RegExp(
  `(?:^|[\\s;&|(])(?:ARG |ENV |LABEL |export )?([A-Za-z_][A-Za-z0-9_.-]{0,100})=${word}`,
  'g',
);
const { option, login, sshpass } = secretArguments;

/**
 * Secrets in a command of an image's history. BuildKit writes the build arguments that it saw before it:
 * `|1 TOKEN=abc /bin/sh -c ...`.
 */
export async function kindsInCommand(command: string, secretNames: ReadonlySet<string>): Promise<string[]> {
  const bounded = command.slice(0, longestCommand);
  const kinds = new Set((await scanText('history', bounded, byFormOnly)).map(({ kind }) => kind));
  for (const [, name = '', value = ''] of bounded.matchAll(assignment))
    if ((secretNames.has(name) || isCredentialName(name)) && isReal(value) && !(await hasForm(value)))
      kinds.add(`value of ${name}`);
  for (const [, name = '', value = ''] of bounded.matchAll(option))
    if (isReal(value) && !/^["']?(?:id|type|src)=/.test(value)) kinds.add(`value of --${name}`);
  for (const [, user = '', password = ''] of bounded.matchAll(login))
    if (isReal(password) && password !== user && /[A-Za-z]/.test(password)) kinds.add('password of a login');
  for (const [, value = ''] of bounded.matchAll(sshpass)) if (isReal(value)) kinds.add('password of a login');
  return [...kinds];
}

/** Told by its form already: an OpenAI API key in OPENAI_API_KEY is one secret, not two. */
async function hasForm(value: string): Promise<boolean> {
  return (await scanText('history', value, byFormOnly)).length > 0;
}

/** A variable, a file or another command's output is no secret yet. */
function isReal(value: string): boolean {
  const plain = value.replace(/^["']|["']$/g, '');
  return !isPlaceholder(plain) && !isLocalUrl(plain) && !/^[-`\\/~.]|\$[{(A-Za-z]/.test(plain);
}
