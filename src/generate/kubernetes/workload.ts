import type { IDeployment } from 'kubernetes-models/apps/v1';
import type { IJob } from 'kubernetes-models/batch/v1';
import type { Subject } from '../dockerfile/subject.js';
import type { Measured } from '../measured.js';
import type { Names } from './names.js';
import { podOf } from './pod.js';

/** A Deployment; a Job for what runs to its end. */
export function workloadOf(subject: Subject, names: Names, measured: Measured): IDeployment | IJob {
  const { name, labels, claims } = names;
  const template = { metadata: { labels }, spec: podOf(subject, names, measured) };
  if (subject.project.kind === 'job')
    return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name, labels }, spec: { backoffLimit: 2, template } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels },
    spec: {
      replicas: 1,
      strategy: claims.length
        ? // a volume that one pod holds cannot be taken over by the next before it is gone
          { type: 'Recreate' }
        : { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      selector: { matchLabels: labels },
      template,
    },
  };
}
