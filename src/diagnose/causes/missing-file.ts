import { defineCause, type Evidence, type Remedy } from '../cause.js';
import { fileAt, mountOver, pathInContainer } from '../container-paths.js';
import { execRefusal } from '../engine-words.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { type Told, toldBy } from '../logs/trust.js';
import { quoteLog } from '../quote-log.js';

/** A file that the program opens is not in the container. */
export const missingFile = defineCause({
  id: 'missing-file',
  title: 'A file that it needs is not in the container',
  principle: 'small-context',
  weigh(evidence) {
    // what could not be started at all is a command
    if (execRefusal(evidence)) return null;
    const [told] = toldBy(evidence, 'missing-file')
      .map((one) => ({ ...one, confidence: withFacts(evidence, one) }))
      .sort((a, b) => b.confidence - a.confidence);
    if (!told) return null;
    return {
      confidence: told.confidence,
      evidence: [quoteLog(told), ...seen(evidence, told)],
      remedies: remediesFor(evidence, told),
    };
  },
});

/** The engine has looked: a file that is there is not missing, whatever the log says. */
function withFacts(evidence: ContainerEvidence, { finding, confidence }: Told): number {
  if (finding.subject === '') return confidence * 0.9;
  const file = fileAt(evidence, pathInContainer(evidence, finding.subject));
  if (!file || isTemporary(finding.subject)) return confidence;
  return file.kind === 'missing' ? Math.min(0.98, confidence * 1.04) : Math.min(0.4, confidence);
}

/** Made and taken away by the program while it runs. */
function isTemporary(path: string): boolean {
  return /^\/(?:tmp|run|var\/run|proc|sys)\//.test(path);
}

function seen(evidence: ContainerEvidence, { finding }: Told): Evidence[] {
  if (finding.subject === '') return [];
  const path = pathInContainer(evidence, finding.subject);
  const mount = mountOver(evidence, path);
  const facts: Evidence[] = [];
  const file = fileAt(evidence, path);
  if (file?.kind === 'missing') facts.push({ source: 'engine', text: `nothing lies at ${path} in the container` });
  if (!finding.subject.startsWith('/'))
    facts.push({ source: 'engine', text: `its working folder is ${evidence.settings.workingFolder || '/'}` });
  if (mount)
    facts.push({
      source: 'engine',
      text: `${mount.type} ${mount.source} is mounted at ${mount.target}, and hides what the image has there`,
    });
  return facts;
}

function remediesFor(evidence: ContainerEvidence, { finding }: Told): Remedy[] {
  const { subject } = finding;
  if (subject === '') return [{ description: 'Let the program say which file it could not open, then put it there' }];
  const path = pathInContainer(evidence, subject);
  const mount = mountOver(evidence, path);
  const list = `docker run --rm --entrypoint ls ${evidence.image} -la ${path.slice(0, path.lastIndexOf('/')) || '/'}`;
  if (mount)
    return [
      { description: `Put it into ${mount.source}, which is mounted at ${mount.target}, or mount that elsewhere` },
      { description: 'See what the image itself has there', command: list },
    ];
  return [
    {
      description: `Bring it into the image (COPY ${path.slice(path.lastIndexOf('/') + 1)} ${path}, and see that .dockerignore does not leave it out), or mount it: -v ./${path.slice(path.lastIndexOf('/') + 1)}:${path}:ro`,
    },
    ...(subject.startsWith('/')
      ? []
      : [{ description: 'Or set WORKDIR to the folder that the program expects to be in' }]),
    { description: 'See what the image has there', command: list },
  ];
}
