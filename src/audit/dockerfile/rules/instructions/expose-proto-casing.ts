import { defineRule, replace } from '../../rule.js';
import { exposedPorts } from './exposed-ports.js';

export const exposeProtoCasing = defineRule({
  id: 'expose-proto-casing',
  severity: 'style',
  profile: 'default',
  aliases: { buildkit: ['ExposeProtoCasing'] },
  principle: 'plain-instructions',
  title: 'Write protocols in lower case',
  why: 'The image configuration holds `80/tcp`; tools that look a port up compare it with the text of the Dockerfile, which then differs.',
  bad: 'FROM debian:13-slim\nEXPOSE 80/TCP\n',
  good: 'FROM debian:13-slim\nEXPOSE 80/tcp\n',
  check(dockerfile, report) {
    for (const { where, written, protocol } of exposedPorts(dockerfile)) {
      if (protocol === null || protocol === protocol.toLowerCase()) continue;
      const at = written.lastIndexOf('/');
      const inPlace = written.slice(at + 1) === protocol;
      const fix = inPlace
        ? replace(where, written.slice(0, at) + written.slice(at).toLowerCase(), 'lower case')
        : undefined;
      report(where, `EXPOSE ${written}: write the protocol in lower case, ${protocol.toLowerCase()}.`, fix);
    }
  },
});
