import type { InspectedContainer } from '../../engine/inspect-container.js';
import type { ContainerState, ContainerStatus, EngineEvent, Health } from './container-evidence.js';
import { plainText } from './plain-text.js';

const statuses: readonly string[] = ['created', 'running', 'paused', 'restarting', 'exited', 'dead', 'removing'];
const mostHealthChecks = 10;
const longestOutput = 2_000;

/**
 * What `docker inspect` says of a container's state.
 * @param podman what Podman says beside that, null of another engine
 */
export function readState(
  facts: InspectedContainer,
  secrets: readonly string[],
  podman: { stopped: boolean } | null = null,
): ContainerState {
  const { State: state } = facts;
  const startedAt = timeOf(state.StartedAt);
  const finishedAt = timeOf(state.FinishedAt);
  const status = podman && isBetweenRestarts(facts, podman.stopped) ? 'restarting' : statusOf(state);
  const up = status === 'running' || status === 'paused';
  return {
    status,
    // while it runs, the engine says 0 whatever came before; an end that never was may still have a code, where the start failed
    exitCode: up || (finishedAt === null && state.ExitCode === 0) ? null : state.ExitCode,
    oomKilled: state.OOMKilled === true,
    stopped: podman?.stopped ?? false,
    error: plainText(state.Error ?? '', 2_000, secrets),
    pid: state.Pid ?? 0,
    createdAt: timeOf(facts.Created),
    startedAt,
    finishedAt,
    restartCount: facts.RestartCount ?? 0,
    health: readHealth(state.Health as RawHealth | undefined, secrets),
  };
}

/** The exit code of the end before this start, which only the events know of a container that runs. */
export function lastExitCode(events: readonly EngineEvent[]): number | null {
  const code = events.findLast(({ action }) => action === 'die')?.attributes.exitCode;
  return code === undefined || !/^\d{1,10}$/.test(code) ? null : Number(code);
}

function statusOf(state: InspectedContainer['State']): ContainerStatus {
  const said = String(state.Status ?? '').toLowerCase();
  if (statuses.includes(said)) return said as ContainerStatus;
  // Podman's own words
  if (said === 'initialized' || said === 'configured') return 'created';
  if (state.Paused) return 'paused';
  if (state.Restarting) return 'restarting';
  return state.Running ? 'running' : 'exited';
}

/** Podman calls exited what its policy is about to start again. */
function isBetweenRestarts(
  { State: state, HostConfig: host, RestartCount }: InspectedContainer,
  stopped: boolean,
): boolean {
  const { Name: policy, MaximumRetryCount: most = 0 } = host.RestartPolicy ?? {};
  if (statusOf(state) !== 'exited' || stopped || !RestartCount) return false;
  if (policy === 'on-failure') return state.ExitCode !== 0 && (most === 0 || RestartCount < most);
  return policy === 'always' || policy === 'unless-stopped';
}

interface RawHealth {
  Status?: string;
  FailingStreak?: number;
  Log?: { Start: string; End: string; ExitCode: number; Output: string }[] | null;
}

function readHealth(health: RawHealth | undefined, secrets: readonly string[]): Health | null {
  const status = health?.Status;
  if (!health || (status !== 'starting' && status !== 'healthy' && status !== 'unhealthy')) return null;
  return {
    status,
    failingStreak: health.FailingStreak ?? 0,
    log: (health.Log ?? []).slice(-mostHealthChecks).map(({ Start, End, ExitCode, Output }) => {
      const startedAt = timeOf(Start) ?? 0;
      return {
        exitCode: ExitCode,
        output: plainText((Output ?? '').trim(), longestOutput, secrets),
        startedAt,
        durationMs: Math.max(0, (timeOf(End) ?? startedAt) - startedAt),
      };
    }),
  };
}

/** Engines write the year 1 for never. */
function timeOf(text: string | undefined): number | null {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) || time <= 0 ? null : time;
}
