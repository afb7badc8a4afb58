import { type Check, notMeasured, ok, warn } from '../check.js';

/** Asked for by a Spec that names a registry, and by nothing else. */
export const registry: Check = {
  id: 'registry',
  title: 'The Spec’s registry answers',
  assess({ registry: reach, client }) {
    if (!reach) return null;
    const { host, status, reason } = reach;
    if (status === 200 || status === 401) return ok(`${host}${status === 401 ? ', wants a login' : ''}`);
    if (status !== null)
      return warn(
        `${host} answers ${status}`,
        '200, or 401 before a login',
        'Look at its address in the Spec (registry.repository) and at its own state.',
      );
    // Node's own client takes no proxy; the engine does
    if (client.own.https ?? client.own.http)
      return notMeasured(`${host}: ${reason}; it may be reached through the proxy alone`);
    return warn(
      `${host}: ${reason}`,
      'it answers',
      /ENOTFOUND|EAI_AGAIN/.test(reason ?? '')
        ? `Correct registry.repository in the Spec, or the name service: nslookup ${host.split(':')[0]}`
        : `Try it: curl -v https://${host}/v2/`,
    );
  },
};
