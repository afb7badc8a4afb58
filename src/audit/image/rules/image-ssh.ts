import { defineImageRule } from '../image-rule.js';

const servers = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/usr/sbin/dropbear'];

export const imageSsh = defineImageRule({
  id: 'image-ssh',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'least-privilege',
  title: 'Have no SSH server in an image',
  why: 'It is a second service with keys and patches of its own, and a way in from the network; docker exec needs neither.',
  check({ read, files }, report) {
    if (Object.keys(read.config.config?.ExposedPorts ?? {}).some((port) => /^22(?:\/tcp)?$/i.test(port)))
      report('Port 22 is exposed; use docker exec, and take EXPOSE 22 out.');
    const path = servers.find((server) => files.at(server));
    if (path)
      report(`${path} is installed; leave the SSH server out and use docker exec.`, {
        path,
        layer: files.at(path)?.layer ?? null,
      });
  },
});
