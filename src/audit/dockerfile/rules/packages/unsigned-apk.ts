import { defineRule } from '../../rule.js';
import { callsOf, hasOption } from './package-call.js';
import { apk } from './package-managers.js';

export const unsignedApk = defineRule({
  id: 'unsigned-apk',
  severity: 'error',
  profile: 'default',
  aliases: { cis: ['4.11'], checkov: ['CKV2_DOCKER_7'] },
  principle: 'verified-downloads',
  title: 'Keep apk checking signatures',
  why: '`--allow-untrusted` installs packages that nobody signed, or that were changed on the way; the key of one’s own repository belongs in /etc/apk/keys.',
  bad: 'FROM alpine:3.22\nRUN apk add --no-cache --allow-untrusted ./tool.apk\n',
  good: 'FROM alpine:3.22\nCOPY ci.rsa.pub /etc/apk/keys/\nRUN apk add --no-cache ./tool.apk\n',
  check(dockerfile, report) {
    for (const call of callsOf(dockerfile, apk))
      if (hasOption(call, 'allow-untrusted'))
        report(
          call.command,
          '--allow-untrusted installs packages whose signature is missing or wrong; put the repository’s key in /etc/apk/keys instead.',
        );
  },
});
