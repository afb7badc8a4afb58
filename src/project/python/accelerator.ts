import { lineAt } from '../places.js';
import type { Dependencies, Evidence, Question } from '../project.js';
import type { Modules } from './modules.js';

const onlyGpu = new Set([
  'vllm',
  'onnxruntime-gpu',
  'tensorflow-gpu',
  'faiss-gpu',
  'faiss-gpu-cu12',
  'cupy',
  'cupy-cuda11x',
  'cupy-cuda12x',
  'cupy-cuda13x',
  'tensorrt',
  'tensorrt-llm',
  'flash-attn',
  'sglang',
  'jax-cuda12-pjrt',
  'nvidia-dali-cuda120',
  'paddlepaddle-gpu',
  'mxnet-cu112',
  'xformers',
  'deepspeed',
  'auto-gptq',
  'autoawq',
]);
/** Packages that fall back to the CPU, so that they do not decide. */
const either = new Set(['bitsandbytes', 'torch', 'tensorflow', 'jax', 'xformers']);
const cudaUse =
  /\.cuda\(\)|\.to\(\s*["']cuda(?::\d)?["']\s*\)|device\s*=\s*["']cuda(?::\d)?["']|torch\.device\(\s*["']cuda(?::\d)?["']\s*\)|device_map\s*=\s*["']cuda/;
const choice = /cuda\.is_available|is_cuda_available|get_device_name|device_count|["']cpu["']/;

/** Whether the service wants a GPU, and whether CUDA wheels are locked although nothing shows that it does. */
export function findAccelerator(
  modules: Modules,
  files: readonly string[],
  dependencies: Dependencies,
): { accelerator: 'none' | 'cuda'; cudaWheelsLocked: boolean; evidence: Evidence[]; questions: Question[] } {
  const manifest = dependencies.lock ?? dependencies.manifests[0] ?? '.';
  const cudaExtra = dependencies.direct.find(({ extras }) =>
    extras.some((extra) => /^(?:and-)?cuda\d*(?:-local)?$|^gpu$/.test(extra)),
  );
  const needs = dependencies.direct.find(({ name }) => onlyGpu.has(name) && !either.has(name)) ?? cudaExtra;
  if (needs)
    return {
      accelerator: 'cuda',
      cudaWheelsLocked: false,
      evidence: [{ fact: 'accelerator', value: `cuda: ${needs.name}`, file: manifest }],
      questions: [],
    };
  const cudaWheels = dependencies.locked.find(
    ({ name, specifier }) =>
      /^nvidia-(?:cublas|cuda|cudnn|nccl|cusparse|cufft)/.test(name) || /\+cu\d+/.test(specifier),
  );
  const hard = hardUse(modules, files);
  const question: Question = {
    id: 'accelerator',
    question: 'Does the service need a GPU?',
    why: hard ? `${hard.file}:${hard.line} uses CUDA without a way to run on the CPU.` : '',
    default: 'cuda',
    options: ['none', 'cuda'],
  };
  return {
    accelerator: hard ? 'cuda' : 'none',
    cudaWheelsLocked: cudaWheels !== undefined && !hard,
    evidence: [
      ...(hard ? [{ fact: 'accelerator', value: 'cuda', ...hard }] : []),
      ...(cudaWheels && !hard
        ? [{ fact: 'cuda wheels', value: `${cudaWheels.name} ${cudaWheels.specifier}`.trim(), file: manifest }]
        : []),
    ],
    questions: hard ? [question] : [],
  };
}

/** A use of CUDA in a file that has no way around it. */
function hardUse(modules: Modules, files: readonly string[]): { file: string; line: number } | null {
  for (const file of files) {
    const text = modules.text(file) ?? '';
    const match = /cuda/.test(text) && !choice.test(text) ? cudaUse.exec(text) : null;
    if (match) return { file, line: lineAt(text, match.index) };
  }
  return null;
}
