import { rm } from 'node:fs/promises';
import path from 'node:path';
import { defineFaults } from './fault.js';

export const faults = defineFaults(
  {
    id: 'mount-source-gone',
    title: 'The folder of a bind mount is gone when it is started',
    language: null,
    cause: 'mount-source-missing',
    quick: true,
    async start(scene) {
      const folder = await scene.folder({ 'data/.keep': '' });
      const Source = path.join(folder, 'data');
      const name = await scene.create({
        Image: 'debian:bookworm-slim',
        Cmd: ['true'],
        HostConfig: { Mounts: [{ Type: 'bind', Source, Target: '/data' }] },
      });
      await rm(Source, { recursive: true });
      await scene.docker
        .getContainer(name)
        .start()
        .then(
          () => Promise.reject(new Error('it was to be refused')),
          () => {},
        );
      return name;
    },
  },
  {
    id: 'mount-folder-onto-file',
    title: 'A configuration file that does not exist is mounted, and becomes a folder',
    language: null,
    cause: 'mount-source-missing',
    async start(scene) {
      const folder = await scene.folder({});
      return scene.startRefused({
        Image: 'debian:bookworm-slim',
        Cmd: ['true'],
        HostConfig: { Binds: [`${path.join(folder, 'app.conf')}:/etc/debian_version`] },
      });
    },
  },
  {
    id: 'mount-volume-of-a-missing-folder',
    title: 'A volume stands for a folder that is not there',
    language: null,
    cause: 'mount-source-missing',
    async start(scene) {
      const Name = scene.name('data');
      await scene.docker.createVolume({
        Name,
        Labels: scene.labels,
        DriverOpts: { type: 'none', o: 'bind', device: '/srv/no-such-folder/data' },
      });
      return scene.startRefused({
        Image: 'debian:bookworm-slim',
        Cmd: ['true'],
        HostConfig: { Binds: [`${Name}:/data`] },
      });
    },
  },
);
