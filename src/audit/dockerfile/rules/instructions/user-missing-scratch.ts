import { rootImage } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import { keywordsOfImage } from './stage-chain.js';
import { needsUser } from './user-missing.js';

export const userMissingScratch = defineRule({
  id: 'user-missing-scratch',
  severity: 'warning',
  profile: 'default',
  aliases: { trivy: ['DS-0002'], checkov: ['CKV_DOCKER_3'], cis: ['4.1'], dockle: ['CIS-DI-0001'] },
  principle: 'non-root',
  title: 'Name a numeric user in an image from scratch',
  why: 'An image from scratch runs as root like any other until USER says otherwise; it has no /etc/passwd, so the user must be a number. KICS lets such images pass; Trivy and Checkov do not, and they are followed here, for images that start something: one that only carries files runs nothing.',
  bad: 'FROM scratch\nCOPY server /server\nENTRYPOINT ["/server"]\n',
  good: 'FROM scratch\nCOPY server /server\nUSER 65532\nENTRYPOINT ["/server"]\n',
  check({ target }, report) {
    if (!target?.from || !needsUser(target) || rootImage(target)?.toLowerCase() !== 'scratch') return;
    const keywords = keywordsOfImage(target);
    if (!keywords.has('CMD') && !keywords.has('ENTRYPOINT')) return;
    report(
      target.from.words[0] ?? target.from,
      'No USER is named, so the program runs as root; add a numeric one, such as USER 65532 (scratch has no user names).',
    );
  },
});
