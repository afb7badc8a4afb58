import { defineRule } from '../../rule.js';
import { exposes, hasCheck, healthcheckAliases } from './healthcheck-missing.js';

export const healthcheckMissingService = defineRule({
  id: 'healthcheck-missing-service',
  severity: 'info',
  profile: 'default',
  aliases: healthcheckAliases,
  principle: 'health-check',
  title: 'Say how the service is known to be healthy',
  why: 'A service that hangs still has its process, and Docker shows it as running. With a HEALTHCHECK it is `unhealthy`, Compose waits for it (`condition: service_healthy`) and Swarm replaces it. Kubernetes has probes of its own and does not read it.',
  bad: 'FROM nginx:1.29\nEXPOSE 80\n',
  good: 'FROM nginx:1.29\nEXPOSE 80\nHEALTHCHECK CMD ["curl", "--fail", "--silent", "http://127.0.0.1/"]\n',
  check({ target }, report) {
    if (target?.from && !hasCheck(target) && exposes(target))
      report(target.from, 'The image exposes a port and has no HEALTHCHECK; add one that asks the service itself.');
  },
});
