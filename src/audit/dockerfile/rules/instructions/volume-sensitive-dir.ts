import { expand } from '../../model/variables.js';
import { defineRule } from '../../rule.js';

const systemFolders = new Set([
  '/',
  '/bin',
  '/boot',
  '/dev',
  '/etc',
  '/lib',
  '/lib64',
  '/proc',
  '/sbin',
  '/sys',
  '/usr',
]);

export const volumeSensitiveDir = defineRule({
  id: 'volume-sensitive-dir',
  severity: 'error',
  profile: 'default',
  aliases: { dockle: ['DKL-DI-0002'] },
  principle: 'least-privilege',
  title: 'Make no volume of a system folder',
  why: 'A volume over /proc, /sys or /dev replaces what the kernel and the runtime show there; one over /etc or /usr is copied once and then keeps old programs and accounts when the image is updated.',
  bad: 'FROM debian:13-slim\nVOLUME ["/sys"]\n',
  good: 'FROM debian:13-slim\nVOLUME ["/var/lib/app"]\n',
  check({ instructions }, report) {
    for (const { keyword, onbuild, json, words, variables, start, end } of instructions) {
      if (keyword !== 'VOLUME' || onbuild) continue;
      for (const path of json ?? words.map(({ value }) => value)) {
        const known = (expand(path, variables) ?? path).replace(/(?<=.)\/+$/, '');
        if (systemFolders.has(known))
          report({ start, end }, `VOLUME ${known} covers a folder of the system; keep data in one of your own.`);
      }
    }
  },
});
