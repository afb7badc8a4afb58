import type { LayerEntry } from '../layer-collector.js';
import { brokenImage, shown } from './broken-image.js';
import { layerPath } from './layer-path.js';
import type { TarHeader } from './tar-headers.js';

const types: Record<string, LayerEntry['type']> = {
  '0': 'file',
  '7': 'file',
  S: 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '3': 'device',
  '4': 'device',
  '5': 'directory',
};
const whiteoutPrefix = '.wh.';
const opaque = '.wh..wh..opq';

/**
 * A tar's header as an entry of a layer; null for what is none: the root itself and the bookkeeping of AUFS (`.wh..wh.*`).
 * @throws Fault for a name, a hard link or a whiteout that leads out of the image
 */
export function layerEntry(header: TarHeader): LayerEntry | null {
  const path = layerPath(header.name);
  if (path === '/' || isBookkeeping(path)) return null;
  const type = types[header.type] ?? 'other';
  // the target is another path of the image; a symbolic link's is only a text, and resolved by nobody here
  if (type === 'hardlink') layerPath(header.linkName);
  const entry: LayerEntry = {
    path,
    type,
    sizeBytes: header.size,
    mode: header.mode,
    uid: header.uid,
    gid: header.gid,
    linkTarget: type === 'hardlink' || type === 'symlink' ? header.linkName : null,
    whiteout: null,
  };
  const slash = path.lastIndexOf('/');
  return path.startsWith(whiteoutPrefix, slash + 1) ? whiteout(entry, slash) : entry;
}

function isBookkeeping(path: string): boolean {
  const at = path.indexOf('/.wh..wh.');
  return at >= 0 && !path.endsWith(`/${opaque}`);
}

function whiteout(entry: LayerEntry, slash: number): LayerEntry {
  const folder = entry.path.slice(0, slash);
  const name = entry.path.slice(slash + 1);
  if (name === opaque) return { ...entry, path: folder || '/', whiteout: 'opaque' };
  const deleted = name.slice(whiteoutPrefix.length);
  if (deleted === '' || deleted === '.' || deleted === '..')
    throw brokenImage(`${shown(entry.path)} in a layer deletes what is no file`);
  return { ...entry, path: `${folder}/${deleted}`, whiteout: 'file' };
}
