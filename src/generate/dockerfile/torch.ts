import { worded } from '../../knowledge/questions.js';
import type { Project, Question } from '../../project/project.js';
import type { Spec } from '../../spec/schema.js';

/** What installs torch, directly or through what it needs. */
const bringTorch = new Set([
  'torch',
  'torchvision',
  'torchaudio',
  'accelerate',
  'docling',
  'easyocr',
  'flair',
  'lightning',
  'open-clip-torch',
  'openai-whisper',
  'peft',
  'pytorch-lightning',
  'sentence-transformers',
  'stanza',
  'timm',
  'ultralytics',
]);

/**
 * Whether uv may take the CPU builds of torch: no GPU is wanted, and no hash or locked CUDA wheel forbids it.
 * uv's own projects take what their lock names, so this is for `uv pip install` only.
 */
export function takesCpuWheels({ dependencies, cudaWheelsLocked }: Project, spec: Spec): boolean {
  if (spec.runtime.accelerator !== 'none' || cudaWheelsLocked || dependencies.hashes) return false;
  if (!['pip', 'pyproject', 'setup.py', 'none'].includes(dependencies.manager)) return false;
  return [...dependencies.direct, ...dependencies.locked].some(({ name }) => bringTorch.has(name));
}

/** CUDA wheels that are locked although nothing uses a GPU: what to change and what it saves; nothing is changed here. */
export function cudaWheelsQuestion(project: Project, spec: Spec): Question[] {
  if (!project.cudaWheelsLocked || spec.runtime.accelerator !== 'none') return [];
  const { manager, lock, manifests } = project.dependencies;
  const where = lock ?? manifests[0] ?? 'the requirements';
  return [
    {
      id: 'cuda-wheels',
      ...worded('cuda-wheels', { as: 'named', because: 'size', values: { lock: where, edit: cpuEdit(manager) } }),
      default: 'keep the lock as it is',
      options: ['keep the lock as it is', 'lock the CPU builds'],
    },
  ];
}

function cpuEdit(manager: string): string {
  const index = 'https://download.pytorch.org/whl/cpu';
  if (manager === 'uv')
    return `In pyproject.toml add [[tool.uv.index]] with name = "pytorch-cpu", url = "${index}", explicit = true, and under [tool.uv.sources] torch = { index = "pytorch-cpu" }; then run uv lock.`;
  if (manager === 'poetry')
    return `Run poetry source add --priority explicit pytorch-cpu ${index}, then poetry add --source pytorch-cpu torch.`;
  if (manager === 'pdm')
    return `In pyproject.toml add [[tool.pdm.source]] with name = "pytorch-cpu", url = "${index}", include_packages = ["torch"]; then run pdm lock.`;
  if (manager === 'pipenv')
    return `In the Pipfile add a [[source]] named pytorch-cpu with url = "${index}", set torch = {version = "*", index = "pytorch-cpu"}; then run pipenv lock.`;
  return `Remove the nvidia-* and triton lines from the requirements, and compile them again with --extra-index-url ${index}.`;
}
