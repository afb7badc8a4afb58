import type { ImageConfig } from '../../engine/image-archive.js';
import type { SecretFinding } from './finding.js';
import { isSecretName } from './name-rules.js';
import { isLocalUrl, isPlaceholder } from './placeholder.js';
import { scanText } from './scan-text.js';

/**
 * Secrets in an image's environment, labels and history. The base image's own history and variables are looked at too: what
 * is in them is in the image.
 * @param secretNames variables that the Spec calls secret
 */
export async function scanConfiguration(
  config: ImageConfig,
  secretNames: ReadonlySet<string>,
): Promise<SecretFinding[]> {
  const findings: SecretFinding[] = [];
  for (const variable of config.config?.Env ?? []) {
    const [name, value] = split(variable);
    const found = await kindOfValue(name, value, secretNames);
    if (found) findings.push({ kind: found, place: `environment: ${name}` });
  }
  for (const [name, value] of Object.entries(config.config?.Labels ?? {})) {
    const [first] = await scanText(name, value);
    if (first) findings.push({ kind: first.kind, place: `label ${name}` });
  }
  for (const [index, { created_by: command = '' }] of (config.history ?? []).entries())
    for (const kind of await kindsInCommand(command, secretNames))
      findings.push({ kind, place: `history ${index + 1}` });
  return findings;
}

/** What a variable's value gives away: by its form, or because its name is secret and it has a value. */
async function kindOfValue(name: string, value: string, secretNames: ReadonlySet<string>): Promise<string | null> {
  const [first] = await scanText(name, value);
  if (first) return first.kind;
  if (!secretNames.has(name) && !isSecretName(name)) return null;
  return isPlaceholder(value) || isLocalUrl(value) ? null : 'value of a secret variable';
}

/** BuildKit writes the build arguments that a command saw before it: `|1 TOKEN=abc /bin/sh -c ...`. */
async function kindsInCommand(command: string, secretNames: ReadonlySet<string>): Promise<string[]> {
  const bounded = command.slice(0, 50_000);
  const kinds = new Set((await scanText('history', bounded)).map(({ kind }) => kind));
  for (const match of bounded.matchAll(
    /(?:^|[\s;&|(])(?:ARG |ENV |export )?([A-Za-z_][A-Za-z0-9_]{0,100})=("[^"\n]{0,500}"|'[^'\n]{0,500}'|[^\s;&|]{0,500})/g,
  )) {
    const [, name = '', value = ''] = match;
    if (!secretNames.has(name) && !isSecretName(name)) continue;
    if (!isPlaceholder(value) && !isLocalUrl(value)) kinds.add(`value of ${name}`);
  }
  return [...kinds];
}

function split(variable: string): [string, string] {
  const at = variable.indexOf('=');
  return at < 0 ? [variable, ''] : [variable.slice(0, at), variable.slice(at + 1)];
}
