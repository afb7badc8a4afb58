import { type Check, ok, warn } from '../check.js';

export const dockerCommand: Check = {
  id: 'docker-command',
  title: 'The command docker',
  assess({ commandLine: { docker }, machine }) {
    if (docker) return ok(docker);
    const how = {
      darwin: 'brew install docker',
      win32: 'It comes with Docker Desktop; or: winget install Docker.DockerCLI',
    }[machine.platform as string];
    return warn(
      'not found',
      'installed',
      how ?? 'Install docker-cli (Debian, Ubuntu, Alpine) or docker-ce-cli: https://docs.docker.com/engine/install/',
    );
  },
};
