import { defineFaults } from './fault.js';

export const faults = defineFaults(
  {
    id: 'gpu-engine-has-none',
    title: 'A GPU is asked for, and the engine has no driver for any',
    language: null,
    cause: 'gpu-not-available',
    quick: true,
    notOnPodman: 'it starts without the device that was asked for',
    start: (scene) =>
      scene.startRefused({
        Image: 'debian:bookworm-slim',
        Cmd: ['true'],
        HostConfig: { DeviceRequests: [{ Driver: '', Count: -1, Capabilities: [['gpu']] }] },
      }),
  },
  {
    id: 'gpu-library-missing-python',
    title: 'Python loads CUDA, and no GPU was given to the container',
    language: 'python',
    cause: 'gpu-not-available',
    start: (scene) =>
      scene.run(
        { Image: 'python:3.13-slim', Cmd: ['python3', '/app/main.py'] },
        {
          '/app/main.py': 'import ctypes\nprint("loading model on cuda:0", flush=True)\nctypes.CDLL("libcuda.so.1")\n',
        },
      ),
  },
  {
    id: 'gpu-smi-missing-shell',
    title: 'An entry script asks nvidia-smi',
    language: 'shell',
    cause: 'gpu-not-available',
    tolerated: ['command-not-found'],
    start: (scene) =>
      scene.run({ Image: 'debian:bookworm-slim', Cmd: ['bash', '-ec', 'echo "checking GPU"; nvidia-smi; exec serve'] }),
  },
);
