/**
 * Whether a text is an image's name: the grammar of github.com/distribution/reference, which Docker uses. Taken apart by hand rather than
 * by one expression, so that a hostile name costs no more than its length.
 */
export function isImageName(text: string): boolean {
  const at = text.indexOf('@');
  const digest = at < 0 ? null : text.slice(at + 1);
  const named = at < 0 ? text : text.slice(0, at);
  if (digest !== null && !/^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/.test(digest))
    return false;
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon < 0 ? null : named.slice(colon + 1);
  if (tag !== null && !/^\w[\w.-]{0,127}$/.test(tag)) return false;
  const path = (colon < 0 ? named : named.slice(0, colon)).split('/');
  if (path.length > 1 && isDomain(path[0] as string)) path.shift();
  return path.every((part) => /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/.test(part));
}

/** Docker takes the first part for a registry if it has a dot, a colon or a capital, or is `localhost`. */
function isDomain(text: string): boolean {
  const isOne = /[.:]/.test(text) || text === 'localhost' || text.toLowerCase() !== text;
  return (
    isOne &&
    /^(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*)(?::\d+)?$/.test(
      text,
    )
  );
}
