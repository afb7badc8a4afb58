import { defineCause } from '../cause.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { toldBy } from '../logs/trust.js';
import { quote, quoteLog } from '../quote-log.js';
import { shellWord } from '../remedies/shell-word.js';

const engineWords =
  /No such image|pull access denied|manifest (?:for .{1,200} not found|unknown)|unable to find image|image .{1,200}not found|repository does not exist|content digest .{1,100}not found/i;

export const imageNotFound = defineCause({
  id: 'image-not-found',
  title: 'An image that it needs is not there',
  principle: 'pinned-base',
  weigh(evidence) {
    return weighEngine(evidence) ?? weighOwnImage(evidence) ?? weighWords(evidence);
  },
});

function weighEngine({ state, image }: ContainerEvidence) {
  if (!engineWords.test(state.error)) return null;
  return {
    confidence: 0.97,
    evidence: [{ source: 'engine', text: quote(state.error) }],
    remedies: pullRemedies(image),
  };
}

/**
 * Its own image, or the name of it, was taken away behind its back: it can go on, and cannot be made anew. An engine with the
 * containerd store keeps the image of a container, without a name; others remove both.
 */
function weighOwnImage({ imageSettings, imageNamed, notMeasured, image, state }: ContainerEvidence) {
  const unanswered = notMeasured.some(({ source }) => source === 'image' || source === 'settings');
  if ((imageSettings !== null && imageNamed) || unanswered || state.status === 'removed') return null;
  return {
    // only what was never started may have been made for an image that somebody then missed
    confidence: state.status === 'created' && state.error === '' ? 0.6 : 0.15,
    evidence: [
      {
        source: 'engine',
        text: `the engine has no image ${image} any more: what is there may start, and cannot be made anew`,
      },
    ],
    remedies: pullRemedies(image),
  };
}

function weighWords(evidence: ContainerEvidence) {
  const told = toldBy(evidence, 'missing-image');
  const [first] = told;
  if (!first) return null;
  const subject = first.finding.subject || 'the image';
  return { confidence: first.confidence, evidence: told.slice(0, 3).map(quoteLog), remedies: pullRemedies(subject) };
}

function pullRemedies(image: string) {
  const remote = !image.startsWith('sha256:');
  return [
    ...(remote
      ? [{ description: 'Fetch it, and see what the registry says', command: `docker pull ${shellWord(image)}` }]
      : []),
    {
      description:
        'Check the name and the tag; a private registry needs docker login; an image of your own must be built first (docker compose build)',
    },
  ];
}
