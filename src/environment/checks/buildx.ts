import { type Check, ok, warn } from '../check.js';

export const buildx: Check = {
  id: 'buildx',
  title: 'Buildx',
  assess({ commandLine: { buildx: version }, machine }) {
    if (version) return ok(version);
    const how =
      machine.platform === 'darwin'
        ? 'brew install docker-buildx, then "cliPluginsExtraDirs": ["/opt/homebrew/lib/docker/cli-plugins"] in ~/.docker/config.json'
        : machine.platform === 'win32'
          ? 'It comes with Docker Desktop'
          : 'Install docker-buildx (distribution) or docker-buildx-plugin (Docker’s packages)';
    return warn('not found', 'for several platforms, build secrets, attestations', how);
  },
};
