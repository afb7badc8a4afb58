import type { ContainerEvidence, Health } from './evidence/container-evidence.js';
import { shellWords } from './remedies/shell-word.js';

const mostFolders = 8;

export type HealthProbe = Health['log'][number];

/** The failed checks since the last one that passed, oldest first. */
export function failedChecks({ state }: Pick<ContainerEvidence, 'state'>): readonly HealthProbe[] {
  const log = state.health?.log ?? [];
  return log.slice(log.findLastIndex(({ exitCode }) => exitCode === 0) + 1);
}

/**
 * Where the program of a failed check would lie, if nothing but that was said: an engine may keep to itself that there is no such
 * program (Podman does).
 */
export function silentCheckPaths({ state, settings }: Pick<ContainerEvidence, 'state' | 'settings'>): string[] {
  const last = failedChecks({ state }).at(-1);
  const [kind, program = ''] = settings.healthCheck?.test ?? [];
  if (last?.output.trim() !== '' || kind !== 'CMD' || !/^[\w./+-]{1,100}$/.test(program)) return [];
  if (program.startsWith('/')) return [program];
  const folders = (settings.environment.get('PATH') ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return program.includes('/') ? [] : folders.slice(0, mostFolders).map((folder) => `${folder}/${program}`);
}

/** The check as a person would write it. */
export function checkText({ settings }: Pick<ContainerEvidence, 'settings'>): string {
  const [kind, ...words] = settings.healthCheck?.test ?? [];
  if (kind === 'CMD-SHELL') return words.join(' ');
  return kind === 'CMD' ? shellWords(words) : 'not told';
}

/** How to run the check by hand. */
export function checkCommand(evidence: Pick<ContainerEvidence, 'settings' | 'name'>): string {
  const [kind, ...words] = evidence.settings.healthCheck?.test ?? [];
  const command = kind === 'CMD-SHELL' ? shellWords(['sh', '-c', words.join(' ')]) : shellWords(words);
  return `docker exec ${evidence.name} ${command}; echo "exit code $?"`;
}

/** What the check asks, where it asks by HTTP. */
export function urlOf(evidence: Pick<ContainerEvidence, 'settings'>): string | null {
  return /https?:\/\/[\w.:[\]-]{1,200}(?:\/[\w./?=&%-]{0,200})?/.exec(checkText(evidence))?.[0] ?? null;
}
