import type { GeneratedFile, Rationale } from '../files.js';
import type { Measured } from '../measured.js';

/** Why the lines of a workload that matter are there. */
export function rationaleOf({ path, content }: GeneratedFile, measured: Measured): Rationale[] {
  const lines = content.split('\n').map((line) => line.trim());
  return reasons(measured).flatMap(([key, principle, reason]) => {
    const index = lines.findIndex((line) => line === key || line.startsWith(`${key} `));
    return index < 0 ? [] : [{ file: path, line: index + 1, principle, reason }];
  });
}

function reasons({ coldStartMs, memoryBytes, digest }: Measured): [key: string, principle: string, reason: string][] {
  return [
    [
      'image:',
      'pinned-base',
      digest ? 'By the digest that was pushed' : 'By its version; once it is pushed, its digest',
    ],
    ['runAsNonRoot:', 'non-root', 'The kubelet refuses to start the image as root'],
    ['readOnlyRootFilesystem:', 'read-only-root', 'Nothing is writable but /tmp and the volumes'],
    ['drop:', 'least-privilege', 'It was proven without any capability'],
    [
      'startupProbe:',
      'health-check',
      coldStartMs === undefined
        ? 'Much longer than the cold start may take'
        : `Much longer than the cold start of ${Math.round(coldStartMs)} ms that was measured`,
    ],
    ['readinessProbe:', 'health-check', 'The health check of the image; Kubernetes does not read HEALTHCHECK'],
    ['limits:', 'resource-limits', 'resources of container.spec.yaml, with which the image is proven'],
    [
      'requests:',
      'resource-limits',
      memoryBytes === undefined
        ? 'The whole limit, until verify has measured what it uses'
        : `Half as much again as the ${Math.round(memoryBytes / 1e6)} MB that were measured after the first requests`,
    ],
    ['secretKeyRef:', 'no-secrets', 'Secrets come from the cluster'],
  ];
}
