import type { HistoryStep } from '../history.js';
import type { InspectedImage } from '../inspect-image.js';

/** The history less the base image's part, whose instructions are not the author's to change. */
export function ownSteps({ steps, base }: InspectedImage): HistoryStep[] {
  if (!base.layers) return [...steps];
  const last = base.layers - 1;
  const end = steps.findLastIndex(({ layer }) => layer !== null && layer <= last);
  return steps.slice(end + 1);
}
