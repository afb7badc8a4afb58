import { defineImageRule } from '../image-rule.js';
import { readAccounts, shared } from './accounts.js';

export const imageDuplicateId = defineImageRule({
  id: 'image-duplicate-id',
  severity: 'warning',
  profile: 'default',
  aliases: { dockle: ['DKL-LI-0002'] },
  principle: 'least-privilege',
  title: 'Give each user and group a number and a name of its own',
  why: 'Two accounts with one number are the same to the kernel: each may do what the other may. Two with one name leave the second without effect.',
  check({ texts, files }, report) {
    for (const [path, kind, number] of [
      ['/etc/passwd', 'users', 'UID'],
      ['/etc/group', 'groups', 'GID'],
    ] as const) {
      const accounts = readAccounts(texts.get(path));
      const place = { path, layer: files.at(path)?.layer ?? null };
      for (const [id, same] of shared(accounts, (account) => account.id)) {
        const names = [...new Set(same.map(({ name }) => name))];
        if (names.length > 1)
          report(
            `The ${kind} ${names.slice(0, 5).join(', ').slice(0, 200)} share the ${number} ${id.slice(0, 20)} in ${path}.`,
            place,
          );
      }
      for (const [name, same] of shared(accounts, (account) => account.name))
        report(`The name ${name.slice(0, 40)} stands ${same.length} times in ${path}; only the first counts.`, place);
    }
  },
});
