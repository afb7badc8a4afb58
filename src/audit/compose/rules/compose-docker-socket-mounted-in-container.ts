import { mountsOf } from '../model/mounts.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

const sockets = ['docker.sock', 'podman.sock', 'containerd.sock', 'crio.sock', 'docker_engine'];

export const composeDockerSocketMountedInContainer = defineComposeRule({
  id: 'compose-docker-socket-mounted-in-container',
  severity: 'error',
  profile: 'default',
  aliases: { kics: ['Docker Socket Mounted In Container'] },
  principle: 'least-privilege',
  title: "Keep the engine's socket out of containers",
  why: "Whoever can write to the socket can start a container that mounts the host's disk. Mounting it read-only changes nothing, since a socket is written to by connecting. A proxy that lets only the calls through that are needed keeps most tools working. KICS reads the short form only; the long one is read too.",
  bad: 'services:\n  router:\n    image: traefik:v3.3\n    volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]\n',
  good: 'services:\n  router:\n    image: traefik:v3.3\n    command: ["--providers.docker.endpoint=tcp://socket-proxy:2375"]\n',
  check({ services }, report) {
    for (const service of services)
      for (const { source, type, value } of mountsOf(service))
        if (type !== 'anonymous' && source !== null && sockets.some((socket) => source.includes(socket)))
          report(
            value.where,
            `${shown(service.name)} can command the engine, and so the host, through ${shown(source)}; put a proxy between them that allows only the calls it needs.`,
          );
  },
});
