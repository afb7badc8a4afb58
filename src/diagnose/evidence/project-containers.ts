import type { Engine } from '../../engine/connect.js';
import { listContainers } from '../../engine/inspect-container.js';
import { nameOf } from './find-container.js';
import { plainText } from './plain-text.js';

/** A container of a Compose project. */
export interface ProjectContainer {
  id: string;
  name: string;
  service: string;
  /** Services that must be there before it. */
  dependsOn: readonly string[];
}

/** A Compose project's containers, running or not, what others depend on first; services in a circle in their names' order. */
export async function findContainers(
  engine: Engine,
  { project }: { project: string },
  signal: AbortSignal,
): Promise<ProjectContainer[]> {
  const listed = await listContainers(engine, [`com.docker.compose.project=${project}`], signal);
  const containers = listed
    // left by `docker compose run`
    .filter(({ Labels }) => Labels['com.docker.compose.oneoff'] !== 'True')
    .map((container) => ({
      id: container.Id,
      name: plainText(nameOf(container), 255),
      service: plainText(container.Labels['com.docker.compose.service'] ?? nameOf(container), 255),
      dependsOn: readDependencies(container.Labels['com.docker.compose.depends_on'] ?? ''),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return inDependencyOrder(containers);
}

/** Compose writes `db:service_healthy:false,redis:service_started:true`. */
export function readDependencies(label: string): string[] {
  return label
    .split(',')
    .map((part) => plainText(part.split(':', 1)[0]?.trim() ?? '', 255))
    .filter((name) => name !== '');
}

export function inDependencyOrder(containers: readonly ProjectContainer[]): ProjectContainer[] {
  const ordered: ProjectContainer[] = [];
  const seen = new Set<string>();
  const visit = (service: string) => {
    if (seen.has(service)) return;
    seen.add(service);
    const own = containers.filter((container) => container.service === service);
    for (const dependency of own.flatMap(({ dependsOn }) => dependsOn)) visit(dependency);
    ordered.push(...own);
  };
  for (const { service } of containers) visit(service);
  return ordered;
}
