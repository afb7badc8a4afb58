import type { PlainCommand } from '../plain-command.js';
import { completionCommand } from './completion.js';
import { copyCommand } from './copy.js';
import { execCommand } from './exec.js';
import { inspectCommand } from './inspect.js';
import { lessonCommand } from './lesson.js';
import { logsCommand } from './logs.js';
import { promptCommand } from './prompt.js';
import { restartPolicyCommand } from './restart-policy.js';
import { setupCommand } from './setup.js';
import { shipCommand } from './ship.js';
import { templateCommand } from './template.js';
import { watchCommand } from './watch.js';

/** Every command without a tool, in the order in which they are used. */
export const plainCommands: readonly PlainCommand[] = [
  templateCommand,
  shipCommand,
  copyCommand,
  logsCommand,
  inspectCommand,
  execCommand,
  watchCommand,
  restartPolicyCommand,
  lessonCommand,
  setupCommand,
  promptCommand,
  completionCommand(() => plainCommands),
];
