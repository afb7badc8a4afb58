import type { Span } from '../../../finding.js';
import { hasSequence } from '../../model/command.js';
import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { ShellCommand } from '../../model/shell.js';
import { defineRule } from '../../rule.js';
import { hasCacheMount } from './dependency-installs.js';

export const modelWeightsInLayer = defineRule({
  id: 'model-weights-in-layer',
  severity: 'info',
  profile: 'default',
  aliases: {},
  principle: 'persistent-data',
  title: 'Keep model weights out of the layers',
  why: 'Weights are gigabytes that change on another day than the code. In a layer each node pulls them with the image, a registry keeps them once for every image, and a changed line above rebuilds them. A volume, a cache mount or an image of their own (COPY --from a data image by digest) is pulled once. A small model that must start without a network is a reason to keep it.',
  bad: 'FROM python:3.13-slim\nRUN hf download BAAI/bge-m3 --local-dir /models\n',
  good: 'FROM python:3.13-slim\nENV HF_HOME=/models\nVOLUME /models\n',
  check(dockerfile, report) {
    for (const { where, what } of weights(dockerfile))
      report(
        where,
        `${what} puts model weights into a layer, to be pulled with every version; load them from a volume, or mount them from an image of their own.`,
      );
  },
});

const weightFile =
  /(?:\.(?:safetensors|gguf|ggml|ckpt|pth|pt)|(?:^|[/_-])(?:pytorch_model|ggml|model)[\w.-]*\.bin)(?:[?#].*)?$/i;
const modelHost = /^https?:\/\/(?:huggingface\.co|hf\.co)\/.+\/resolve\//;

/** Longer words name no file. */
function isWeights(source: string): boolean {
  return source.length < 1_000 && (weightFile.test(source) || modelHost.test(source));
}

function weights({ instructions }: Dockerfile): { where: Span; what: string }[] {
  return instructions.flatMap((instruction) => {
    if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') return copied(instruction);
    if (instruction.keyword !== 'RUN' || hasCacheMount(instruction)) return [];
    return (instruction.script?.commands ?? []).flatMap((command) => {
      const what = downloads(command);
      return what ? [{ where: command, what }] : [];
    });
  });
}

function copied({ keyword, words, heredocs }: Instruction): { where: Span; what: string }[] {
  if (heredocs.length > 0) return [];
  return words
    .slice(0, -1)
    .filter(({ value }) => isWeights(value))
    .map((word) => ({ where: word, what: `This ${keyword}` }));
}

function downloads(command: ShellCommand): string | null {
  const { name, words } = command;
  const values = words.map(({ value }) => value);
  if ((name === 'huggingface-cli' || name === 'hf') && values.includes('download')) return `${name} download`;
  if (
    (name === 'uvx' || name === 'uv') &&
    values.some((value) => value === 'hf' || value === 'huggingface-cli') &&
    values.includes('download')
  )
    return 'hf download';
  if (name === 'ollama' && values[0] === 'pull') return 'ollama pull';
  if (
    name === 'git' &&
    (hasSequence(command, 'lfs', 'pull') ||
      (values[0] === 'clone' &&
        values.some((value) =>
          /^https:\/\/(?:[^/@]*@)?(?:huggingface\.co|hf\.co)\/(?!spaces\/|datasets\/)/.test(value),
        )))
  )
    return values[0] === 'clone' ? 'git clone' : 'git lfs pull';
  if (
    (name === 'curl' || name === 'wget' || name === 'aria2c') &&
    values.some((value) => /^https?:/.test(value) && isWeights(value))
  )
    return name;
  if (/^python[\d.]*$/.test(name)) {
    const code = values[values.indexOf('-c') + 1];
    if (values.includes('-c') && code && loading.test(code)) return 'This download';
  }
  return null;
}

const loading =
  /\b(?:snapshot_download|hf_hub_download|from_pretrained|load_model|SentenceTransformer|CrossEncoder|TextEmbedding|WhisperModel|pipeline)\s*\(/;
