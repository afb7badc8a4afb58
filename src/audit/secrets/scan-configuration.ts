import type { ImageConfig } from '../../engine/image-archive.js';
import { isLocalUrl, isPlaceholder } from '../../secrets/placeholder.js';
import { looksGenerated } from '../../secrets/randomness.js';
import { isCredentialName } from '../../secrets/secret-name.js';
import { byFormOnly } from '../../secrets/text-kind.js';
import type { SecretFinding } from './finding.js';
import { kindsInCommand } from './scan-command.js';
import { scanText } from './scan-text.js';

/**
 * Secrets in an image's environment, labels and history. The base image's own history and variables are looked at too: what
 * is in them is in the image.
 * @param secretNames variables that the Spec calls secret
 */
export async function scanConfiguration(
  config: ImageConfig,
  secretNames: ReadonlySet<string> = new Set(),
): Promise<SecretFinding[]> {
  const findings: SecretFinding[] = [];
  for (const variable of config.config?.Env ?? []) {
    const [name, value] = split(variable);
    const kind = await kindOfVariable(name, value, secretNames);
    if (kind) findings.push({ kind, place: `environment: ${name}`, source: 'environment' });
  }
  for (const [name, value] of Object.entries(config.config?.Labels ?? {})) {
    const kind = await kindOfLabel(name, value);
    if (kind) findings.push({ kind, place: `label ${name}`, source: 'label' });
  }
  for (const [index, { created_by: command = '' }] of (config.history ?? []).entries())
    for (const kind of await kindsInCommand(command, secretNames))
      findings.push({ kind, place: `history ${index + 1}`, source: 'history' });
  return findings;
}

/** What a variable's value gives away: by its form, or because its name is secret and it has a value. */
async function kindOfVariable(name: string, value: string, secretNames: ReadonlySet<string>): Promise<string | null> {
  const [first] = await scanText(name, value, byFormOnly);
  if (first) return first.kind;
  if (!secretNames.has(name) && !isCredentialName(name)) return null;
  return isPlaceholder(value) || isLocalUrl(value) || isPlain(value) ? null : 'value of a secret variable';
}

async function kindOfLabel(name: string, value: string): Promise<string | null> {
  const [first] = await scanText(name, value, byFormOnly);
  if (first) return first.kind;
  return isCredentialName(name) && looksGenerated(value) && !isPlaceholder(value) ? 'value of a secret label' : null;
}

/** A path to a secret, or the address of a database without a login, unlocks nothing. */
function isPlain(value: string): boolean {
  return (
    /^\.{0,2}\/[\w./-]{1,300}$/.test(value) || /^(?!https?:)[a-z][a-z0-9+.-]{1,40}:\/\/[^@\s?]{0,500}$/i.test(value)
  );
}

function split(variable: string): [string, string] {
  const at = variable.indexOf('=');
  return at < 0 ? [variable, ''] : [variable.slice(0, at), variable.slice(at + 1)];
}
