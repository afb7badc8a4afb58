import { registryHostOf } from '../../engine/registry-reach.js';
import { type Check, ok, warn } from '../check.js';

export const credentials: Check = {
  id: 'credentials',
  title: 'Logins to registries',
  assess({ client, needs, machine }) {
    const missing = client.helpers.filter(({ found }) => !found).map(({ name }) => `docker-credential-${name}`);
    const shown = client.registries.length > 0 ? client.registries.join(', ') : 'none';
    if (missing.length > 0)
      return warn(
        `${shown}; ${missing.join(', ')} is not on PATH`,
        'every helper that config.json names',
        `Install it, or take it out of credsStore and credHelpers in ${client.path}: pulls and pushes fail with it missing`,
      );
    if (client.plain.length > 0) {
      const store = { darwin: 'osxkeychain', win32: 'wincred' }[machine.platform as string] ?? 'pass or secretservice';
      return warn(
        `${shown}; unencrypted in ${client.path}: ${client.plain.join(', ')}`,
        'a credential helper',
        `"credsStore": "${store.split(' ')[0]}" in ${client.path} (${store}: docker-credential-helpers), then docker login again`,
      );
    }
    const wanted = needs.repository ? registryHostOf(needs.repository) : null;
    const any = client.helpers.length > 0;
    if (wanted && !any && !client.registries.includes(wanted))
      return warn(
        `${shown}; none for ${wanted}`,
        `a login to ${wanted}`,
        `docker login${wanted === 'docker.io' ? '' : ` ${wanted}`}`,
      );
    return ok(`${shown}${any ? `; by ${client.helpers.map(({ name }) => name).join(', ')}` : ''}`);
  },
};
