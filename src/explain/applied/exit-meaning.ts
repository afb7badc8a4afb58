import { signalName, signalOfExitCode } from '../../diagnose/signals.js';

/** What an exit code says by itself. */
export function exitMeaning(exitCode: number): string {
  if (exitCode === 0) return 'process 1 ended and was content';
  if (exitCode === 125) return 'the engine could not run it';
  if (exitCode === 126) return 'the command is there and cannot be run';
  if (exitCode === 127) return 'the command, or the interpreter of the script, is not there';
  const signal = signalOfExitCode(exitCode);
  if (signal !== null) return `128 + ${signal}: ended by ${signalName(signal)}`;
  return 'the program’s own code for something that went wrong; its log tells what';
}
