import { engineCheck, fail, ok } from '../check.js';

/** Node's names of processors in Docker's words. */
const architectures: Record<string, string> = { x64: 'amd64', ia32: '386', arm64: 'arm64', arm: 'arm' };

export const containers = engineCheck('containers', 'Kind of containers', (engine, { machine }) => {
  if (engine.os !== 'linux')
    return fail(
      `${engine.os}/${engine.arch}`,
      'linux',
      'Docker Desktop: its icon > Switch to Linux containers; or & "$Env:ProgramFiles\\Docker\\Docker\\DockerCli.exe" -SwitchLinuxEngine',
    );
  const own = architectures[machine.arch] ?? machine.arch;
  const note = engine.local && own !== engine.arch && own !== '386' ? `, emulated on ${own}` : '';
  return ok(`linux/${engine.arch}${note}`);
});
