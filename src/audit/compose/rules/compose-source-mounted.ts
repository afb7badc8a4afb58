import { type Mount, mountsOf } from '../model/mounts.js';
import { settingOf } from '../model/service.js';
import { entryAt, textOf } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

/** Folders that hold code in any project, and the project itself. */
const source = /^(?:\.|\.\/|\$\{?PWD\}?\/?|\.\/(?:src|app|lib|code|source)\/?)$/;
/** Where data, models and settings lie in a container, whatever the folder of the host is called. */
const data =
  /^\/(?:data|models?|mnt|media|backups?|config|var\/lib|tmp|etc|docker-entrypoint[\w.-]*)(?:\/|$)|\/(?:data|datasets?|models?|weights|checkpoints|uploads?|media|logs?|cache|backups?|output|static|config|certs?|storage)\/?$/i;

export const composeSourceMounted = defineComposeRule({
  id: 'compose-source-mounted',
  severity: 'info',
  profile: 'default',
  aliases: {},
  principle: 'dev-prod-separation',
  title: 'Mount source code in a file for development',
  why: "With the source mounted over the image's, what runs is not what was built, and the service may change its own code. For development that is what one wants, in a file that says so (compose.dev.yaml, compose.override.yaml). Only services that are built here are meant, and mounts that can be written to; a folder whose name is not known here, and one that lies where data, models or settings lie, are left alone.",
  bad: 'services:\n  app:\n    build: .\n    volumes: [".:/app"]\n',
  good: { compose: 'services:\n  app:\n    build: .\n    volumes: [".:/app"]\n', path: 'compose.dev.yaml' },
  check({ services, development }, report) {
    if (development) return;
    for (const service of services) {
      if (!service.complete || !settingOf(service, 'build') || settingOf(service, 'develop')) continue;
      for (const mount of mountsOf(service))
        if (mount.type === 'bind' && !mount.readOnly && isSource(mount))
          report(
            mount.value.where,
            `${shown(service.name)} runs the source of this folder instead of its image; move the mount to compose.dev.yaml.`,
          );
    }
  },
});

function isSource({ source: from, target, value }: Mount): boolean {
  // PWD is the project, another variable may be anything
  const path = from ?? (textOf(value)?.split(':', 1)[0] || textOf(entryAt(value, 'source')?.value));
  return path !== undefined && source.test(path) && !data.test(target ?? '');
}
