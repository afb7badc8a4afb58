import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1';
import type { Names } from './names.js';

/** A part that an overlay takes or leaves, by the name of its folder. */
export interface Component {
  folder: string;
  note: string;
  file: string;
  resource: IHorizontalPodAutoscaler | IPodDisruptionBudget;
  patches?: object[];
}

/** What only more than one pod needs; pods that hold a volume stay one. */
export function componentsOf({ name, labels, claims }: Names): Component[] {
  if (claims.length) return [];
  return [
    {
      folder: 'autoscaling',
      note: 'Two to five pods by their use of CPU; the cluster needs metrics-server, the application no state of its own.',
      file: 'horizontal-pod-autoscaler.yaml',
      resource: {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name, labels },
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
          minReplicas: 2,
          maxReplicas: 5,
          metrics: [
            { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
          ],
        },
      },
      // else each apply sets back what the autoscaler decided
      patches: [{ target: { kind: 'Deployment', name }, patch: '- op: remove\n  path: /spec/replicas\n' }],
    },
    {
      folder: 'availability',
      note: 'Nodes that are drained take one pod at a time; of use with two replicas or more.',
      file: 'pod-disruption-budget.yaml',
      resource: {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name, labels },
        spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
      },
    },
  ];
}
