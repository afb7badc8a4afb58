import { defineRule } from '../../rule.js';

export const copyChownExecutable = defineRule({
  id: 'copy-chown-executable',
  severity: 'style',
  profile: 'strict',
  aliases: { kics: ['Chown Flag Exists'] },
  principle: 'immutable-code',
  title: 'Leave copied code to root',
  why: 'A service that owns its code can be made to rewrite it: what an attacker writes there runs at the next start. Root owns what is copied without the flag, and others may read it. KICS reports every --chown; this one not `--chown=0` or root, which changes nothing. Folders that the service must write to are a good reason for it, hence strict only.',
  bad: 'FROM python:3.13-slim\nCOPY --chown=app:app src /app\n',
  good: 'FROM python:3.13-slim\nCOPY src /app\nUSER 1000\n',
  check({ instructions }, report) {
    for (const instruction of instructions) {
      if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') continue;
      const flag = instruction.flag('chown');
      const owner = flag?.value?.split(':', 1)[0];
      if (flag && owner && owner !== '0' && owner !== 'root')
        report(
          flag,
          `${owner} can rewrite what is copied here; leave out --chown, unless the service must write to it.`,
        );
    }
  },
});
