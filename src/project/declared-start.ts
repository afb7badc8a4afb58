import type { Place } from './project.js';

/** A start command that a file of the repository declares, with everything else that the file says about serving. */
export interface DeclaredStart extends Place {
  /** The command as text, or as words where the file has an array. */
  command: string | string[] | null;
  /** Folder that the command runs in, relative, when the file says so. */
  folder: string | null;
  port: number | null;
  healthPath: string | null;
  /** The file says that the command serves requests: a platform's web process. */
  serves?: boolean;
  /** How much it counts: 3 for a platform's declaration or an image's, 2 for compose, 1 for prose and CI. */
  weight: 1 | 2 | 3;
}

export const nothingDeclared = { command: null, folder: null, port: null, healthPath: null } as const;

/** A port from 1 to 65535 in a number or a text of digits; null otherwise. */
export function asPort(value: unknown): number | null {
  const port =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && /^\d{1,5}$/.test(value.trim())
        ? Number(value)
        : null;
  return port !== null && Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : null;
}

/** The path of a URL or path that something checks for health; null for what is no plain path. */
export function asHealthPath(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const path = /^(?:https?:\/\/[^/\s]{1,100})?(\/[\w./~-]{0,200})/.exec(value)?.[1];
  return path && path !== '/' ? path : null;
}
