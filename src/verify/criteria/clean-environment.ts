import { type Criterion, notMeasured } from './criterion.js';

export const cleanEnvironment: Criterion = {
  id: 'clean-environment',
  title: 'Runs where nothing of it was before',
  principle: 'measured',
  needs: [],
  limit: () => null,
  judge: () => notMeasured('the image has to be pulled by its digest from a registry, which this version does not do'),
};
