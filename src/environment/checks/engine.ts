import { type Check, fail, ok } from '../check.js';
import { kindNames } from '../engine-kind.js';
import { startAdvice } from '../start-advice.js';

export const engine: Check = {
  id: 'engine',
  title: 'A Docker engine answers',
  assess(facts) {
    if (facts.engine) {
      const { podman, version, address, source, kind } = facts.engine;
      return ok(`${podman ? 'Podman' : 'Docker'} ${version}, ${kindNames[kind]}, ${address} (${source})`);
    }
    const tried = new Map<string, string[]>();
    for (const { endpoint, reason } of facts.attempts)
      tried.set(reason ?? '', [
        ...(tried.get(reason ?? '') ?? []),
        endpoint.source === 'default socket' ? endpoint.address : `${endpoint.source} ${endpoint.address}`,
      ]);
    const lines = [...tried].map(([reason, places]) => `tried, ${reason}: ${places.join(', ')}`);
    return fail(
      facts.refusal?.message ?? 'none answers',
      'one that answers',
      [...startAdvice(facts), ...lines].join('\n'),
    );
  },
};
