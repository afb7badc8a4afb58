import { isPosixShell } from '../../model/shell-name.js';
import { expand } from '../../model/variables.js';
import { defineRule } from '../../rule.js';

export const userNonNumeric = defineRule({
  id: 'user-non-numeric',
  severity: 'style',
  profile: 'default',
  aliases: { hadolint: ['DL3066'] },
  principle: 'non-root',
  title: 'Name the user by its number',
  why: 'Kubernetes cannot tell that a user given by name is not root: with `runAsNonRoot` it refuses to start the container. A number also means the same on the host, where mounted files are owned by numbers. Of `root` the rules about root speak.',
  bad: 'FROM node:22-slim\nUSER node\n',
  good: 'FROM node:22-slim\nUSER 1000\n',
  check({ instructions }, report) {
    for (const { keyword, onbuild, words, variables, shell } of instructions) {
      const [word] = words;
      if (keyword !== 'USER' || onbuild || !word || !isPosixShell(shell)) continue;
      const value = expand(word.value, variables);
      // who builds decides, or the base image does, as of $APP_UID
      if (value === null) continue;
      const name = value.split(':', 1)[0] ?? '';
      if (name !== '' && name !== 'root' && !isNumber(name))
        report(word, `USER ${name} is a name, which runAsNonRoot in Kubernetes cannot judge; write its number.`);
    }
  },
});

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}
