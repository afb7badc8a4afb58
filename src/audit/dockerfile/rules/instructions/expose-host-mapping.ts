import { defineRule, replace } from '../../rule.js';
import { exposedPorts } from './exposed-ports.js';

export const exposeHostMapping = defineRule({
  id: 'expose-host-mapping',
  severity: 'warning',
  profile: 'default',
  aliases: { buildkit: ['ExposeInvalidFormat'], dockerfilelint: ['expose_host_port'] },
  principle: 'plain-instructions',
  title: "Expose the container's port alone",
  why: 'EXPOSE says what listens inside; addresses and ports of a host belong to `docker run --publish` and are dropped here. BuildKit has announced that it will refuse them.',
  bad: 'FROM debian:13-slim\nEXPOSE 127.0.0.1:8080:80/tcp 5000:5000\n',
  good: 'FROM debian:13-slim\nEXPOSE 80/tcp 5000\n',
  check(dockerfile, report) {
    for (const { where, written, mapped } of exposedPorts(dockerfile)) {
      if (!mapped) continue;
      const container = written.slice(written.lastIndexOf(':') + 1);
      const fix = /[$"'\\`]/.test(written) ? undefined : replace(where, container, 'leave out the host');
      report(
        where,
        `EXPOSE ${written} names a host's address or port, which is ignored; write the container's port.`,
        fix,
      );
    }
  },
});
