import type { IPersistentVolumeClaim } from 'kubernetes-models/v1';
import type { Names } from './names.js';

/** A claim for each of the Spec's volumes. */
export function claimsOf({ claims, labels }: Names): IPersistentVolumeClaim[] {
  return claims.map(({ name }) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, labels },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  }));
}
