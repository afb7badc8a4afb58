import { worded } from '../../knowledge/questions.js';
import type { Ranked } from './rank-candidates.js';
import { startOf } from './start.js';
import type { Start, StartContext } from './start-context.js';
import { workspaceFolders } from './workspace.js';

/** A score this far behind the best is no contest. */
const closeRace = 10;

/** Asks which entry point is meant where others are about as likely as the one that was taken. */
export function askEntryPoint(ranked: Ranked[], start: Start, context: StartContext): void {
  const [best, ...others] = ranked;
  if (!best || !start.entrypoint) return;
  const quiet = { ...context, findings: { evidence: [], questions: [], warnings: [] } };
  // Two images of one repository are two services, however the rest compares.
  const sameWeight = (rival: Ranked) =>
    rival.declared !== null && rival.declared.weight >= Math.max(2, best.declared?.weight ?? 0);
  const rivals = others
    .filter(
      (rival) => rival.candidate.program !== 'celery' && (rival.score >= best.score - closeRace || sameWeight(rival)),
    )
    .slice(0, 5);
  if (askForMember(best, rivals, context)) return;
  const options = [
    ...new Set([
      start.entrypoint.target,
      ...rivals.map((rival) => startOf(rival, quiet).entrypoint?.target).filter((target) => target !== undefined),
    ]),
  ];
  if (options.length < 2) return;
  context.findings.questions.push({
    id: 'entrypoint',
    ...worded('entrypoint', {
      as: 'choice',
      because: 'choice',
      values: {
        count: options.length,
        rivals: rivals.map(({ candidate }) => `${candidate.file}:${candidate.line}`).join(', '),
        best: `${best.candidate.file}:${best.candidate.line}`,
      },
    }),
    default: start.entrypoint.target,
    options,
  });
}

/** Services of one workspace are told apart by their folders, since their entry points may have the same name. */
function askForMember(best: Ranked, rivals: readonly Ranked[], { repository, findings }: StartContext): boolean {
  const members = workspaceFolders(repository);
  const folderOfMember = ({ candidate }: Ranked) =>
    members.filter((member) => candidate.file.startsWith(`${member}/`)).sort((a, b) => b.length - a.length)[0];
  const own = folderOfMember(best);
  const options = [...new Set([own, ...rivals.map(folderOfMember)])].filter((folder) => folder !== undefined);
  if (own === undefined || options.length < 2) return false;
  findings.questions.push({
    id: 'app',
    ...worded('app', { because: 'members', values: { count: options.length } }),
    default: own,
    options,
  });
  return true;
}
