import { findSecrets } from '../../../../secrets/find-secrets.js';
import { byFormOnly } from '../../../../secrets/text-kind.js';
import type { Span } from '../../../finding.js';
import { hasSequence } from '../../model/command.js';
import type { Instruction } from '../../model/instruction.js';
import type { ShellCommand } from '../../model/shell.js';
import { defineRule } from '../../rule.js';
import { secretUses, secretWords } from './secret-words.js';

export const secretInRun = defineRule({
  id: 'secret-in-run',
  severity: 'error',
  profile: 'default',
  aliases: { trivy: ['DS-0031'], cis: ['4.10'], dockle: ['CIS-DI-0010'] },
  principle: 'no-secrets',
  title: 'Write no secret into a command',
  why: 'The text of each instruction is in the history of the image, and what a command writes is in its layer: a token in a header, a password in a URL, an .npmrc that keeps the token it was filled with. `RUN --mount=type=secret` lends it to the command. Programs that store a login (aws configure, gcloud auth, az login, doctl auth) count as in Trivy, which allows them with a secret mount.',
  bad: 'FROM node:24-slim\nRUN curl -H "Authorization: Bearer q8Zr2mWn5tYb7xKd" https://packages.example.org/a.tgz -o a.tgz\n',
  good: 'FROM node:24-slim\nRUN --mount=type=secret,id=token,env=TOKEN curl -H "Authorization: Bearer $TOKEN" https://packages.example.org/a.tgz -o a.tgz\n',
  check({ instructions }, report) {
    for (const instruction of instructions) {
      const told: Span[] = [];
      const removed = removedFiles(instruction);
      const tell = (where: Span, message: string) => {
        if (told.length >= mostInOne || told.some(({ start, end }) => start < where.end && where.start < end)) return;
        told.push(where);
        report(where, message);
      };
      for (const command of instruction.script?.commands ?? []) {
        for (const { where, what } of secretWords(command))
          tell(where, `This writes ${what} into the history of the image; lend it with RUN --mount=type=secret.`);
        if (instruction.keyword !== 'RUN') continue;
        const kept = keptLogin(command, instruction, removed);
        if (kept) tell(command, kept);
      }
      for (const { kind, where } of knownSecrets(instruction))
        tell(
          where,
          `A ${kind} is written here, for everyone who can pull the image; revoke it, and lend the next with RUN --mount=type=secret.`,
        );
    }
  },
});

/** Who writes more of them into one instruction has been told. */
const mostInOne = 50;

/** ENV and ARG have rules of their own, and FROM names no secret. */
const read = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'COPY', 'ADD', 'LABEL']);

function knownSecrets({ keyword, raw, argumentsStart }: Instruction): { kind: string; where: Span }[] {
  if (!read.has(keyword)) return [];
  return findSecrets(raw, byFormOnly).map(({ kind, start, end }) => ({
    kind,
    where: { start: argumentsStart + start, end: argumentsStart + end },
  }));
}

/** A login that stays in the layer: stored by a program, or written to its settings from a variable and not removed. */
function keptLogin(command: ShellCommand, run: Instruction, removed: ReadonlySet<string>): string | null {
  const hasMount = run.flags.some(({ name, options }) => name === 'mount' && options.get('type') === 'secret');
  if (!hasMount && storesLogin(command))
    return `${command.name} stores its login in this layer; use it in one RUN with --mount=type=secret and leave nothing behind.`;
  const file = command.outputs.find((output) => credentialFile.test(output));
  const [name] = file === undefined ? [] : command.words.flatMap(secretUses);
  if (file === undefined || name === undefined || removed.has(baseName(file))) return null;
  return `${baseName(file)} keeps the value of ${name} in this layer; mount the file as a secret, or remove it in this RUN.`;
}

const credentialFile =
  /(?:^|\/)(?:\.npmrc|\.yarnrc(?:\.yml)?|\.netrc|\.pypirc|\.git-credentials|\.pgpass|\.env|pip\.conf|credentials(?:\.toml)?|auth\.json|settings\.xml|NuGet\.Config|id_(?:rsa|ed25519|ecdsa))$/i;

function storesLogin(command: ShellCommand): boolean {
  const has = (...options: string[]) =>
    command.words.some(({ value }) => options.some((option) => value === option || value.startsWith(`${option}=`)));
  if (command.name === 'aws')
    return ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'].some((name) =>
      hasSequence(command, 'configure', 'set', name),
    );
  if (command.name === 'gcloud') return hasSequence(command, 'auth', 'activate-service-account');
  if (command.name === 'az') return hasSequence(command, 'login') && has('-p', '--password', '--federated-token');
  return command.name === 'doctl' && hasSequence(command, 'auth', 'init') && has('-t', '--access-token');
}

/** Names of files that a RUN removes. */
function removedFiles({ keyword, script }: Instruction): Set<string> {
  if (keyword !== 'RUN') return new Set();
  return new Set(
    (script?.commands ?? [])
      .filter(({ name }) => name === 'rm' || name === 'shred' || name === 'unlink')
      .flatMap(({ words }) => words.map(({ value }) => baseName(value))),
  );
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
