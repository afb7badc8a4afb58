import { type Check, fail, notMeasured, ok } from '../check.js';

export const permission: Check = {
  id: 'permission',
  title: 'You may use its socket',
  assess({ attempts, engine, machine, userName }) {
    const refused = attempts.find((attempt) => attempt.refused);
    if (!engine && !refused) return notMeasured('no engine answers');
    if (engine) {
      const socket = /^(unix|npipe):/.test(engine.address);
      const byGroup = machine.dockerGroup?.inSession && userName !== 'root' && socket;
      return ok(byGroup ? `yes, through the group docker, which is as good as being root` : 'yes');
    }
    const address = refused?.endpoint.address ?? '';
    if (machine.platform !== 'linux')
      return fail(
        `no, ${address} refuses you`,
        'your own socket',
        `Start the engine as yourself, or look at who owns it: ls -l ${address.replace('unix://', '')}`,
      );
    const member = machine.dockerGroup?.members.includes(userName) && !machine.dockerGroup.inSession;
    if (member)
      return fail(
        `${userName} is in the group docker, this session is not yet`,
        'a session in the group docker',
        'Log out and in again; in this terminal: newgrp docker',
      );
    return fail(
      `no, ${address} refuses ${userName || 'you'}`,
      'a member of the group docker (as good as root), or a rootless engine',
      `${machine.dockerGroup ? '' : 'sudo groupadd docker && '}sudo usermod -aG docker ${userName || '$USER'}, then log out and in again\nwithout such rights: dockerd-rootless-setuptool.sh install`,
    );
  },
};
