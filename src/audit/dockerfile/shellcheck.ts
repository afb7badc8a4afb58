import * as z from 'zod';
import type { Surroundings } from '../../engine/docker-config.js';
import { findProgram } from '../../engine/find-program.js';
import type { Finding, Severity } from '../finding.js';
import { feedProgram } from './feed-program.js';
import { ignoredBy } from './ignore-comments.js';
import type { Dockerfile } from './model/parse-dockerfile.js';
import type { RuleSettings } from './rule-settings.js';
import { type CheckableScript, checkableScripts } from './shell-scripts.js';

export interface ShellCheckResult {
  findings: Finding[];
  /** Why some scripts were not looked at; null where all were. */
  problem: string | null;
}

/** The path of ShellCheck, null where it is not installed. */
export function findShellCheck(surroundings: Surroundings): Promise<string | null> {
  return findProgram('shellcheck', surroundings);
}

/** SC2187: it warns that it reads ash as dash. SC1090, SC1091: mended by a comment that a Dockerfile cannot hold. */
const excluded = 'SC2187,SC1090,SC1091';
/** What dash lacks and BusyBox's ash has as Alpine builds it: `$'x'`, `[[`, `==`, `&>`, RANDOM, flags of echo and read, pipefail, local, source, `${x:1}`, `${x/a/b}`. */
const knownToBusybox =
  'SC3003,SC3010,SC3014,SC3020,SC3028,SC3036,SC3037,SC3040,SC3043,SC3045,SC3046,SC3051,SC3057,SC3060';
const atOnce = 2;
const patienceMs = 20_000;

/**
 * What ShellCheck says of the scripts of RUN, at their places in the Dockerfile. Variables of ARG and ENV count as set. Each
 * script is read on its own, since one does not see the other's variables; two run at a time.
 * @param program from `findShellCheck`
 */
export async function runShellCheck(
  dockerfile: Dockerfile,
  program: string,
  settings: Pick<RuleSettings, 'disableIgnoreComments' | 'severities'>,
  signal?: AbortSignal,
): Promise<ShellCheckResult> {
  const waiting = checkableScripts(dockerfile);
  const placed: { start: number; finding: Finding }[] = [];
  const readsBusybox = waiting.some(({ busybox }) => busybox) && (await knowsBusybox(program, signal));
  let problem: string | null = null;
  const work = async () => {
    for (let script = waiting.shift(); script && problem === null; script = waiting.shift()) {
      const answer = await ask(program, dialectOptions(script, readsBusybox), script, signal);
      if (typeof answer === 'string') problem = answer;
      else for (const comment of answer) placed.push(...place(comment, script, dockerfile, settings.severities));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const ignored = settings.disableIgnoreComments ? () => false : ignoredBy(dockerfile);
  const findings = placed
    .filter(({ finding }) => !ignored(finding))
    .sort((a, b) => a.start - b.start || (a.finding.rule < b.finding.rule ? -1 : 1))
    .map(({ finding }) => finding);
  return { findings, problem };
}

const report = z.object({
  comments: z.array(
    z.object({
      line: z.number(),
      column: z.number(),
      endLine: z.number(),
      endColumn: z.number(),
      level: z.enum(['error', 'warning', 'info', 'style']),
      code: z.number(),
      message: z.string(),
    }),
  ),
});

type Comment = z.infer<typeof report>['comments'][number];

function dialectOptions({ dialect, busybox }: CheckableScript, readsBusybox: boolean): string[] {
  if (!busybox) return [`--shell=${dialect}`, `--exclude=${excluded}`];
  return readsBusybox
    ? ['--shell=busybox', `--exclude=${excluded}`]
    : [`--shell=${dialect}`, `--exclude=${excluded},${knownToBusybox}`];
}

/** ShellCheck 0.10 was the first. */
async function knowsBusybox(program: string, signal?: AbortSignal): Promise<boolean> {
  const { stdout } = await feedProgram(program, ['--version'], '', patienceMs, signal);
  const [, major = '0', minor = '0'] = /^version:\s*(\d+)\.(\d+)/m.exec(stdout) ?? [];
  return Number(major) > 0 || Number(minor) >= 10;
}

/** @returns its comments, or why there are none */
async function ask(
  program: string,
  dialect: readonly string[],
  script: CheckableScript,
  signal?: AbortSignal,
): Promise<Comment[] | string> {
  // the user's own .shellcheckrc would make findings depend on the folder that this runs in
  const options = ['--norc', '--format=json1', ...dialect, '-'];
  const { stdout, problem } = await feedProgram(program, options, script.input, patienceMs, signal);
  if (problem) return `ShellCheck ${problem}`;
  try {
    return report.parse(JSON.parse(stdout)).comments;
  } catch {
    return 'ShellCheck gave an answer that cannot be read';
  }
}

function place(
  comment: Comment,
  script: CheckableScript,
  { lines }: Dockerfile,
  severities: Readonly<Record<string, Severity>>,
): { start: number; finding: Finding }[] {
  const start = script.offset(comment.line, comment.column);
  const end = script.offset(comment.endLine, comment.endColumn);
  // on the line that stands before the script
  if (start === null || end === null) return [];
  const from = lines.position(start);
  const to = lines.position(Math.max(start, end - 1));
  const code = `SC${comment.code}`;
  const rule = `shellcheck-${code.toLowerCase()}`;
  const finding: Finding = {
    rule,
    aliases: [code],
    severity: severities[rule] ?? comment.level,
    title: `ShellCheck ${code}`,
    message: comment.message.replace(/\s*\n\s*/g, ' '),
    principle: 'plain-instructions',
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column + 1,
  };
  return [{ start, finding }];
}
