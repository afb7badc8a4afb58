import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { dependenciesOf } from '../../audit/compose/model/dependencies.js';
import { withDefaults } from '../../audit/compose/model/interpolation.js';
import { type ComposeFile, parseCompose } from '../../audit/compose/model/parse-compose.js';
import { type Service, settingOf } from '../../audit/compose/model/service.js';
import { itemsOf, textOf } from '../../audit/compose/model/value.js';
import { Fault } from '../../fault.js';

/** A service that a Compose file wants to run. */
export interface ExpectedService {
  service: string;
  dependsOn: readonly string[];
}

/** What a Compose file says of its project. */
export interface ExpectedProject {
  name: string;
  /** The file's path; absent where only the name is known. */
  file?: string;
  services: readonly ExpectedService[];
}

/** More is no Compose file; the parser's own bound is tighter. */
const longestFile = 4 * 1024 * 1024;

/**
 * Reads which project a Compose file is and which services it starts.
 * @param given the project's name in place of the file's own, as `docker compose -p`
 * @throws Fault path-not-found, invalid-input, invalid-manifest
 */
export async function readComposeProject(path: string, given?: string): Promise<ExpectedProject> {
  const file = parseCompose(await readText(path), path);
  return {
    name: given ?? process.env.COMPOSE_PROJECT_NAME ?? nameOf(file) ?? nameFromFolder(path),
    file: path,
    services: file.services.filter(isStarted).map((service) => ({
      service: service.name,
      dependsOn: dependenciesOf(service).flatMap(({ name, optional }) => (optional ? [] : [name])),
    })),
  };
}

async function readText(path: string): Promise<string> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile())
    throw new Fault('path-not-found', `${path} is no file.`, 'Name a Compose file, such as compose.yaml.');
  if (facts.size > longestFile)
    throw new Fault('invalid-manifest', `${path} is too large for a Compose file.`, 'Name a Compose file.');
  return readFile(path, 'utf8');
}

/** The file's `name`; of several documents the last one's. */
function nameOf({ documents }: ComposeFile): string | null {
  const named = documents.findLast(({ entries }) => entries.has('name'));
  const text = textOf(named?.entries.get('name')?.value);
  return text === undefined ? null : withDefaults(text);
}

/** As Compose makes it: lower case, without what a name may not have. */
export function nameFromFolder(path: string): string {
  return basename(dirname(path))
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
}

/** A service of a profile, or of none at all, waits until it is asked for. */
function isStarted(service: Service): boolean {
  if (itemsOf(settingOf(service, 'profiles')?.value).length > 0) return false;
  const replicas =
    textOf(settingOf(service, 'scale')?.value) ?? textOf(settingOf(service, 'deploy', 'replicas')?.value);
  return replicas !== '0';
}
