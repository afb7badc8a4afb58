import { defineCause, type Evidence, type Remedy, type Weighed } from '../cause.js';
import { endingOf } from '../ending.js';
import type { ContainerEvidence, LogLine } from '../evidence/container-evidence.js';
import { lastLife } from '../logs/last-life.js';
import { findStackTrace } from '../logs/stack-frames/find-stack-trace.js';
import { place, type StackTrace } from '../logs/stack-frames/stack-trace.js';
import { quote } from '../quote-log.js';
import { type Standing, standingOf } from '../standing.js';

/** What a server says of a request that it could not answer; a stack trace that it logs and goes on from is not that. */
const unanswered =
  /Exception in ASGI application|Exception on \/|Unhandled (?:exception|error|rejection)|Error handling request|" 500(?: |$)|Internal Server Error|An unhandled exception has occurred|http: panic serving|Servlet\.service\(\) for servlet/;
const errorWords =
  /\b(?:error|fatal|exception|critical|panic|failed|failure|cannot|can't|could not|unable to|invalid|abort(?:ed|ing)?|refus(?:ed|ing)|missing|required|not (?:set|found|allowed|valid|supported))\b/i;
const mostAfterTrace = 12;

export const applicationError = defineCause({
  id: 'application-error',
  title: 'The application itself failed',
  principle: 'measured',
  explains: ['health-check-failing'],
  weigh(evidence) {
    const standing = standingOf(evidence);
    const lines = lastLife(evidence);
    const trace = findStackTrace(lines);
    if (standing === 'crashed') return weighCrash(evidence, lines, trace);
    if (trace && (standing === 'up' || standing === 'unhealthy' || standing === 'healthy' || standing === 'deaf'))
      return weighRunning(evidence, lines, trace, standing);
    return null;
  },
});

function weighCrash(evidence: ContainerEvidence, lines: readonly LogLine[], trace: StackTrace | null): Weighed | null {
  const ending = endingOf(evidence);
  if (!ending || ending.exitCode === 0) return null;
  const exit: Evidence = { source: 'engine', text: `it ended with exit code ${ending.exitCode}` };
  // a signal ends it without a word; what the log holds was then said before
  const bySignal = ending.signal !== null && [4, 7, 8, 9, 11, 31].includes(ending.signal);
  if (trace && trace.end >= lines.length - 1 - mostAfterTrace - linesBelow(trace)) {
    const confidence = (trace.frame ? 0.92 : 0.85) * (bySignal ? 0.5 : 1);
    return { confidence, evidence: [exit, ...traceEvidence(trace)], remedies: traceRemedies(evidence, trace) };
  }
  const last = lastError(lines);
  if (!last || bySignal) return null;
  return {
    confidence: 0.6,
    evidence: [exit, { source: 'logs', text: `last words: ${quote(last.text)}` }],
    remedies: [{ description: 'Read what led to it', command: `docker logs --tail 50 ${evidence.name}` }],
  };
}

function weighRunning(
  evidence: ContainerEvidence,
  lines: readonly LogLine[],
  trace: StackTrace,
  standing: Standing,
): Weighed {
  const around = lines.slice(Math.max(0, trace.end - 200), trace.end + 20);
  const failed = around.some(({ text }) => unanswered.test(text)) && lines.length - trace.end < 200;
  const confidence = standing === 'unhealthy' || standing === 'deaf' ? 0.6 : failed ? 0.55 : 0.12;
  return { confidence, evidence: traceEvidence(trace), remedies: traceRemedies(evidence, trace) };
}

/** Goroutines and notes below a trace belong to it. */
function linesBelow({ language }: StackTrace): number {
  return language === 'go' ? 200 : language === 'rust' ? 60 : 0;
}

function traceEvidence({ exception, message, frame, language }: StackTrace): Evidence[] {
  const said = [exception, message].filter(Boolean).join(': ');
  return [
    { source: 'logs', text: `${said === '' ? `a stack trace of ${language}` : quote(said)}` },
    ...(frame
      ? [{ source: 'logs', text: `the application's own last frame: ${quote(place(frame)).slice(1, -1)}` }]
      : []),
  ];
}

function traceRemedies({ name }: ContainerEvidence, { frame, exception }: StackTrace): Remedy[] {
  return [
    {
      description: frame?.line
        ? `Look at ${place(frame)}: that is where ${exception ?? 'the error'} came from`
        : 'Follow the stack trace to the application’s own code',
      command: `docker logs --tail 100 ${name}`,
    },
  ];
}

/** The last line that complains, if it is among the very last. */
function lastError(lines: readonly LogLine[]): LogLine | null {
  const tail = lines.filter(({ text }) => text.trim() !== '').slice(-5);
  return tail.findLast(({ text }) => errorWords.test(text.slice(0, 2_000))) ?? null;
}
