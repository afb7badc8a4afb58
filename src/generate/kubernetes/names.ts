import type { Spec } from '../../spec/schema.js';
import { volumePaths } from '../dockerfile/volumes.js';

/** What the manifests call each other. */
export interface Names {
  name: string;
  labels: Record<string, string>;
  config: string;
  secrets: string;
  claims: { name: string; path: string }[];
}

/** Names that follow from the application's. */
export function namesOf(spec: Spec): Names {
  const name = resourceName(spec.app.name);
  return {
    name,
    labels: { 'app.kubernetes.io/name': name },
    config: `${name}-config`,
    secrets: `${name}-secrets`,
    claims: volumePaths(spec.volumes).map((path, index) => ({ path, name: `${name}-data-${index + 1}` })),
  };
}

/** A DNS label with room for a suffix: at most 63 letters, digits and hyphens. */
function resourceName(name: string): string {
  const label = name
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replace(/-+$/, '');
  return /^[a-z]/.test(label) ? label : `app-${label}`;
}
