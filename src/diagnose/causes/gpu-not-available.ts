import { defineCause, type Evidence, type Remedy, type Weighed } from '../cause.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { toldBy } from '../logs/trust.js';
import { quote, quoteLog } from '../quote-log.js';
import { changeSetting } from '../remedies/compose-place.js';
import { shellWord } from '../remedies/shell-word.js';

const engineWords =
  /could not select device driver|nvidia-container-cli|unknown or invalid runtime name: nvidia|failed to discover GPU vendor|unresolvable CDI devices|nvidia\.com\/gpu/i;

export const gpuNotAvailable = defineCause({
  id: 'gpu-not-available',
  title: 'There is no GPU in the container',
  principle: 'resource-limits',
  explains: ['missing-file', 'missing-module', 'command-not-found', 'application-error'],
  weigh(evidence) {
    return weighEngine(evidence) ?? weighWords(evidence);
  },
});

function weighEngine(evidence: ContainerEvidence): Weighed | null {
  const { error } = evidence.state;
  if (!engineWords.test(error)) return null;
  return {
    confidence: 0.98,
    evidence: [{ source: 'engine', text: quote(error) }, ...situation(evidence)],
    remedies: remediesFor(evidence),
  };
}

function weighWords(evidence: ContainerEvidence): Weighed | null {
  const told = toldBy(evidence, 'gpu');
  const [first] = told;
  if (!first) return null;
  return {
    confidence: first.confidence,
    evidence: [...told.slice(0, 3).map(quoteLog), ...situation(evidence)],
    remedies: remediesFor(evidence, first.finding.text),
  };
}

function hasRuntime({ engine }: ContainerEvidence): boolean {
  return engine.runtimes.some((runtime) => /nvidia/.test(runtime));
}

function situation(evidence: ContainerEvidence): Evidence[] {
  return [
    {
      source: 'engine',
      text: evidence.settings.gpuRequested
        ? 'a GPU was asked for (--gpus)'
        : 'no GPU was asked for (--gpus is not set)',
    },
    {
      source: 'engine',
      text: hasRuntime(evidence)
        ? 'the engine has the NVIDIA runtime'
        : `the engine has no NVIDIA runtime (it has ${evidence.engine.runtimes.join(', ') || 'none that it tells'})`,
    },
  ];
}

function remediesFor(evidence: ContainerEvidence, words = ''): Remedy[] {
  const { settings, name } = evidence;
  if (/not compiled with CUDA/.test(words))
    return [
      {
        description:
          'The installed build is for the CPU: install the one for CUDA, as pytorch.org/get-started names it, or let the code use the CPU',
      },
    ];
  return [
    ...(hasRuntime(evidence)
      ? []
      : [
          {
            description:
              'On the engine’s host: install the NVIDIA driver and the NVIDIA Container Toolkit, and tell the engine',
            command: 'sudo nvidia-ctk runtime configure --runtime=docker && sudo systemctl restart docker',
          },
        ]),
    ...(settings.gpuRequested
      ? [{ description: 'Then start it again', command: `docker start ${shellWord(name)}` }]
      : [
          changeSetting(
            evidence,
            'Give it the GPUs',
            'deploy: {resources: {reservations: {devices: [{driver: nvidia, count: all, capabilities: [gpu]}]}}}',
            { options: ['--gpus', 'all'] },
          ),
        ]),
    {
      description: 'Or let it run without: an image and settings for the CPU (device: cpu, CUDA_VISIBLE_DEVICES empty)',
    },
  ];
}
