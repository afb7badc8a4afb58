import type { ImageAudit } from '../../image/audit-image.js';
import type { Vulnerabilities } from '../../vulnerabilities/vulnerability.js';
import type { ImageReport, ImageReportLayer } from './image-report.js';
import { sizeTrees } from './size-trees.js';

/** What the report shows of an image that was audited. */
export function fillImageReport({ answer, inspected }: ImageAudit, vulnerabilities?: Vulnerabilities): ImageReport {
  const { paths, layerFiles, files, reclaimable } = inspected;
  const trees = sizeTrees(paths, layerFiles, files.losses);
  const layers = answer.layers.flatMap((layer, index): ImageReportLayer[] => {
    const tree = trees[index];
    return tree ? [{ ...layer, tree }] : [];
  });
  return { ...answer, layers, savings: reclaimable.savings, vulnerabilities };
}
