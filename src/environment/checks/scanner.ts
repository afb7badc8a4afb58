import { type Check, ok, warn } from '../check.js';

const names = ['trivy', 'grype', 'docker-scout'];

export const scanner: Check = {
  id: 'scanner',
  title: 'Scanner of vulnerabilities',
  assess({ machine, needs }) {
    const found = names.filter((name) => machine.programs.has(name));
    if (found.length > 0) return ok(found.join(', '));
    const how =
      machine.platform === 'darwin'
        ? 'brew install trivy, or brew install grype'
        : machine.platform === 'win32'
          ? 'winget install AquaSecurity.Trivy'
          : 'Trivy: https://trivy.dev/latest/getting-started/installation/; Grype: https://github.com/anchore/grype#installation';
    return needs.scanner
      ? warn('not found', 'one, since the Spec counts vulnerabilities', how)
      : ok('none; vulnerabilities are not measured', { recommended: `to have one: ${how}` });
  },
};
