import type { ContainerSettings, ContainerState } from './evidence/container-evidence.js';

/** Whether a container's restart policy fits what it is. */
export interface RestartAdvice {
  /** `on-failure:3` */
  policy: string;
  restartCount: number;
  /** `service` runs until it is stopped, a `job` ends by itself; `unknown` where nothing tells. */
  kind: 'service' | 'job' | 'unknown';
  fits: 'yes' | 'no' | 'unknown';
  reasons: string[];
  /** The policy that would fit better. */
  better?: string;
}

type Policy = ContainerSettings['restartPolicy'];

export function policyText({ name, maximumRetryCount }: Policy): string {
  return name === 'on-failure' && maximumRetryCount > 0 ? `${name}:${maximumRetryCount}` : name || 'no';
}

/** Judges the policy by what the container shows of itself. */
export function adviseRestart(settings: ContainerSettings, state: ContainerState): RestartAdvice {
  const { restartPolicy } = settings;
  const [kind, why] = kindOf(settings, state);
  const { fits, reasons, better } = judge(restartPolicy.name || 'no', kind);
  const { restartCount } = state;
  if (restartCount >= 3 && state.exitCode !== 0)
    reasons.push(`it was started again ${restartCount} times: the policy hides that it fails, and mends nothing`);
  const most = restartPolicy.maximumRetryCount;
  if (restartPolicy.name === 'on-failure' && most > 0 && restartCount >= most && state.status === 'exited')
    reasons.push(`all ${most} attempts are used: it stays down until somebody starts it`);
  return {
    policy: policyText(restartPolicy),
    restartCount,
    kind,
    fits,
    reasons: [why, ...reasons],
    ...(better ? { better } : {}),
  };
}

/** What ends with success and serves nobody is a job; what has ports or a health check serves somebody. */
function kindOf(settings: ContainerSettings, state: ContainerState): [RestartAdvice['kind'], string] {
  const { exposedPorts, publishedPorts, healthCheck } = settings;
  if (publishedPorts.length > 0) return ['service', 'it publishes a port, so it is a service'];
  if (healthCheck) return ['service', 'it has a health check, so it is a service'];
  if (exposedPorts.length > 0) return ['service', 'its image exposes a port, so it is a service'];
  const ended = state.status === 'exited' || state.status === 'restarting' || state.restartCount > 0;
  if (ended && state.exitCode === 0)
    return ['job', 'it ended by itself with exit code 0 and serves no port, so it is a job'];
  const code = state.exitCode === null ? '' : ` with exit code ${state.exitCode}`;
  const end = ended ? `ended${code}` : 'has not ended yet';
  return ['unknown', `it has no port and no health check, and ${end}: service or job, nothing tells`];
}

function judge(
  policy: string,
  kind: RestartAdvice['kind'],
): { fits: RestartAdvice['fits']; reasons: string[]; better?: string } {
  if (kind === 'unknown') return { fits: 'unknown', reasons: [] };
  if (kind === 'job') {
    if (policy === 'always' || policy === 'unless-stopped')
      return {
        fits: 'no',
        reasons: [`with ${policy} a job that is done begins again, without end`],
        better: 'on-failure:3',
      };
    return { fits: 'yes', reasons: ['a job that is done stays done'] };
  }
  if (policy === 'no')
    return {
      fits: 'no',
      reasons: ['without one the service stays down after a crash and after a reboot'],
      better: 'unless-stopped',
    };
  if (policy === 'on-failure')
    return {
      fits: 'no',
      reasons: ['on-failure brings a service back after a crash, and neither after a clean end nor after a reboot'],
      better: 'unless-stopped',
    };
  return {
    fits: 'yes',
    reasons:
      policy === 'always'
        ? [
            'it comes back after a crash and a reboot; after a reboot even if you had stopped it (unless-stopped would not)',
          ]
        : ['it comes back after a crash and a reboot, and stays down where you stopped it'],
  };
}
