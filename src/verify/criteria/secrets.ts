import { lookUp } from '../facts.js';
import { type Criterion, fail, notMeasured, pass } from './criterion.js';

const shown = 10;

export const secrets: Criterion = {
  id: 'secrets',
  title: 'No secrets in the image',
  principle: 'no-secrets',
  needs: ['image'],
  limit: () => null,
  judge(facts) {
    const image = lookUp(facts, 'image');
    if ('missing' in image) return notMeasured(image.missing);
    const { findings, scannedLayers, scannedFiles, packageFiles, skippedFiles } = image.seen.secrets;
    const layers = `${scannedLayers} ${scannedLayers === 1 ? 'layer' : 'layers'}${image.seen.baseLayers > 0 ? ' above the base image' : ''}`;
    if (findings.length === 0) {
      const skipped = [
        ...(packageFiles ? [`${packageFiles} of installed packages not read`] : []),
        ...(skippedFiles ? [`${skippedFiles} binary or over 1 MB`] : []),
      ];
      const files = `${scannedFiles} files${skipped.length ? ` (${skipped.join(', ')})` : ''}`;
      return pass('none', `none in ${layers}, ${files}, history and environment`);
    }
    const list = findings.slice(0, shown).map(({ kind, place }) => `${kind} (${place})`);
    const more = findings.length > shown ? `, and ${findings.length - shown} more` : '';
    return fail(`${findings.length} found`, list.join(', ') + more);
  },
};
