import { findSecrets } from '../../../secrets/find-secrets.js';
import { isPlaceholder } from '../../../secrets/placeholder.js';
import { isCredentialName } from '../../../secrets/secret-name.js';
import { textKind } from '../../../secrets/text-kind.js';
import type { Span } from '../../finding.js';
import { withDefaults } from '../model/interpolation.js';
import { type NamedValue, namedValues } from '../model/variables.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeSecretLiteral = defineComposeRule({
  id: 'compose-secret-literal',
  severity: 'error',
  profile: 'default',
  aliases: {},
  principle: 'no-secrets',
  title: 'Keep secrets out of the Compose file',
  why: 'The file is committed, and what is in it stays in its history. Values come from .env or the shell (`${NAME:?}`), or from `secrets`, which also keeps them out of `docker inspect`. Placeholders and well-known names such as postgres for a password are left alone, as are names that only sound like a secret (`*_FILE`, `*_URL`).',
  bad: 'services:\n  app:\n    image: app:1.0\n    environment:\n      PAYMENT_API_KEY: 9f83hGq21LmZ\n',
  good: 'services:\n  app:\n    image: app:1.0\n    environment:\n      PAYMENT_API_KEY: ${PAYMENT_API_KEY:?set it in .env}\n      DB_PASSWORD_FILE: /run/secrets/db\n',
  check({ services, text }, report) {
    const reported: Span[] = [];
    for (const service of services)
      for (const keys of [['environment'], ['build', 'args']])
        for (const variable of namedValues(service, ...keys)) {
          if (!isSecret(variable)) continue;
          const { name, value } = variable;
          reported.push(value.where);
          report(
            value.where,
            `${shown(name)} of ${shown(service.name)} stands in the file in plain text; write \${${nameFor(name)}:?} with the value in .env, or use secrets.`,
          );
        }
    // comments, commands and labels too: the whole file is shown to whoever can read the repository
    for (const { kind, start, end } of findSecrets(text, textKind('compose.yaml')))
      if (!reported.some((where) => where.start < end && start < where.end))
        report(
          { start, end },
          `There is ${article(kind)} in plain text here; withdraw it, and take a new one from .env or secrets.`,
        );
  },
});

/** A variable whose name says that its value is a secret, with a value that is one and no reference, placeholder or setting. */
function isSecret({ name, text }: NamedValue): boolean {
  if (text === null || !isCredentialName(name)) return false;
  const value = (withDefaults(text) ?? '').trim();
  return value !== '' && !isPlaceholder(value) && !isSetting(value);
}

/** Switches and numbers, as in ALLOW_EMPTY_PASSWORD=yes, and paths of files with the secret. */
function isSetting(value: string): boolean {
  return /^(?:yes|no|on|off|y|n|\d{1,3})$/i.test(value) || /^\.{0,2}\/[\w./-]+$/.test(value);
}

function nameFor(name: string): string {
  return /^[A-Za-z_]\w{0,60}$/.test(name) ? name : 'NAME';
}

function article(kind: string): string {
  return `${/^[AEIO]/i.test(kind) ? 'an' : 'a'} ${shown(kind)}`;
}
