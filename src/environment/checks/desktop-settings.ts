import { formatSize } from '../../spec/units.js';
import { type Check, notMeasured, ok, warn } from '../check.js';

/** How far an engine's memory may lie under the setting: its kernel keeps some. */
const kept = 0.15;

export const desktopSettings: Check = {
  id: 'desktop-settings',
  title: 'Settings of Docker Desktop',
  assess({ desktop, engine }) {
    const isDesktop = /^docker-desktop/.test(engine?.kind ?? '');
    if (!desktop) return isDesktop ? notMeasured('no settings-store.json is found: all is default') : null;
    if (desktop.malformed)
      return warn(
        `${desktop.path} is no JSON`,
        'valid JSON',
        'Quit Docker Desktop, move the file away, start it: it writes a new one',
      );
    const { memoryBytes, cpus, swapBytes, diskBytes, resourceSaver } = desktop;
    const parts = [
      ...(memoryBytes === null ? [] : [`memory ${formatSize(memoryBytes)}`]),
      ...(cpus === null ? [] : [`${cpus} CPUs`]),
      ...(swapBytes === null ? [] : [`swap ${formatSize(swapBytes)}`]),
      ...(diskBytes === null ? [] : [`disk ${formatSize(diskBytes)}`]),
      ...(resourceSaver === null ? [] : [`resource saver ${resourceSaver ? 'on' : 'off'}`]),
    ];
    const shown = parts.length > 0 ? parts.join(', ') : 'all default';
    const differs =
      engine?.kind === 'docker-desktop' &&
      ((memoryBytes !== null && Math.abs(engine.memoryBytes - memoryBytes) > memoryBytes * kept) ||
        (cpus !== null && engine.cpus !== cpus));
    if (differs)
      return warn(
        `${shown}; the engine has ${formatSize(engine.memoryBytes)}, ${engine.cpus} CPUs`,
        'what is set is what runs',
        'Docker Desktop: Settings > Resources > Apply & restart',
      );
    return ok(shown);
  },
};
