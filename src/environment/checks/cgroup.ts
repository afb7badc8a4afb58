import { engineCheck, notMeasured, ok, warn } from '../check.js';

export const cgroup = engineCheck('cgroup', 'Limits of containers (control groups)', (engine) => {
  const { cgroupVersion, cgroupDriver, limits, kind, podman } = engine;
  const missing = Object.entries(limits).flatMap(([name, there]) => (there ? [] : [name]));
  const shown = `cgroup v${cgroupVersion ?? '?'}${cgroupDriver ? `, ${cgroupDriver}` : ''}`;
  if (missing.length > 0)
    return warn(
      `${shown}; not limited: ${missing.join(', ')}`,
      'all limits work',
      engine.securityOptions.some((option) => option.includes('rootless'))
        ? 'Delegate them to users: https://rootlesscontaine.rs/getting-started/common/cgroup2/'
        : 'Start the kernel with cgroup_enable=memory swapaccount=1 (GRUB_CMDLINE_LINUX in /etc/default/grub, then sudo update-grub and a restart)',
    );
  if (cgroupVersion === null) return notMeasured('the engine does not say');
  if (cgroupVersion >= 2) return ok(shown);
  const how =
    kind === 'linux' || kind === 'remote'
      ? 'Start the kernel with systemd.unified_cgroup_hierarchy=1, or use a distribution of 2021 or later'
      : kind === 'wsl' || kind === 'docker-desktop-wsl'
        ? 'In %UserProfile%\\.wslconfig, section [wsl2]: kernelCommandLine=cgroup_no_v1=all, then wsl --shutdown'
        : 'Update the product that runs this engine';
  return warn(`${shown}, deprecated since ${podman ? 'Podman 5' : 'Docker 29'}`, 'cgroup v2', how);
});
