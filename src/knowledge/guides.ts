import { join } from 'node:path';
import { type Concept, readPages } from './concepts.js';

/** Steps to a goal, which lead to concepts for the reasons (skill/dockwright/references/guides). */
export type Guide = Concept;

export const guideFolder = join('skill', 'dockwright', 'references', 'guides');

/** Every guide, by id. */
export function readGuides(): Guide[] {
  return readPages(guideFolder);
}
