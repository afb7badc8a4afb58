import type { BuildRequest } from '../../engine/build-image.js';
import type { Bench } from '../bench.js';
import type { Facts, ObservationName, Observations, Observed } from '../facts.js';
import { together } from '../together.js';
import { observeCompose } from './compose.js';
import { observeConfiguration } from './configuration.js';
import { observeImage } from './image.js';
import { observeRebuild } from './rebuild.js';
import { observeReproducible } from './reproducible.js';
import { cameUp, observeService } from './service.js';
import { observeVulnerabilities } from './vulnerabilities.js';

/**
 * Gathers what the chosen criteria need. What is timed runs alone: first the service, later the rebuild; what is only looked
 * at (the image's contents, the runs with other settings) runs side by side between them.
 */
export async function observe(
  bench: Bench,
  build: BuildRequest | null,
  wanted: ReadonlySet<ObservationName>,
): Promise<Facts> {
  const facts: Facts = { subject: bench.subject };
  if (wanted.has('service') || wanted.has('configuration')) facts.service = { seen: await observeService(bench) };
  // the image is always read: its size and its digest are part of every answer
  const [image, configuration] = await together([observeImage(bench), configurationOf(bench, facts, wanted)]);
  facts.image = { seen: image };
  if (configuration) facts.configuration = configuration;
  if (wanted.has('vulnerabilities')) facts.vulnerabilities = { seen: await observeVulnerabilities(bench) };
  const given = { missing: 'an image was given: there is nothing to build' };
  if (wanted.has('rebuild')) facts.rebuild = build ? asObserved(await observeRebuild(bench, build)) : given;
  if (wanted.has('reproducible'))
    facts.reproducible = build ? asObserved(await observeReproducible(bench, build)) : given;
  if (wanted.has('compose')) facts.compose = asObserved(await observeCompose(bench));
  return facts;
}

async function configurationOf(
  bench: Bench,
  { service }: Facts,
  wanted: ReadonlySet<ObservationName>,
): Promise<Observations['configuration'] | null> {
  if (!wanted.has('configuration') || !service || !('seen' in service)) return null;
  if (!cameUp(service.seen)) return { missing: 'the application did not come up with its own settings' };
  return { seen: await observeConfiguration(bench, service.seen) };
}

function asObserved<T extends object>(result: T | { missing: string }): Observed<T> {
  return 'missing' in result ? (result as { missing: string }) : { seen: result as T };
}
