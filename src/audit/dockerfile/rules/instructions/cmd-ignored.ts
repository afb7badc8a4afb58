import { defineRule } from '../../rule.js';
import { startOf } from '../practice/start-command.js';

export const cmdIgnored = defineRule({
  id: 'cmd-ignored',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'exec-form',
  title: 'Let ENTRYPOINT take the words of CMD',
  why: 'An ENTRYPOINT without brackets is `sh -c "..."`: what CMD holds, and what is given to `docker run`, goes to that shell as $0 and further parameters, which the program never sees. An array takes them. A script that names $@ or $1 itself is left alone; the stage that is built counts.',
  bad: 'FROM debian:13-slim\nENTRYPOINT sleep\nCMD ["60"]\n',
  good: 'FROM debian:13-slim\nENTRYPOINT ["sleep"]\nCMD ["60"]\n',
  check({ target }, report) {
    if (!target) return;
    const { entrypoint, command } = startOf(target);
    if (!entrypoint || !command || entrypoint.json || /\$(?:[@*\d]|\{[@*\d])/.test(entrypoint.raw)) return;
    report(
      command,
      'This CMD is ignored, since ENTRYPOINT is a shell command without brackets; write ENTRYPOINT as an array.',
    );
  },
});
