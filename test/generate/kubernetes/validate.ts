import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { Job } from 'kubernetes-models/batch/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { PersistentVolumeClaim, Service } from 'kubernetes-models/v1';
import { parseAllDocuments } from 'yaml';

const models = {
  Deployment,
  HorizontalPodAutoscaler,
  Job,
  NetworkPolicy,
  PodDisruptionBudget,
  PersistentVolumeClaim,
  Service,
};

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; labels?: Record<string, string> };
  spec: Record<string, unknown>;
}

/** The documents of a manifest file, each valid by the JSON schema of Kubernetes. @throws where one is not */
export function validManifests(content: string): Manifest[] {
  return (parseAllDocuments(content) as { toJS(): Manifest }[]).map((document) => {
    const manifest = document.toJS();
    const Model = models[manifest.kind as keyof typeof models];
    if (!Model) throw new Error(`no schema for ${manifest.kind}`);
    const { apiVersion, kind, ...rest } = manifest;
    const model = new Model(rest as never) as unknown as Manifest & { validate(): void };
    if (model.apiVersion !== apiVersion || model.kind !== kind) throw new Error(`${apiVersion} has no ${kind}`);
    model.validate();
    return manifest;
  });
}
