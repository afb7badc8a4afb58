import type { InspectedContainer } from '../../engine/inspect-container.js';
import type { Mount } from './container-evidence.js';
import { plainText } from './plain-text.js';

const longestPath = 2_000;

/** Bind mounts, volumes and tmpfs of a container. */
export function readMounts(facts: InspectedContainer): Mount[] {
  const path = (text: string | undefined) => plainText(text ?? '', longestPath);
  const mounts = (facts.Mounts ?? []).map((mount): Mount => {
    const type = mount.Type as Mount['type'] | string;
    return {
      type: type === 'bind' || type === 'volume' || type === 'tmpfs' ? type : 'other',
      source: path(type === 'volume' ? mount.Name : mount.Source),
      target: path(mount.Destination),
      writable: mount.RW !== false,
    };
  });
  const temporary = Object.entries((facts.HostConfig.Tmpfs as Record<string, string> | null | undefined) ?? {});
  for (const [target, options] of temporary)
    if (!mounts.some((mount) => mount.target === target))
      mounts.push({ type: 'tmpfs', source: '', target: path(target), writable: !options.split(',').includes('ro') });
  return mounts;
}
