import { ignoreComments } from '../../ignore-comments.js';
import { defineRule } from '../../rule.js';

export const inlineIgnoreBanned = defineRule({
  id: 'inline-ignore-banned',
  severity: 'style',
  profile: 'strict',
  aliases: { hadolint: ['DL1001'] },
  principle: 'plain-instructions',
  title: 'Keep exceptions out of the Dockerfile',
  why: 'A comment in the file silences a rule without anyone having agreed to it; in dockwright.yaml exceptions stand in one place and can be reviewed. For teams that want it so. hadolint looks at comments for one instruction; those for a stage or the file are named here too.',
  bad: 'FROM debian:13-slim\n# hadolint ignore=DL3003\nRUN cd /tmp && make\n',
  good: '# hadolint shell=bash\nFROM debian:13-slim\n# this one is only a comment\nRUN make\n',
  check(dockerfile, report) {
    for (const { comment } of ignoreComments(dockerfile))
      report(comment, 'This comment silences a rule; move the exception to dockwright.yaml, where it can be reviewed.');
  },
});
