/** Of Linux on x86 and ARM; engines write `SIGTERM`, `TERM` or `15`. */
const names: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  10: 'SIGUSR1',
  11: 'SIGSEGV',
  12: 'SIGUSR2',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  31: 'SIGSYS',
};

export function signalName(number: number): string {
  return names[number] ?? `signal ${number}`;
}

/** @returns null for what names no signal */
export function signalNumber(text: string): number | null {
  const word = text.trim().toUpperCase();
  if (/^\d{1,2}$/.test(word)) return Number(word);
  const full = word.startsWith('SIG') ? word : `SIG${word}`;
  const found = Object.entries(names).find(([, name]) => name === full);
  return found ? Number(found[0]) : null;
}

/** 128 and the signal's number, by which a shell and an engine tell that a signal ended process 1. */
export function signalOfExitCode(exitCode: number | null): number | null {
  return exitCode !== null && exitCode > 128 && exitCode <= 128 + 64 ? exitCode - 128 : null;
}
