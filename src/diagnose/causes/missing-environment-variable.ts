import { nearestNames } from '../../near-names.js';
import { defineCause, type Evidence, type Remedy } from '../cause.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { type Told, toldBy } from '../logs/trust.js';
import { quoteLog } from '../quote-log.js';
import { changeSetting } from '../remedies/compose-place.js';

/** It looked for a variable of its environment that is not set, or is empty. */
export const missingEnvironmentVariable = defineCause({
  id: 'missing-environment-variable',
  title: 'A variable of the environment that it needs is not set',
  principle: 'environment-configuration',
  weigh(evidence) {
    const missing = toldBy(evidence, 'missing-variable').map((told) => ({
      told,
      confidence: withFacts(evidence, told),
    }));
    missing.sort((a, b) => b.confidence - a.confidence);
    const [first] = missing;
    if (!first) return null;
    // a program that checks all of them at once names all of them
    const likely = missing.filter(({ confidence }) => confidence >= Math.max(0.5, first.confidence - 0.25));
    const all = likely.length > 0 ? likely : [first];
    const names = [...new Set(all.map(({ told }) => variableName(told)).filter((name) => name !== ''))];
    return {
      confidence: first.confidence,
      evidence: [...quotes(all.map(({ told }) => told)), ...settingsSay(evidence, names)],
      remedies: remediesFor(evidence, names),
    };
  },
});

/** Each line once: the same words are said of each field that is missing. */
function quotes(all: readonly Told[]): Evidence[] {
  return all
    .filter(({ finding }, index) => all.findIndex((other) => other.finding.text === finding.text) === index)
    .slice(0, 5)
    .map(quoteLog);
}

/** The engine knows what is set: who asks for a variable that is there means something else. */
function withFacts(evidence: ContainerEvidence, told: Told): number {
  const value = evidence.settings.environment.get(variableName(told));
  // nothing bears out a name that is not told
  if (value === undefined)
    return told.finding.subject === '' ? told.confidence : Math.min(0.97, told.confidence * 1.03);
  return value === '' ? told.confidence * 0.95 : Math.min(0.15, told.confidence);
}

/** Spring's properties are given by variables in capitals. */
function variableName({ finding }: Told): string {
  if (finding.teller !== 'Java' && finding.teller !== '.NET') return finding.subject;
  return /[a-z]/.test(finding.subject)
    ? finding.subject.replace(/[.:]/g, '_').replaceAll('-', '').toUpperCase()
    : finding.subject;
}

function settingsSay({ settings }: ContainerEvidence, names: readonly string[]): Evidence[] {
  return names.slice(0, 5).map((name) => {
    const value = settings.environment.get(name);
    if (value === '') return { source: 'engine', text: `${name} is set, and empty` };
    const near = nearestNames(
      name,
      [...settings.environment.keys()].filter((key) => key !== 'PATH'),
    )[0];
    return {
      source: 'engine',
      text: `${name} is not among its ${settings.environment.size} variables${near ? `; ${near} is` : ''}`,
    };
  });
}

function remediesFor(evidence: ContainerEvidence, names: readonly string[]): Remedy[] {
  if (names.length === 0)
    return [{ description: 'See which variables its code reads, and give the missing one with -e NAME=value' }];
  const list = names.join(', ');
  return [
    changeSetting(
      evidence,
      `Give it ${list}: set the value in your own shell or in a file first, -e NAME takes it from there`,
      `environment: {${names.map((name) => `${name}: "\${${name}:?}"`).join(', ')}}`,
      { options: names.flatMap((name) => ['-e', name]) },
    ),
    {
      description: `Or keep it in a file that is not in the image: --env-file .env (compose.yaml: env_file: .env) with a line ${names[0]}=...`,
    },
  ];
}
