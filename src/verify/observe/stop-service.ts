import { readState, stopContainer } from '../../engine/container.js';
import type { Bench } from '../bench.js';
import { stopLimitMs } from '../subject.js';
import type { ServiceObservation } from './service-observation.js';

/** How much longer than its limit an application is given, so that a slow end is told from none. */
const extraMs = 5_000;

export async function stopService(
  { engine, activity, subject }: Bench,
  id: string,
): Promise<ServiceObservation['stop']> {
  activity.report('run: stopping with SIGTERM');
  const milliseconds = await stopContainer(engine, id, stopLimitMs(subject.spec) + extraMs, activity.signal);
  return { milliseconds, state: await readState(engine, id) };
}
