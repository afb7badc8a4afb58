import { brokenImage, shown, tooLarge } from './broken-image.js';
import { deepestPath, longestPath } from './limits.js';

/** A part between slashes that means something else than a name: none, `.` or `..`. */
const special = /(?:^|\/)\.{0,2}(?:\/|$)/;

/**
 * A name of a layer's tar as a path in the image: `./usr//bin/` is `/usr/bin`, the root is `/`. A leading slash means nothing
 * (ko writes one), as Docker and containerd have it.
 * @throws Fault for a name that leads out of the image, or is longer than Linux allows
 */
export function layerPath(name: string): string {
  if (name.length > longestPath) throw tooLarge(`a path in it has ${name.length.toLocaleString('en')} characters`);
  if (name.includes('\0')) throw brokenImage('a name in it holds a zero byte');
  const path = special.test(name) ? cleaned(name) : `/${name}`;
  let depth = 0;
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) depth += 1;
  if (depth > deepestPath) throw tooLarge(`a path in it is ${depth.toLocaleString('en')} folders deep`);
  return path;
}

function cleaned(name: string): string {
  const parts: string[] = [];
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) throw brokenImage(`${shown(name)} in a layer leads out of the image`);
  }
  return `/${parts.join('/')}`;
}
