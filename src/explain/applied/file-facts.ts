import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Activity } from '../../activity.js';
import { allRules } from '../../audit/all-rules.js';
import { audit } from '../../audit/audit.js';
import type { AuditedFile } from '../../audit/audit-files.js';
import { parseDockerfile } from '../../audit/dockerfile/model/parse-dockerfile.js';
import { readAuditSettings } from '../../audit/settings/read-settings.js';
import { resolveTarget } from '../../audit/targets.js';
import { plainText } from '../../diagnose/evidence/plain-text.js';
import { Fault } from '../../fault.js';
import { maskSource } from '../../secrets/mask-source.js';
import type { Topic } from '../topic.js';
import { type Applied, type Fact, lookUp } from './applied.js';
import { contextFacts } from './context-facts.js';

const copying = ['COPY', 'ADD'];
const steps = ['FROM', ...copying, 'RUN'];

/** Instructions that a topic is about. */
const instructionsOf: Readonly<Record<string, readonly string[]>> = {
  layers: steps,
  'clean-layers': [...copying, 'RUN'],
  'build-cache': [...steps, 'ARG'],
  'layer-order': steps,
  'build-context': copying,
  'small-context': copying,
  'cache-mounts': ['RUN'],
  'secret-mounts': ['RUN'],
  'bind-mounts-in-builds': ['RUN'],
  uv: [...copying, 'RUN', 'ENV'],
  'multi-stage-builds': ['FROM', ...copying],
  'multi-stage': ['FROM', ...copying],
  'base-images': ['FROM'],
  'pinned-base': ['FROM'],
  'trusted-base': ['FROM'],
  'musl-and-alpine': ['FROM'],
  'tags-and-digests': ['FROM'],
  'multi-architecture': ['FROM', 'ARG'],
  'entrypoint-and-command': ['ENTRYPOINT', 'CMD'],
  'exec-and-shell-form': ['ENTRYPOINT', 'CMD', 'SHELL'],
  'exec-form': ['ENTRYPOINT', 'CMD'],
  'pid-1-and-signals': ['ENTRYPOINT', 'CMD', 'STOPSIGNAL'],
  'graceful-shutdown': ['ENTRYPOINT', 'CMD', 'STOPSIGNAL'],
  'environment-and-build-arguments': ['ENV', 'ARG'],
  'environment-configuration': ['ENV', 'ARG'],
  secrets: ['ENV', 'ARG', ...copying],
  'no-secrets': ['ENV', 'ARG', ...copying],
  'users-and-capabilities': ['USER'],
  'non-root': ['USER'],
  'health-checks': ['HEALTHCHECK'],
  'health-check': ['HEALTHCHECK'],
  'readiness-and-liveness': ['HEALTHCHECK'],
  ports: ['EXPOSE'],
  'volumes-and-bind-mounts': ['VOLUME'],
  'persistent-data': ['VOLUME'],
  labels: ['LABEL'],
  'optimize-an-image': steps,
  'harden-for-production': ['USER', 'HEALTHCHECK', 'ENV', 'ARG', 'CMD', 'ENTRYPOINT'],
};
const mostFacts = 80;
const longest = 200;

/** What a topic means for Dockerfiles and Compose files: the instructions that it is about, and what the audit finds there by its principles. */
export async function applyToPath(topic: Topic, name: string, path: string, activity: Activity): Promise<Applied> {
  const target = await resolveTarget(name, path);
  if (target.kind === 'archive' || target.kind === 'image')
    throw new Fault(
      'invalid-input',
      `${plainText(name, longest)} is an image, not a Dockerfile.`,
      'Name a Dockerfile or a folder that has one; for an image that the engine has, give image.',
    );
  const folder = (await stat(path)).isDirectory() ? path : dirname(path);
  const settings = await readAuditSettings(folder, {}, allRules());
  const { files } = await audit(target, { settings }, activity);
  const aboutContext = topic.id === 'build-context' || topic.id === 'small-context';
  const facts = [
    ...(aboutContext ? await contextFacts(folder, activity.signal) : []),
    ...files.flatMap((file) => factsOf(topic, file)),
  ];
  const left = facts.length - mostFacts;
  return {
    kind: 'path',
    name: plainText(name, 512),
    facts: [
      ...facts.slice(0, mostFacts),
      ...(left > 0 ? [{ name: 'more', value: `${left} further lines; name one file to see fewer` }] : []),
      ...(facts.length === 0 ? [{ name: 'nothing', value: `no line of ${files.length} files is about it` }] : []),
    ],
  };
}

function factsOf(topic: Topic, file: AuditedFile): Fact[] {
  const place = (line: number) => `${plainText(file.name, longest)}:${line}`;
  const found = file.findings
    .filter((finding) => isAbout(topic, finding))
    .map(({ rule, severity, message, line = 1 }) => ({
      line,
      fact: { name: place(line), value: `${severity} ${rule}: ${plainText(message, 500)}` },
    }));
  const shown = instructions(topic, file).map(({ line, text }) => ({ line, fact: { name: place(line), value: text } }));
  // an instruction stands before what is said of it
  return [...shown, ...found].sort((a, b) => a.line - b.line).map(({ fact }) => fact);
}

function isAbout({ id, principles, pages }: Topic, { rule, principle }: { rule: string; principle: string }): boolean {
  const isRuleAlone = pages.every(({ kind }) => kind === 'rule');
  return rule === id || (!isRuleAlone && principles.includes(principle));
}

function instructions(topic: Topic, { kind, text }: AuditedFile): { line: number; text: string }[] {
  if (kind !== 'dockerfile' || topic.pages.every((page) => page.kind === 'rule')) return [];
  const wanted = topic.id === 'dockerfile-instructions' ? null : (lookUp(instructionsOf, topic) ?? []);
  return parseDockerfile(text)
    .instructions.filter(({ keyword }) => wanted === null || wanted.includes(keyword))
    .map(({ line, start, end }) => ({ line, text: plainText(maskSource(firstLine(text.slice(start, end))), longest) }));
}

function firstLine(text: string): string {
  const [first = '', ...rest] = text.slice(0, 4000).split(/\r?\n/);
  return rest.length > 0 ? `${first.replace(/[\s\\`]+$/, '')} ...` : first;
}
