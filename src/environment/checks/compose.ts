import { type Check, ok, warn } from '../check.js';

export const compose: Check = {
  id: 'compose',
  title: 'Docker Compose 2',
  assess({ commandLine: { compose: version }, machine }) {
    if (version) return ok(version);
    const how =
      machine.platform === 'darwin'
        ? 'brew install docker-compose, then "cliPluginsExtraDirs": ["/opt/homebrew/lib/docker/cli-plugins"] in ~/.docker/config.json'
        : machine.platform === 'win32'
          ? 'It comes with Docker Desktop'
          : 'Install docker-compose-v2 (Ubuntu), docker-compose (Debian 13, Fedora, Arch) or docker-compose-plugin (Docker’s packages); docker-compose 1 is no longer kept';
    return warn('not found', '2 or later', how);
  },
};
