import { asSentence, asWord } from './as-data.js';
import type { PushOutput } from './push-schema.js';

/** The push for a model: what the registry has now, and each check; tags of which the same is told stand together. */
export function describePush({ image, repository, dryRun, verdict, pushed, checks }: PushOutput): string {
  const tagOf = (reference: string) => reference.slice(reference.lastIndexOf(':') + 1);
  const digests = grouped(pushed, ({ digest }) => digest);
  const told = grouped(checks, ({ status, id, detail }) => [status, id.replace(/:.*/, ''), detail].join('\n'));
  return [
    `${verdict}: ${asWord(image)} to ${asWord(repository)}${dryRun ? ' (dry run: nothing was pushed)' : ''}.`,
    ...digests.map(
      ([first, ...rest]) =>
        `pushed ${[first, ...rest].map(({ reference }) => asWord(tagOf(reference))).join(', ')}: ${asWord(first.digest)}`,
    ),
    ...told.map(
      ([first, ...rest]) =>
        `${first.status} ${[first.id, ...rest.map(({ id }) => id.replace(/.*?:/, ''))].join(', ')}: ${asSentence(first.detail)}`,
    ),
  ].join('\n');
}

/** A dry run that nothing stops is shown to the user, and pushed after their yes. */
export function afterPush({ verdict, tags = [], next }: PushOutput): string[] {
  if (verdict !== 'ready' || !tags.some(({ action }) => action === 'set')) return next;
  return [
    'Show the user the tags and the checks. When they agree, call push_image with the same arguments, dryRun: false and confirm: true.',
  ];
}

/** Neighbours and others with the same key, in the order of their first. */
function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): [Item, ...Item[]][] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
