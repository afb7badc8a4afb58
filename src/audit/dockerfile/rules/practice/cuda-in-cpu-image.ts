import { operands } from '../../model/command.js';
import type { ShellCommand } from '../../model/shell.js';
import { rootImage, type Stage } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import { imageEnvironment } from './image-environment.js';

export const cudaInCpuImage = defineRule({
  id: 'cuda-in-cpu-image',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'cpu-wheels',
  title: 'Install CPU wheels where there is no GPU',
  why: 'On Linux the torch wheel of PyPI needs the nvidia-* packages, several gigabytes that a machine without a GPU never loads; the index https://download.pytorch.org/whl/cpu has the same torch in about 200 MB. An index that is named, a base image for GPUs or NVIDIA_* in ENV show that a GPU is meant, and nothing is said. Requirements files are not read.',
  bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir torch==2.9.0\n',
  good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir torch==2.9.0 --index-url https://download.pytorch.org/whl/cpu\n',
  check({ stages }, report) {
    for (const stage of stages) {
      const installs = installsOf(stage);
      if (installs.length === 0 || isForGpu(stage)) continue;
      let hasTorch = stage.base !== null && installsOf(stage.base).some(choosesBuild);
      for (const command of installs) {
        if (choosesBuild(command)) {
          hasTorch ||= packagesOf(command).some(({ name }) => isTorch(name));
          continue;
        }
        const found = packagesOf(command).find(({ name }) => isTorch(name) || (!hasTorch && needsTorch.has(name)));
        if (!found) continue;
        hasTorch = true;
        report(
          found.where,
          isTorch(found.name)
            ? `${found.name} from PyPI brings several gigabytes of CUDA libraries, and this base has no GPU; add --index-url https://download.pytorch.org/whl/cpu, which needs about 200 MB.`
            : `${found.name} pulls in torch with several gigabytes of CUDA libraries, and this base has no GPU; install torch from https://download.pytorch.org/whl/cpu before it.`,
        );
      }
    }
  },
});

const needsTorch = new Set([
  'sentence-transformers',
  'openai-whisper',
  'ultralytics',
  'easyocr',
  'timm',
  'accelerate',
  'peft',
  'pytorch-lightning',
  'lightning',
  'fastai',
  'torchmetrics',
  'whisperx',
  'docling',
  'unsloth',
  'bertopic',
]);

function isTorch(name: string): boolean {
  return name === 'torch' || name === 'torchvision' || name === 'torchaudio';
}

/** The base brings the libraries, or the environment asks for a GPU. */
function isForGpu(stage: Stage): boolean {
  const image = rootImage(stage) ?? '';
  if (/nvidia|cuda|cudnn|nvcr\.io|gpu|rocm|pytorch\/|vllm|triton|tensorrt|habana|deepspeed|l4t|jetson/i.test(image))
    return true;
  return [...imageEnvironment(stage).keys()].some((name) => /^(?:NVIDIA_|CUDA_|ROCM_|HIP_)/.test(name));
}

function installsOf({ instructions }: Stage): ShellCommand[] {
  return instructions
    .filter(({ keyword, onbuild }) => keyword === 'RUN' && !onbuild)
    .flatMap((run) => (choosesByEnvironment(run.variables) ? [] : (run.script?.commands ?? []).filter(isPipInstall)));
}

function isPipInstall({ name, words }: ShellCommand): boolean {
  const values = words.map(({ value }) => value);
  if (!values.includes('install') && !(name === 'uv' && values.includes('add'))) return false;
  return (
    /^pip[\d.]*$/.test(name) ||
    (name === 'uv' && (values[0] === 'pip' || values[0] === 'add')) ||
    (/^python[\d.]*$/.test(name) && values[0] === '-m' && values[1] === 'pip')
  );
}

const indexOption =
  /^(?:-i|--index-url|--extra-index-url|--index|--default-index|--find-links|-f|--torch-backend)(?:=|$)/;

/** The index, or the version itself, says which build is meant. */
function choosesBuild({ words, assignments }: ShellCommand): boolean {
  if (choosesByEnvironment(new Map(assignments.map(({ name, value }) => [name, value])))) return true;
  return words.some(
    ({ value }) => indexOption.test(value) || /^torch\w*[^=]*==[^+]+\+|\.whl(?:$|#)|download\.pytorch\.org/.test(value),
  );
}

function choosesByEnvironment(variables: ReadonlyMap<string, string | null>): boolean {
  return [
    'PIP_INDEX_URL',
    'PIP_EXTRA_INDEX_URL',
    'UV_INDEX',
    'UV_INDEX_URL',
    'UV_EXTRA_INDEX_URL',
    'UV_DEFAULT_INDEX',
    'UV_TORCH_BACKEND',
    'PIP_FIND_LINKS',
  ].some((name) => variables.has(name));
}

function packagesOf(command: ShellCommand): { name: string; where: { start: number; end: number } }[] {
  return operands(command, ['r', 'requirement', 'c', 'constraint', 't', 'target', 'python', 'platform']).map(
    (word) => ({
      name: (/^[A-Za-z0-9._-]+/.exec(word.value)?.[0] ?? '').toLowerCase().replaceAll('_', '-'),
      where: word,
    }),
  );
}
