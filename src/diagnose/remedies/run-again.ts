import type { ContainerEvidence, Mount, PublishedPort } from '../evidence/container-evidence.js';
import { shellWord, shellWords } from './shell-word.js';

/** What is to be different. */
export interface Changes {
  /** Further options, one word each, before all others. */
  options?: readonly string[];
  /** In place of the published ports. */
  ports?: readonly { hostAddress?: string; hostPort: number; containerPort: number }[];
  network?: string;
  user?: string;
  readOnly?: boolean;
  /** In place of the command; the entry point stays. */
  command?: readonly string[];
  withoutMount?: string;
}

const hidden = '***';

/**
 * The command that makes this container anew with something changed: most settings cannot be changed in place. Values that are not
 * shown are taken from the caller's own environment (`-e NAME`).
 */
export function runAgain(evidence: ContainerEvidence, changes: Changes = {}): string {
  const { name, settings, image } = evidence;
  const command = changes.command ?? (sameAsImage(evidence) ? [] : settings.command);
  const words = [
    'docker',
    'run',
    '-d',
    ...(settings.autoRemove ? ['--rm'] : []),
    ...(settings.terminal ? ['-t'] : []),
    '--name',
    name,
    ...(changes.options ?? []),
    ...networkOptions(evidence, changes),
    ...portOptions(settings.publishedPorts, changes),
    ...environmentOptions(evidence, changes),
    ...settings.mounts.filter(({ target }) => target !== changes.withoutMount).flatMap(mountOptions),
    ...userOptions(evidence, changes),
    ...settingOptions(evidence, changes),
    ...entryOptions(evidence),
    image,
    ...furtherEntryWords(evidence),
    ...command,
  ];
  const run = shellWords(words);
  return settings.autoRemove ? run : `docker rm -f ${shellWord(name)} && ${run}`;
}

function networkOptions({ settings }: ContainerEvidence, { network }: Changes): string[] {
  const own = network ?? settings.networkMode;
  return own === '' || own === 'default' || own === 'bridge' ? [] : ['--network', own];
}

function portOptions(published: readonly PublishedPort[], { ports }: Changes): string[] {
  const wanted = ports ?? published;
  const options = wanted.map((port) => {
    const on = addressPart(port.hostAddress ?? '');
    const suffix = 'protocol' in port && port.protocol === 'udp' ? '/udp' : '';
    return `${on}${port.hostPort ?? ''}${port.hostPort === null && on === '' ? '' : ':'}${port.containerPort}${suffix}`;
  });
  return [...new Set(options)].flatMap((option) => ['-p', option]);
}

/** `127.0.0.1:8080:80`, without the address where it is every address. */
export function composePort(hostAddress: string, hostPort: number, containerPort: number): string {
  return `${addressPart(hostAddress)}${hostPort}:${containerPort}`;
}

function addressPart(address: string): string {
  return address === '' || address === '0.0.0.0' || address === '::' ? '' : `${address}:`;
}

/** What Podman itself gives to a container, and shows as if it had been asked for. */
function isPodmans({ engine, id }: ContainerEvidence, name: string, value: string): boolean {
  if (!engine.podman) return false;
  if (name === 'HOSTNAME') return id.startsWith(value);
  return `${name}=${value}` === 'container=podman' || (name === 'HOME' && (value === '/root' || value === '/'));
}

function environmentOptions(evidence: ContainerEvidence, { options = [] }: Changes): string[] {
  const { settings, imageSettings } = evidence;
  const given = (name: string) => options.some((option) => option === name || option.startsWith(`${name}=`));
  return [...settings.environment]
    .filter(([name]) => !given(name))
    .filter(([name, value]) => imageSettings?.environment.get(name) !== value && !isPodmans(evidence, name, value))
    .flatMap(([name, value]) => ['-e', value.includes(hidden) ? name : `${name}=${value}`]);
}

function mountOptions({ type, source, target, writable }: Mount): string[] {
  if (type === 'tmpfs') return ['--tmpfs', target];
  // an anonymous volume is made anew by the image
  if (type === 'other' || (type === 'volume' && /^[0-9a-f]{64}$/.test(source))) return [];
  return ['-v', `${source}:${target}${writable ? '' : ':ro'}`];
}

function userOptions({ settings, imageSettings }: ContainerEvidence, { user }: Changes): string[] {
  const own = user ?? settings.user;
  return own === '' || (user === undefined && own === imageSettings?.user) ? [] : ['--user', own];
}

function settingOptions({ settings, limits }: ContainerEvidence, changes: Changes): string[] {
  const { restartPolicy } = settings;
  const changed = (option: string) => changes.options?.includes(option) ?? false;
  return [
    ...((changes.readOnly ?? settings.readOnlyRoot) ? ['--read-only'] : []),
    ...(limits.memoryBytes > 0 && !changed('--memory') ? ['--memory', `${limits.memoryBytes}`] : []),
    ...(restartPolicy.name !== '' && restartPolicy.name !== 'no' ? ['--restart', restartPolicy.name] : []),
    ...(settings.init ? ['--init'] : []),
    ...(settings.privileged ? ['--privileged'] : []),
    ...settings.droppedCapabilities.flatMap((capability) => ['--cap-drop', capability]),
    ...settings.addedCapabilities.flatMap((capability) => ['--cap-add', capability]),
  ];
}

/** The option takes one word; the others of an entry point come before the command. */
function entryOptions(evidence: ContainerEvidence): string[] {
  const [first] = ownEntryPoint(evidence);
  return first === undefined ? [] : ['--entrypoint', first];
}

function furtherEntryWords(evidence: ContainerEvidence): readonly string[] {
  return ownEntryPoint(evidence).slice(1);
}

function ownEntryPoint({ settings, imageSettings }: ContainerEvidence): readonly string[] {
  return settings.entrypoint.join('\0') === imageSettings?.entrypoint.join('\0') ? [] : settings.entrypoint;
}

function sameAsImage({ settings, imageSettings }: ContainerEvidence): boolean {
  return imageSettings !== null && settings.command.join('\0') === imageSettings.command.join('\0');
}
