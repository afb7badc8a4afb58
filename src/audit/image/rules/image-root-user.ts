import { defineImageRule } from '../image-rule.js';

export const imageRootUser = defineImageRule({
  id: 'image-root-user',
  severity: 'warning',
  profile: 'default',
  aliases: { dockle: ['CIS-DI-0001'], cis: ['4.1'], scout: ['scout/default-non-root-user'] },
  principle: 'non-root',
  title: 'Run as a user that is not root',
  why: 'A process that breaks out of a container as root is root on the host, unless the engine maps users. An image without a user runs as root.',
  check({ read, texts }, report) {
    const user = read.config.config?.User?.trim() ?? '';
    const [name = ''] = user.split(':');
    if (name === '') report('The image has no user and runs as root; add USER with a number, such as USER 1000.');
    else if (name === 'root' || /^0+$/.test(name))
      report(`The image runs as root (USER ${user.slice(0, 40)}); end with a USER that is not root.`);
    else if (
      texts
        .get('/etc/passwd')
        ?.split('\n')
        .some((line) => line.startsWith(`${name}:`) && /^[^:]*:[^:]*:0+:/.test(line))
    )
      report(`The user ${name.slice(0, 40)} has the number 0 in /etc/passwd, which is root.`, { path: '/etc/passwd' });
  },
});
