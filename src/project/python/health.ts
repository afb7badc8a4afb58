import { worded } from '../../knowledge/questions.js';
import type { DeclaredStart } from '../declared-start.js';
import type { Dependencies, Evidence, Question, Route } from '../project.js';
import { isInstalled } from './serve-command.js';

/** Names of endpoints that answer for liveness, the clearest first; the last part of a path, or its last two. */
const liveness = [
  /(?:^|\/)_*(?:health\/live(?:ness)?|livez|live|liveness|alive)$/,
  /(?:^|\/)_*healthz$/,
  /(?:^|\/)_*(?:health|health[-_]?check|healthchecker|check[-_]?health)$/,
  /(?:^|\/)_*(?:ping|up|heartbeat|heart-beat|uptime)$/,
  /(?:^|\/)_*(?:status|alive-check|ok|system\/status)$/,
  /(?:^|\/)(?:_*health\/\w+|[\w-]+[-_]health(?:z|[-_]?check)?)$/,
];
const readiness = /(?:ready|readyz|readiness|startup|db|database|deep|details?)$/;

/** Paths that a framework serves by itself. */
const builtIn: Record<string, { path: string; package: string; reason: string }> = {
  streamlit: { path: '/_stcore/health', package: 'streamlit', reason: 'Streamlit serves it' },
  langgraph: { path: '/ok', package: 'langgraph', reason: 'the LangGraph server serves it' },
  cog: { path: '/health-check', package: 'cog', reason: 'Cog serves it' },
  'google-adk': { path: '/list-apps', package: 'google-adk', reason: 'the ADK server serves it' },
};

/** The health path with its evidence, or null and what to ask. */
export function findHealth(
  routes: readonly Route[],
  declared: readonly DeclaredStart[],
  framework: string | null,
  dependencies: Dependencies,
): { path: string | null; evidence: Evidence[]; questions: Question[] } {
  const gets = routes.filter(({ method, path }) => method === 'GET' && /^\/[\w./~-]*$/.test(path));
  const known = framework && Object.hasOwn(builtIn, framework) ? builtIn[framework] : undefined;
  const best = bestRoute(gets);
  const stated = declared.find(({ healthPath, weight }) => healthPath !== null && weight >= 2);
  const statedRoute = gets.find(({ path }) => path === stated?.healthPath);
  if (stated?.healthPath && (!best || (statedRoute && bestRoute([statedRoute]) !== null)))
    return {
      path: stated.healthPath,
      evidence: [{ fact: 'health', value: stated.healthPath, file: stated.file, line: stated.line }],
      questions: [],
    };
  if (best)
    return {
      path: best.path,
      evidence: [{ fact: 'health', value: `GET ${best.path}`, file: best.file, line: best.line }],
      questions: [],
    };
  const file = dependencies.manifests[0] ?? '.';
  if (known)
    return {
      path: known.path,
      evidence: [{ fact: 'health', value: `${known.path}: ${known.reason}`, file }],
      questions: [],
    };
  if (framework === 'starlette' && isInstalled(dependencies, 'a2a-sdk'))
    return {
      path: '/.well-known/agent-card.json',
      evidence: [{ fact: 'health', value: '/.well-known/agent-card.json: every A2A server serves its card', file }],
      questions: [],
    };
  return { path: null, evidence: [], questions: [question(gets)] };
}

function bestRoute(gets: readonly Route[]): Route | null {
  const rated = gets.flatMap((route) => {
    const bare = route.path.toLowerCase().replace(/\/+$/, '');
    if (readiness.test(bare)) return [];
    const rank = liveness.findIndex((pattern) => pattern.test(bare));
    return rank < 0 ? [] : [{ route, rank, depth: bare.split('/').length }];
  });
  // Clear and shallow: `/health` before `/api/v1/users/health`, but `/api/health` before `/status`.
  const cost = ({ depth, rank }: { depth: number; rank: number }) => depth * 1.5 + rank;
  rated.sort((a, b) => cost(a) - cost(b) || (a.route.path < b.route.path ? -1 : 1));
  return rated[0]?.route ?? null;
}

function question(gets: readonly Route[]): Question {
  const ready = (path: string) => (readiness.test(path) ? 0 : 1);
  const others = gets
    .map(({ path }) => path)
    .sort(
      (a, b) =>
        ready(a) - ready(b) || a.split('/').length - b.split('/').length || a.length - b.length || (a < b ? -1 : 1),
    );
  return {
    id: 'health',
    ...worded('health', { because: 'none' }),
    default: 'tcp',
    options: ['tcp', ...new Set(others)].slice(0, 6),
  };
}
