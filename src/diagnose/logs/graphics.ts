import type { Recognizer } from './finding.js';

/** A GPU that was wanted and is not there; the subject is how that shows. */
export const graphics: Recognizer = {
  teller: 'CUDA',
  patterns: [
    {
      kind: 'gpu',
      weight: 0.97,
      needle: 'NVIDIA driver',
      pattern: /(?<subject>Found no NVIDIA driver on your system|The NVIDIA driver on your system is too old)/,
    },
    {
      kind: 'gpu',
      weight: 0.95,
      needle: 'CUDA',
      pattern:
        /(?<subject>no CUDA-capable device is detected|No CUDA GPUs are available|CUDA driver version is insufficient for CUDA runtime version|Torch not compiled with CUDA enabled|CUDA error: no kernel image is available|torch\.cuda\.is_available\(\) is False|CUDA_ERROR_NO_DEVICE|CUDA is not available|CUDA initialization: [^\n]{1,80})/,
    },
    {
      kind: 'gpu',
      weight: 0.95,
      needle: 'cannot open shared object file',
      pattern:
        /(?<subject>lib(?:cuda|cudart|nvidia-ml|cudnn|cublas|nvrtc)[\w.-]{0,40}\.so[\d.]{0,20}): cannot open shared object file/,
    },
    {
      kind: 'gpu',
      weight: 0.95,
      needle: 'NVIDIA-SMI has failed',
      pattern: /(?<subject>NVIDIA-SMI has failed)/,
    },
    {
      kind: 'gpu',
      weight: 0.9,
      needle: 'nvidia-smi',
      pattern:
        /(?<subject>nvidia-smi): (?:command )?not found|executable file not found.{0,40}nvidia-smi|No such file or directory: '(?:[\w/]{0,60}\/)?nvidia-smi'/,
    },
    {
      kind: 'gpu',
      weight: 0.9,
      needle: 'nvidia-container-cli',
      pattern: /(?<subject>nvidia-container-cli: [^\n]{3,150})/,
    },
  ],
};
