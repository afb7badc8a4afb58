import { defineRule } from '../../rule.js';
import { callsOf, hasOption, type PackageCall, verbOf } from './package-call.js';
import { apk } from './package-managers.js';

const verbs = new Set(['add', 'del']);

export const apkVirtual = defineRule({
  id: 'apk-virtual',
  severity: 'style',
  profile: 'default',
  aliases: { dockerfilelint: ['apkadd-missing-virtual'] },
  principle: 'clean-layers',
  title: 'Group apk packages that are removed again',
  why: 'A virtual package is removed by one name with everything that came along; a list of names that is written twice goes apart at the next change, and what is forgotten stays in the layer.',
  bad: 'FROM alpine:3.22\nRUN apk add --no-cache gcc musl-dev && make && apk del gcc musl-dev\n',
  good: 'FROM alpine:3.22\nRUN apk add --no-cache --virtual .build gcc musl-dev && make && apk del .build\n',
  check(dockerfile, report) {
    let added: PackageCall[] = [];
    for (const call of callsOf(dockerfile, apk)) {
      const verb = verbOf(call, verbs)?.value;
      if (verb === 'add') added = [...(added[0]?.run === call.run ? added : []), call].slice(-50);
      const [first] = added;
      if (verb !== 'del' || !first || first.run !== call.run) continue;
      if (!added.some((other) => hasOption(other, 't', 'virtual')))
        report(
          first.command.nameWord,
          'what apk add brings here, apk del removes by its name; add it as --virtual .build and remove that.',
        );
      added = [];
    }
  },
});
