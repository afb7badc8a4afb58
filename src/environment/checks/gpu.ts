import { engineCheck, fail, ok, warn } from '../check.js';
import type { EngineFacts, Facts } from '../facts.js';

export const gpu = engineCheck('gpu', 'Graphics processor', (engine, facts) => {
  const { machine, needs } = facts;
  const cdi = engine.cdiDevices?.filter((device) => /nvidia|amd/i.test(device)) ?? [];
  const offered = engine.runtimes.includes('nvidia') ? 'runtime nvidia' : cdi.length > 0 ? `CDI ${cdi[0]}` : null;
  const there = machine.gpus.join(', ');
  if (offered) return ok(`${offered}${there && engine.here ? `, ${there} in this machine` : ''}`);
  if (needs.gpu)
    return fail(
      there ? `${there}; the engine offers none` : 'none',
      `one for ${needs.name} (CUDA)`,
      howToOffer(engine, facts),
    );
  if (machine.gpus.includes('nvidia') && (engine.here || engine.kind === 'wsl'))
    return warn(
      'nvidia in this machine; the engine offers none',
      'the NVIDIA container runtime',
      howToOffer(engine, facts),
    );
  if (machine.gpus.includes('apple')) return ok('Apple’s; containers cannot use it, models run on processors there');
  return ok(there ? `${there}; pass it with --device` : 'none');
});

function howToOffer(engine: EngineFacts, { machine }: Facts): string {
  if (machine.platform === 'darwin')
    return 'macOS gives containers no graphics processor: build and run on Linux with one, or let accelerator be none in the Spec';
  if (engine.kind === 'docker-desktop-wsl')
    return 'Docker Desktop passes NVIDIA’s on in WSL 2: install its Windows driver, then wsl --update';
  if (engine.kind === 'remote')
    return 'On the engine’s host: install the NVIDIA driver and the NVIDIA Container Toolkit';
  const steps = [
    ...(machine.gpus.includes('nvidia') ? [] : ['install the NVIDIA driver (nvidia-smi must answer)']),
    ...(machine.programs.has('nvidia-ctk')
      ? []
      : [
          'install the NVIDIA Container Toolkit: https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/install-guide.html',
        ]),
    'sudo nvidia-ctk runtime configure --runtime=docker && sudo systemctl restart docker',
    'try it: docker run --rm --gpus all ubuntu nvidia-smi',
  ];
  return steps.join('\n');
}
