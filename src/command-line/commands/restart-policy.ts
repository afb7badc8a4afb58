import type { RestartAdvice } from '../../diagnose/restart-advice.js';
import type { RestartPolicy } from '../../engine/restart-policy.js';
import { Fault } from '../../fault.js';
import { shellWord } from '../../generate/text/shell.js';
import type { PlainCommand } from '../plain-command.js';

/** Which restart policy is set and whether it fits; with a policy, changes it. */
export const restartPolicyCommand: PlainCommand = {
  name: 'restart-policy',
  title: 'Say whether its restart policy fits; with a policy, set it',
  usage: 'CONTAINER [POLICY]',
  arguments: { least: 1, most: 2 },
  flags: [],
  examples: [
    ['dockwright restart-policy web', 'which one is set, whether it fits, how often it was restarted'],
    [
      'dockwright restart-policy web unless-stopped',
      'set it (no, on-failure, on-failure:3, always, unless-stopped); says what it was',
    ],
  ],
  async run({ given: [name = '', wanted] }, { signal }) {
    const policy = wanted === undefined ? null : parsePolicy(wanted);
    const { connectEngine } = await import('../../engine/connect.js');
    const { requireContainer } = await import('../../diagnose/require-container.js');
    const { summarize } = await import('../../diagnose/look/container-summary.js');
    const { adviseRestart, policyText } = await import('../../diagnose/restart-advice.js');
    const engine = await connectEngine();
    const before = summarize(await requireContainer(engine, name, signal));
    const service = before.settings.labels['com.docker.compose.service'];
    if (policy === null) {
      const advice = adviseRestart({ ...before.settings, environment: new Map() }, before.state);
      return {
        exitCode: advice.fits === 'no' ? 1 : 0,
        text: renderAdvice(before.name, advice, service),
        output: { container: before.name, ...advice },
      };
    }
    const { setRestartPolicy } = await import('../../engine/restart-policy.js');
    await setRestartPolicy(engine, before.id, policy);
    const after = summarize(await requireContainer(engine, before.id, signal));
    const [was, is] = [before, after].map(({ settings }) => policyText(settings.restartPolicy));
    return {
      exitCode: 0,
      text: [`${before.name}: the restart policy was ${was} and is ${is}`, ...composeNote(service, is as string)].join(
        '\n',
      ),
      output: { container: before.name, before: was, after: is },
    };
  },
};

/** @throws Fault `invalid-input` */
function parsePolicy(text: string): RestartPolicy {
  const match = /^(?:(no|always|unless-stopped)|(on-failure)(?::(\d{1,6}))?)$/.exec(text);
  if (match) return { name: (match[1] ?? match[2]) as string, maximumRetryCount: Number(match[3] ?? 0) };
  throw new Fault(
    'invalid-input',
    `${JSON.stringify(text)} is no restart policy.`,
    'There are no, on-failure, on-failure:3, always and unless-stopped.',
  );
}

function renderAdvice(name: string, advice: RestartAdvice, service: string | undefined): string {
  const { policy, fits, reasons, restartCount, better } = advice;
  const verdict = { yes: 'fits', no: 'does not fit', unknown: 'cannot be judged' }[fits];
  return [
    `${name}  restart policy ${policy}: ${verdict}; restarted ${restartCount} ${restartCount === 1 ? 'time' : 'times'}`,
    ...reasons.map((reason) => `  ${reason}`),
    ...(better
      ? ['Mend it', `  dockwright restart-policy ${shellWord(name)} ${better}`, ...composeNote(service, better)]
      : []),
  ].join('\n');
}

/** Compose makes containers anew from its file. */
function composeNote(service: string | undefined, policy: string): string[] {
  if (service === undefined) return [];
  return [
    `  and in the Compose file, service ${service}: restart: ${policy === 'no' ? '"no"' : policy} (else the next docker compose up undoes it)`,
  ];
}
