import { type Check, ok, warn } from '../check.js';

export const clientSettings: Check = {
  id: 'client-settings',
  title: 'Your own settings (config.json)',
  assess({ client }) {
    if (client.malformed)
      return warn(
        `${client.path} is no JSON`,
        'valid JSON',
        'Mend or move it: contexts, proxies and logins in it count as not there',
      );
    if (!client.exists) return ok('the defaults');
    return ok(client.context ? `${client.path}, context ${client.context}` : client.path);
  },
};
