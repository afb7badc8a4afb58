import type { ShellWord } from '../../model/shell.js';
import { defineRule } from '../../rule.js';
import { commandsOf } from '../../run-commands.js';
import { assignedVariables } from './assigned-variables.js';

const programs = new Set(['npm', 'yarn', 'pnpm', 'npx']);
const settings = new Set(['strict-ssl', 'enablestrictssl']);
const off = /^(?:false|0)$/i;
const advice = 'name the company’s certificate in NODE_EXTRA_CA_CERTS instead.';

export const tlsOffNpm = defineRule({
  id: 'tls-off-npm',
  severity: 'error',
  profile: 'default',
  aliases: { checkov: ['CKV2_DOCKER_12', 'CKV2_DOCKER_13'] },
  principle: 'verified-downloads',
  title: 'Keep npm and yarn checking certificates',
  why: 'With strict-ssl off anyone between the build and the registry chooses what is installed, and reads the credentials. Behind a proxy with a certificate of its own NODE_EXTRA_CA_CERTS is the way.',
  bad: 'FROM node:22-slim\nRUN npm config set strict-ssl false && npm ci\n',
  good: 'FROM node:22-slim\nCOPY company.pem /etc/ssl/company.pem\nENV NODE_EXTRA_CA_CERTS=/etc/ssl/company.pem\nRUN npm ci\n',
  check(dockerfile, report) {
    for (const instruction of dockerfile.instructions)
      for (const variable of assignedVariables(instruction))
        if (/^npm_config_strict_ssl$/i.test(variable.name) && off.test(variable.value))
          report(variable, `${variable.name} makes npm accept any certificate; ${advice}`);
    for (const { command } of commandsOf(dockerfile)) {
      const setting = programs.has(command.name) ? settingOff(command.words) : null;
      if (setting) report(setting, `this makes ${command.name} accept any certificate; ${advice}`);
    }
  },
});

/** `config set strict-ssl false`, `set strict-ssl=false`, `--strict-ssl=false`, `--no-strict-ssl`. */
function settingOff(words: readonly ShellWord[]): ShellWord | null {
  const set = words.findIndex(({ value }) => value === 'set');
  const found = words.findIndex((word, at) => {
    const { value } = word;
    if (value === '--no-strict-ssl') return true;
    const option = value.startsWith('--');
    if (!option && (set < 0 || at <= set)) return false;
    const [name = '', given] = (option ? value.slice(2) : value).split('=', 2);
    return settings.has(name.toLowerCase()) && off.test(given ?? words[at + 1]?.value ?? '');
  });
  return words[found] ?? null;
}
