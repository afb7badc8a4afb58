import { defineRule } from '../../rule.js';
import { stepsDown } from './steps-down.js';
import { isWithoutUser, userMissingAliases } from './user-missing.js';

export const userMissingStepsDown = defineRule({
  id: 'user-missing-steps-down',
  severity: 'info',
  profile: 'strict',
  aliases: userMissingAliases,
  principle: 'non-root',
  title: 'Start as the user that the service runs as',
  why: 'An entry point that starts as root, sets the owner of a volume and then steps down through gosu, su-exec, setpriv or s6 ends without root, as the images of PostgreSQL and Redis do. What is left: `docker exec` still enters as root, and Kubernetes refuses the image under runAsNonRoot. Trivy, Checkov and KICS name every image without USER; by default this one is left alone.',
  bad: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y gosu\nCOPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\n',
  good: 'FROM debian:13-slim\nCOPY entrypoint.sh /\nUSER 1000\nENTRYPOINT ["/entrypoint.sh"]\n',
  check({ target }, report) {
    if (!target?.from || !isWithoutUser(target) || !stepsDown(target)) return;
    report(
      target.from.words[0] ?? target.from,
      'The container starts as root and steps down by itself; name a USER where the volume can be prepared without root.',
    );
  },
});
