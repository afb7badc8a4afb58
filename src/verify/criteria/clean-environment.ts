import { type Criterion, notMeasured } from './criterion.js';

export const cleanEnvironment: Criterion = {
  id: 'clean-environment',
  title: 'Runs where nothing of it was before',
  principle: 'measured',
  needs: [],
  limit: () => null,
  judge: () => notMeasured('measured after a push, where the image is pulled by its digest: dockwright push'),
};
