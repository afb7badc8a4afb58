import { formatSize, parseSize } from '../../spec/units.js';
import { lookUp } from '../facts.js';
import { type Criterion, fail, notMeasured, pass } from './criterion.js';

export const imageSize: Criterion = {
  id: 'image-size',
  title: 'Image size',
  principle: 'minimal-runtime',
  needs: ['image'],
  limit: (criteria) =>
    criteria['image-size'] ? `at most ${formatSize(parseSize(criteria['image-size'].max) ?? 0)}` : null,
  judge(facts) {
    const image = lookUp(facts, 'image');
    if ('missing' in image) return notMeasured(image.missing);
    const { sizeBytes, layers, baseLayers } = image.seen;
    const max = parseSize(facts.subject.spec.criteria['image-size']?.max ?? '');
    const own = layers.slice(baseLayers).reduce((sum, layer) => sum + layer.sizeBytes, 0);
    const parts = baseLayers > 0 ? `, ${formatSize(own)} of it above the base image` : '';
    const evidence = `${layers.length} layers uncompressed${parts}`;
    return max === null || sizeBytes <= max ? pass(sizeBytes, evidence, 'bytes') : fail(sizeBytes, evidence, 'bytes');
  },
};
