import { posix } from 'node:path';
import { defineImageRule } from '../image-rule.js';
import { isPackaged } from './file-names.js';

const names = new Set(['secret_token.rb', 'carrierwave.rb', 'omniauth.rb', 'settings.py', 'database.yml']);

export const imageSettingsFile = defineImageRule({
  id: 'image-settings-file',
  severity: 'info',
  profile: 'strict',
  aliases: { dockle: ['CIS-DI-0010'], cis: ['4.10'] },
  principle: 'environment-configuration',
  title: 'Look at settings files that often hold passwords',
  why: 'Dockle counts a framework’s settings file as a credential by its name alone. Most read their secrets from the environment, so this speaks only with the strict profile; the secret scan reads them.',
  check({ files }, report) {
    for (const { path, kind, layer } of files.all())
      if (kind === 'file' && names.has(posix.basename(path)) && !isPackaged(path))
        report(`${path} is a settings file that often holds passwords; see that it reads them from the environment.`, {
          path,
          layer,
        });
  },
});
