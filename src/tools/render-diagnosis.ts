import { certainty } from './certainty.js';
import { isOrigin, isTold, worthTelling } from './describe-diagnosis.js';
import type { DiagnosedContainer, DiagnosisAnswer } from './diagnosis-schema.js';
import { howLong, howMany } from './spelled-time.js';

const mostCauses = 3;
const widest = 400;

/** The diagnosis for a terminal: what it is, how sure, the evidence by source, what mends it. @param now epoch milliseconds */
export function renderDiagnosis(answer: DiagnosisAnswer, now = Date.now()): string {
  if (answer.containers) return renderProject(answer, answer.containers, now);
  const one = answer as DiagnosedContainer;
  return [...renderContainer(one, now), '', verdictLine(answer.verdict, one)].join('\n');
}

function renderProject(
  { project, missing = [], remedies = [], verdict }: DiagnosisAnswer,
  containers: DiagnosedContainer[],
  now: number,
): string {
  const blocks: string[][] = [];
  if (missing.length > 0)
    blocks.push([
      `project ${line(project ?? '')}`,
      ...missing.map(
        ({ service, neededBy }) =>
          `  ${line(service)} has no container${neededBy.length ? `; ${neededBy.map(line).join(', ')} ${neededBy.length > 1 ? 'need' : 'needs'} it` : ''}`,
      ),
      ...remedies.flatMap(({ description, command }) => [
        `  Mend it: ${line(description)}`,
        ...(command ? [`    ${line(command)}`] : []),
      ]),
    ]);
  const told = containers.filter((container) => container.verdict !== 'healthy' || isOrigin(container, containers));
  for (const container of told) blocks.push(renderContainer(container, now));
  const well = containers.filter((container) => !told.includes(container));
  if (well.length > 0) blocks.push(well.map((container) => headline(container, now)));
  const counts = (['healthy', 'faulty', 'unknown'] as const)
    .map((word) => [containers.filter((container) => container.verdict === word).length, word] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`);
  if (missing.length > 0) counts.push(`${missing.length} without a container`);
  blocks.push([`${verdict.toUpperCase()}  project ${line(project ?? '')}: ${counts.join(', ')}`]);
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

/** A container's part: its headline first. */
export function renderContainer(diagnosed: DiagnosedContainer, now: number): string[] {
  const { causes, consequenceOf = [], next, verdict } = diagnosed;
  const lines = [headline(diagnosed, now)];
  if (consequenceOf.length > 0) lines.push(`  a consequence of ${consequenceOf.map(line).join(', ')}: mend that first`);
  const told = causes.filter(isTold);
  const shown = told.slice(0, mostCauses);
  const width = Math.max(0, ...shown.flatMap(({ evidence }) => evidence.map(({ source }) => source.length)));
  for (const cause of shown) {
    lines.push('', `  ${cause.id}   ${certainty(cause.confidence)}: ${line(cause.title)}`);
    lines.push(...cause.evidence.map(({ source, text }) => `    ${source.padEnd(width)}   ${line(text)}`));
    // what mends the first cause mends this one too
    if (consequenceOf.length > 0) continue;
    cause.remedies.forEach(({ description, command }, index) => {
      lines.push(`  ${index === 0 ? 'Mend it: ' : 'or:      '}${line(description)}`);
      if (command) lines.push(...command.split('\n').map((part) => `    ${line(part)}`));
    });
  }
  const left = told.length - shown.length;
  if (left > 0)
    lines.push(
      '',
      `  ${left} less likely: ${told
        .slice(mostCauses)
        .map(({ id }) => id)
        .join(', ')} (--json tells all)`,
    );
  if (verdict === 'unknown') {
    lines.push('', '  What is wrong, if anything, cannot be told from this. Look next at');
    for (const { description, command } of next)
      lines.push(`    ${line(description)}${command ? `: ${line(command)}` : ''}`);
  }
  const unmeasured = worthTelling(diagnosed);
  if (unmeasured.length > 0 && verdict !== 'healthy')
    lines.push('', ...unmeasured.map(({ source, reason }) => `  not measured: ${source}, ${line(reason)}`));
  return lines;
}

/** `web  exited 137 eleven seconds ago, restarted 4 times in 2 minutes` */
function headline({ container, service }: DiagnosedContainer, now: number): string {
  const { name, status, exitCode, restartCount, health, startedAt, finishedAt } = container;
  const up = status === 'running' || status === 'paused';
  const since = up ? startedAt : finishedAt;
  const parts = [
    status === 'exited' || status === 'restarting' ? `${status} ${exitCode ?? ''}`.trim() : status,
    ...(since ? [`${up ? 'for ' : ''}${howLong(now - Date.parse(since))}${up ? '' : ' ago'}`] : []),
  ];
  const more = [...(health ? [health] : []), ...(restartCount > 0 ? [`restarted ${howMany(restartCount)}`] : [])];
  const of = service && service !== name ? ` (service ${line(service)})` : '';
  return `${line(name)}${of}  ${[parts.join(' '), ...more].join(', ')}`;
}

function verdictLine(verdict: DiagnosisAnswer['verdict'], { container, logs, causes }: DiagnosedContainer): string {
  const read = `${logs.lines} log ${logs.lines === 1 ? 'line' : 'lines'} read${logs.truncated ? ', more were left out' : ''}`;
  if (verdict === 'healthy') {
    const ended = causes.some(({ id }) => id === 'completed-normally');
    return `HEALTHY  ${ended ? 'it did its work and ended' : 'nothing is wrong'}; ${read}`;
  }
  const name = word(container.name);
  return verdict === 'faulty'
    ? `FAULTY  ${read}; quoted words are the container’s own; next: mend it, then dockwright diagnose ${name}`
    : `UNKNOWN  ${read}; next: dockwright logs ${name} --tail 100`;
}

/** On one line, bounded. */
function line(text: string): string {
  const flat = text.replace(/[\r\n]+/g, ' ');
  return flat.length > widest ? `${flat.slice(0, widest - 1)}…` : flat;
}

function word(text: string): string {
  return /^[\w./~-]+$/.test(text) ? text : `'${text.replace(/[\r\n]+/g, ' ').replaceAll("'", "'\\''")}'`;
}
