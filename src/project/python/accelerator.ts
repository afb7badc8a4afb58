import { worded } from '../../knowledge/questions.js';
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
  'deepspeed',
  'auto-gptq',
  'autoawq',
]);
/** Those of them that do nothing without one. */
const onlyOnGpu = new Set([
  'vllm',
  'tensorrt',
  'tensorrt-llm',
  'flash-attn',
  'sglang',
  'cupy',
  'cupy-cuda11x',
  'cupy-cuda12x',
  'cupy-cuda13x',
]);
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
  const needs = dependencies.direct.find(({ name }) => onlyGpu.has(name)) ?? cudaExtra;
  if (needs) {
    const evidence = [{ fact: 'accelerator', value: `cuda: ${needs.name}`, file: manifest }];
    const asked = onlyOnGpu.has(needs.name) ? [] : [question('package', { package: needs.name })];
    return { accelerator: 'cuda', cudaWheelsLocked: false, evidence, questions: asked };
  }
  const cudaWheels = dependencies.locked.find(
    ({ name, specifier }) =>
      /^nvidia-(?:cublas|cuda|cudnn|nccl|cusparse|cufft)/.test(name) || /\+cu\d+/.test(specifier),
  );
  const hard = hardUse(modules, files);
  return {
    accelerator: hard ? 'cuda' : 'none',
    cudaWheelsLocked: cudaWheels !== undefined && !hard,
    evidence: [
      ...(hard ? [{ fact: 'accelerator', value: 'cuda', ...hard }] : []),
      ...(cudaWheels && !hard
        ? [{ fact: 'cuda wheels', value: `${cudaWheels.name} ${cudaWheels.specifier}`.trim(), file: manifest }]
        : []),
    ],
    questions: hard ? [question('code', { place: `${hard.file}:${hard.line}` })] : [],
  };
}

function question(because: string, values: Record<string, string>): Question {
  return {
    id: 'accelerator',
    ...worded('accelerator', { because, values }),
    default: 'cuda',
    options: ['none', 'cuda'],
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
