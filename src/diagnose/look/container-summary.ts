import type { InspectedContainer } from '../../engine/inspect-container.js';
import type { ContainerSettings, ContainerState, Limits } from '../evidence/container-evidence.js';
import { secretValues } from '../evidence/environment.js';
import { plainText } from '../evidence/plain-text.js';
import { readLimits, readSettings } from '../evidence/read-settings.js';
import { readState } from '../evidence/read-state.js';

/** What people look for in `docker inspect`, secrets masked. */
export interface ContainerSummary {
  id: string;
  name: string;
  image: string;
  state: ContainerState;
  limits: Limits;
  settings: Omit<ContainerSettings, 'environment'> & { environment: Record<string, string> };
}

export function summarize(container: InspectedContainer): ContainerSummary {
  const secrets = secretValues(container.Config.Env);
  const settings = readSettings(container, secrets);
  return {
    id: container.Id,
    name: plainText(container.Name.replace(/^\//, ''), 255),
    image: plainText(container.Config.Image || container.Image, 500),
    state: readState(container, secrets),
    limits: readLimits(container),
    settings: { ...settings, environment: Object.fromEntries(settings.environment) },
  };
}
