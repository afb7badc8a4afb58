import type { Instruction } from '../../model/instruction.js';

type Check = (instruction: Instruction) => string | null;

const checks: Record<string, Check> = {
  ADD: copied,
  COPY: copied,
  FROM: from,
  USER: single('a user'),
  WORKDIR: single('a path'),
  STOPSIGNAL: stopSignal,
  SHELL: ({ json }) => (json?.length ? null : 'it takes a JSON array, such as ["/bin/bash", "-c"]'),
  ENV: pairs,
  LABEL: pairs,
  HEALTHCHECK: healthcheck,
  ARG: atLeastOne,
  CMD: atLeastOne,
  ENTRYPOINT: atLeastOne,
  EXPOSE: atLeastOne,
  MAINTAINER: atLeastOne,
  ONBUILD: atLeastOne,
  RUN: atLeastOne,
  VOLUME: atLeastOne,
};

/** What is wrong with the number or the form of an instruction's arguments; null where nothing is, or it is none that Docker knows. */
export function argumentProblem(instruction: Instruction): string | null {
  return Object.hasOwn(checks, instruction.keyword) ? (checks[instruction.keyword] as Check)(instruction) : null;
}

function atLeastOne({ words }: Instruction): string | null {
  return words.length === 0 ? 'it needs an argument' : null;
}

function single(what: string): Check {
  return ({ words }) => {
    if (words.length === 0) return `it needs ${what}`;
    return words.length > 1 ? `it takes ${what} alone; quote it where it has blanks` : null;
  };
}

/** Docker splits these at blanks, quotes or not. */
function copied({ logical, json }: Instruction): string | null {
  const count = json?.length ?? logical.split(/\s+/).filter(Boolean).length;
  return count < 2 ? 'it needs a source and a destination' : null;
}

function from({ words }: Instruction): string | null {
  if (words.length === 0) return 'it needs an image';
  if (words.length === 1) return null;
  const isNamed = words.length === 3 && words[1]?.value.toUpperCase() === 'AS';
  return isNamed ? null : 'it takes an image and, after AS, a name';
}

function pairs({ keyword, pairs: all }: Instruction): string | null {
  const [first] = all;
  if (!first) return 'it needs a name and a value';
  if (first.legacy) return first.value === null ? `${first.rawName} has no value; give it one after "="` : null;
  const bare = all.find(({ value }) => value === null);
  if (bare) return `${bare.rawName} has no "="; quote a value with blanks: ${keyword} name="a value"`;
  return all.some(({ name }) => name === '') ? 'a name is missing before "="' : null;
}

const durations = new Set(['interval', 'timeout', 'start-period', 'start-interval']);

function healthcheck({ words, flags, json }: Instruction): string | null {
  const [type, ...rest] = words;
  const kind = type?.value.toUpperCase();
  if (!type) return 'it needs CMD and a command, or NONE';
  if (kind !== 'CMD' && kind !== 'NONE') return 'it takes CMD and a command, or NONE';
  if (kind === 'NONE') return rest.length > 0 || flags.length > 0 ? 'NONE stands alone' : null;
  if (rest.length === 0 || json?.length === 0) return 'CMD needs a command';
  for (const { name, value } of flags) {
    if (!durations.has(name) && name !== 'retries') return `it knows no option --${name}`;
    if (!value) return `--${name} needs a value: --${name}=${name === 'retries' ? '3' : '30s'}`;
    if (value.includes('$')) continue;
    if (name === 'retries' && !/^[+-]?\d+$/.test(value)) return `--retries takes a number, not ${value}`;
    if (durations.has(name) && !duration.test(value))
      return `--${name} takes a time with its unit, as 30s; not ${value}`;
  }
  return null;
}

/** What Go reads as a duration, as Docker does. */
const duration = /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

/** Names that Linux has; RTMIN+1 and the like are numbers above 34. */
const signals = new Set(
  (
    'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP ' +
    'TTIN TTOU UNUSED URG USR1 USR2 VTALRM WINCH XCPU XFSZ'
  ).split(' '),
);

function stopSignal(instruction: Instruction): string | null {
  const count = single('a signal')(instruction);
  const value = instruction.words[0]?.value ?? '';
  if (count || value.includes('$')) return count;
  const isSignal =
    /^(?:SIG)?RTM(?:IN(?:\+\d{1,2})?|AX(?:-\d{1,2})?)$/i.test(value) ||
    signals.has(value.toUpperCase().replace(/^SIG/, '')) ||
    (/^\d{1,3}$/.test(value) && Number(value) > 0);
  return isSignal ? null : `there is no signal ${value}; write a name such as SIGTERM, or its number`;
}
