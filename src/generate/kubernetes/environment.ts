import type { Spec } from '../../spec/schema.js';

/** How the variables reach the pod. */
export interface Environment {
  /** Values that the ConfigMap holds. */
  values: { name: string; value: string }[];
  /** Without a default and needed: an overlay adds them to the ConfigMap. */
  expected: string[];
  /** By reference to the Secret. */
  secrets: { name: string; required: boolean }[];
}

/** Sorts the Spec's variables by where they come from; PORT is the container's own. */
export function environmentOf(spec: Spec): Environment {
  const environment: Environment = { values: [], expected: [], secrets: [] };
  const seen = new Set(['PORT']);
  for (const { name, default: value, secret, required } of spec.environment) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (secret) environment.secrets.push({ name, required: required ?? false });
    else if (value !== undefined) environment.values.push({ name, value: configurationValue(value) });
    else if (required) environment.expected.push(name);
  }
  // the address of a service carries its password
  for (const { env, required } of spec.services)
    if (env && !seen.has(env)) {
      seen.add(env);
      environment.secrets.push({ name: env, required });
    }
  return environment;
}

/** A ConfigMap holds UTF-8, and no environment holds the character 0. */
function configurationValue(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}
