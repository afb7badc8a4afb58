import { defineRule } from '../../rule.js';
import { workDirectories } from './work-directory.js';

const systemFolders = ['/proc', '/boot', '/dev', '/sys', '/initrd', '/lost+found'];

export const workdirSystemDir = defineRule({
  id: 'workdir-system-dir',
  severity: 'error',
  profile: 'default',
  aliases: { trivy: ['DS-0030'] },
  principle: 'least-privilege',
  title: 'Work in a folder of your own',
  why: 'The kernel and the container runtime own /proc, /sys, /dev and /boot. What is written there is hidden at run time by their mounts, and a working directory such as /proc/self/fd/N has let containers reach the host (CVE-2024-21626).',
  bad: 'FROM debian:13-slim\nWORKDIR /proc/self/fd/8\n',
  good: 'FROM debian:13-slim\nWORKDIR /development\n',
  check(dockerfile, report) {
    for (const { instruction, path } of workDirectories(dockerfile)) {
      const folder = systemFolders.find((name) => path === name || path.startsWith(`${name}/`));
      if (folder)
        report(instruction, `WORKDIR ${path} is in ${folder}, which belongs to the system; use a folder such as /app.`);
    }
  },
});
