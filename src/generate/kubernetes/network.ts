import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import type { IService } from 'kubernetes-models/v1';
import type { Names } from './names.js';

/** Port 80 in the cluster, whatever the application's is. */
export function serviceOf({ name, labels }: Names): IService {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels },
    spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  };
}

/** Nothing but the application's port is reached from outside the pod; what it calls itself is left open. */
export function networkPolicyOf({ name, labels }: Names, port: number | null): INetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, labels },
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress'],
      ...(port === null ? {} : { ingress: [{ ports: [{ protocol: 'TCP', port }] }] }),
    },
  };
}
