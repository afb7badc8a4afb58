import { defineImageRule } from '../image-rule.js';
import { readAccounts } from './accounts.js';

export const imageEmptyPassword = defineImageRule({
  id: 'image-empty-password',
  severity: 'error',
  profile: 'default',
  aliases: { dockle: ['DKL-LI-0001'] },
  principle: 'least-privilege',
  title: 'Give no account an empty password',
  why: 'An account whose password field is empty can be become by anyone who reaches su or a login (CVE-2019-5021 of Alpine). A locked one has * or ! there.',
  check({ texts, files }, report) {
    for (const path of ['/etc/shadow', '/etc/master.passwd', '/etc/passwd'])
      for (const { name, password } of readAccounts(texts.get(path)))
        if (password === '')
          report(`${name.slice(0, 40)} has an empty password in ${path}; lock it: passwd -l ${name.slice(0, 40)}`, {
            path,
            layer: files.at(path)?.layer ?? null,
          });
  },
});
