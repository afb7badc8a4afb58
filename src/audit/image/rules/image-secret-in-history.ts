import { isPlaceholder } from '../../../secrets/placeholder.js';
import { isCredentialName } from '../../../secrets/secret-name.js';
import { assignments } from '../history.js';
import { defineImageRule } from '../image-rule.js';

export const imageSecretInHistory = defineImageRule({
  id: 'image-secret-in-history',
  severity: 'error',
  profile: 'default',
  aliases: { dockle: ['CIS-DI-0010'], cis: ['4.10'] },
  principle: 'no-secrets',
  title: 'Keep secrets out of variables and build arguments',
  why: 'Whoever has the image reads its history and its environment with docker history and docker inspect; a later instruction takes nothing back. Names decide here, less those that name what is public (GPG_KEY, *_FILE, *_URL) and values that plainly stand for one.',
  check({ steps, read }, report) {
    const reported = new Set<string>();
    const add = (kind: string, name: string, value: string, layer: number | null) => {
      const key = `${kind} ${name}`;
      if (reported.has(key) || value === '' || !isCredentialName(name) || isPlaceholder(value)) return;
      reported.add(key);
      report(
        `The ${kind} ${name.slice(0, 80)} is in the image for everyone to read; give it at run time, or to a build with RUN --mount=type=secret, and replace the secret.`,
        { layer },
      );
    };
    for (const entry of read.config.config?.Env ?? []) {
      const equals = entry.indexOf('=');
      if (equals > 0) add('variable', entry.slice(0, equals), entry.slice(equals + 1), null);
    }
    for (const step of steps) {
      for (const { name, value } of step.arguments) add('build argument', name, value, step.layer);
      if (step.keyword === 'ENV' || step.keyword === 'ARG')
        for (const { name, value } of assignments(step.text))
          add(step.keyword === 'ENV' ? 'variable' : 'build argument', name, value, step.layer);
      for (const command of step.commands)
        for (const { name, value } of command.assignments) add('shell variable', name, literal(value), step.layer);
    }
  },
});

/** A value that a shell works out is not in the history. */
function literal(value: string): string {
  return /[$`]/.test(value) ? '' : value.replace(/^["']|["']$/g, '');
}
