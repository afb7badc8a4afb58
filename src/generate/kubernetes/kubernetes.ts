import type { Subject } from '../dockerfile/subject.js';
import type { GeneratedFile, Rationale } from '../files.js';
import type { Measured } from '../measured.js';
import { sign } from '../signature.js';
import { commented, yamlDocument, yamlText } from '../text/yaml.js';
import { claimsOf } from './claims.js';
import { type Component, componentsOf } from './components.js';
import { environmentOf } from './environment.js';
import { baseKustomization, baseNotes } from './kustomization.js';
import { namesOf } from './names.js';
import { networkPolicyOf, serviceOf } from './network.js';
import { rationaleOf } from './rationale.js';
import { workloadOf } from './workload.js';

const base = 'kubernetes/base';

/** A Kustomize base (workload, Service, ConfigMap, claims, NetworkPolicy) and the components that an overlay may take. */
export function renderKubernetes(
  subject: Subject,
  measured: Measured,
): { files: GeneratedFile[]; rationale: Rationale[]; warnings: string[] } {
  const { project, spec } = subject;
  const names = namesOf(spec);
  const environment = environmentOf(spec);
  const components = project.kind === 'job' ? [] : componentsOf(names);
  const workload = manifest(`${base}/${project.kind === 'job' ? 'job' : 'deployment'}.yaml`, [
    workloadOf(subject, names, measured),
  ]);
  const resources = [
    workload,
    ...(spec.app.port === null ? [] : [manifest(`${base}/service.yaml`, [serviceOf(names)])]),
    ...(names.claims.length ? [manifest(`${base}/persistent-volume-claims.yaml`, claimsOf(names))] : []),
    manifest(`${base}/network-policy.yaml`, [networkPolicyOf(names, spec.app.port)]),
  ];
  const kustomization = manifest(
    `${base}/kustomization.yaml`,
    [
      baseKustomization(
        resources.map(({ path }) => path.slice(base.length + 1)),
        environment,
        names,
      ),
    ],
    baseNotes(
      spec.app.name,
      names,
      environment,
      components.map(({ folder }) => folder),
    ),
  );
  return {
    files: [kustomization, ...resources, ...components.flatMap(componentFiles)],
    rationale: rationaleOf(workload, measured),
    warnings: names.claims
      .filter(({ path }) => path.includes(':'))
      .map(({ path }) => `Kubernetes mounts nothing on a path with a colon: ${path}; name another under volumes.`),
  };
}

function componentFiles({ folder, note, file, resource, patches }: Component): GeneratedFile[] {
  const path = `kubernetes/components/${folder}`;
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1alpha1',
    kind: 'Component',
    resources: [file],
    ...(patches ? { patches } : {}),
  };
  return [manifest(`${path}/kustomization.yaml`, [kustomization], [note]), manifest(`${path}/${file}`, [resource])];
}

function manifest(path: string, documents: object[], notes: string[] = []): GeneratedFile {
  return { path, content: sign(`${commented(notes)}${documents.map(yamlDocument).map(yamlText).join('---\n')}`) };
}
