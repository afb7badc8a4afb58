import { posix } from 'node:path';
import { defineImageRule } from '../image-rule.js';

const folders = new Set([
  '/',
  '/sys',
  '/dev',
  '/proc',
  '/boot',
  '/etc',
  '/lib',
  '/usr',
  '/bin',
  '/sbin',
  '/root',
  '/run',
  '/var/run',
  '/var/run/docker.sock',
]);

export const imageSensitiveVolume = defineImageRule({
  id: 'image-sensitive-volume',
  severity: 'warning',
  profile: 'default',
  aliases: { dockle: ['DKL-DI-0002'] },
  principle: 'least-privilege',
  title: 'Make no volume of a system folder',
  why: 'A volume takes the place of a folder that the system needs, and hands its content to other containers. Dockle counts /dev, /proc and /sys; the other system folders are no better.',
  check({ read }, report) {
    for (const volume of Object.keys(read.config.config?.Volumes ?? {})) {
      const path = posix.normalize(volume).replace(/(?<=.)\/$/, '');
      if (folders.has(path))
        report(`VOLUME ${path} is a system folder; name a folder of the service’s own data.`, { path });
    }
  },
});
