import { reloadingCommand } from '../dockerfile/reload.js';
import { startCommand } from '../dockerfile/start-command.js';
import type { Subject } from '../dockerfile/subject.js';
import { inOneLine, yamlDocument, yamlText } from '../text/yaml.js';
import { serviceName } from './compose.js';
import { composedServices } from './connection.js';
import { literal } from './interpolation.js';

/** compose.dev.yaml without its last line: the code from this folder, reloaded on change where the server can. */
export function renderComposeDev({ project, spec, command }: Subject, composeFile: string): string {
  const app = serviceName(spec, composedServices(project, spec).known);
  const reloading = reloadingCommand(command);
  const document = yamlDocument({
    services: {
      [app]: {
        ...(reloading ? { command: startCommand(project, reloading).exec.map(literal) } : {}),
        environment: { PYTHONDONTWRITEBYTECODE: '1' },
        volumes: ['.:/app'],
        restart: 'no',
      },
    },
  });
  inOneLine(document, ['services', app, 'command']);
  document.commentBefore = ` For development, and only when named, since what runs so is not what was proven:\n docker compose -f ${composeFile} -f compose.dev.yaml up --build\n The code of this folder replaces the image's${reloading ? '; the server reloads when it changes' : ''}.`;
  return `${yamlText(document)}\n`;
}
