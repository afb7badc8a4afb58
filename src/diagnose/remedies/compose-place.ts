import type { Remedy } from '../cause.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { type Changes, runAgain } from './run-again.js';
import { shellWord } from './shell-word.js';

/** Where Compose has a container's settings: the labels that it puts on each. */
export interface ComposePlace {
  project: string;
  service: string;
  /** Name of the file, without its folders. */
  file: string;
}

export function composePlace({ settings }: Pick<ContainerEvidence, 'settings'>): ComposePlace | null {
  const label = (name: string) => settings.labels[`com.docker.compose.${name}`] ?? '';
  const [project, service] = [label('project'), label('service')];
  if (project === '' || service === '') return null;
  const files = label('project.config_files').split(',')[0] ?? '';
  return { project, service, file: files.split(/[\\/]/).at(-1) || 'compose.yaml' };
}

/**
 * How a setting of this container is changed where it was made: in its Compose file, else by making it anew.
 * @param why a sentence that says what changes
 * @param line what the service gets in the Compose file: `environment: {TOKEN: ...}`
 */
export function changeSetting(evidence: ContainerEvidence, why: string, line: string, changes: Changes): Remedy {
  const place = composePlace(evidence);
  if (place)
    return {
      description: `${why}: in ${place.file}, service ${place.service}: ${line}`,
      command: `docker compose -p ${shellWord(place.project)} up -d ${shellWord(place.service)}`,
    };
  return { description: `${why} (compose.yaml: ${line})`, command: runAgain(evidence, changes) };
}
