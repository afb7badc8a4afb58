import type { Environment } from './environment.js';
import type { Names } from './names.js';

/** The base: its resources, and the ConfigMap, whose name changes with its content so that pods start anew. */
export function baseKustomization(resources: string[], { values, expected }: Environment, { config }: Names): object {
  // Kustomize takes one pair of quotes off a literal, whatever stands between them
  const literals = values.map(({ name, value }) => `${name}="${value}"`);
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources,
    ...(values.length || expected.length ? { configMapGenerator: [{ name: config, literals }] } : {}),
  };
}

/** What stands above it: how it is applied, and where secrets come from. */
export function baseNotes(application: string, names: Names, environment: Environment, components: string[]): string[] {
  return [
    `${application} on Kubernetes, as container.spec.yaml has it; written by dockwright.`,
    'Apply it with: kubectl apply -k kubernetes/base',
    'Better from an overlay of your own (kubernetes/overlays/production/kustomization.yaml), which sets what differs there:',
    '  namespace: production',
    '  resources: [../../base]',
    ...(components.length
      ? [`  components: [${components.map((folder) => `../../components/${folder}`).join(', ')}]`]
      : []),
    ...expectedNote(names, environment),
    ...secretNote(names, environment),
  ];
}

function expectedNote({ config }: Names, { expected }: Environment): string[] {
  if (!expected.length) return [];
  return [
    'It must set what has no default, or the pod does not start:',
    '  configMapGenerator:',
    `    - {name: ${config}, behavior: merge, literals: [${expected.map((name) => `${name}=...`).join(', ')}]}`,
  ];
}

function secretNote({ secrets: secret }: Names, { secrets }: Environment): string[] {
  if (!secrets.length) return [];
  return [
    `Secrets come from the Secret ${secret}, with the keys ${secrets.map(({ name, required }) => (required ? name : `${name} (optional)`)).join(', ')}:`,
    `  kubectl create secret generic ${secret} --from-env-file=.env`,
    'From a vault instead, such as Azure Key Vault: with the Secrets Store CSI driver and its provider installed, a',
    `SecretProviderClass whose secretObjects make ${secret}; the driver fills it while a pod mounts the class (a volume`,
    'csi: {driver: secrets-store.csi.k8s.io, readOnly: true}), under the identity of a workload, without a password.',
  ];
}
