import { describeCommands } from '../command-line/describe-commands.js';
import type { PlainCommand } from '../command-line/plain-command.js';
import type { Tool } from '../tools/tool.js';
import { version } from '../version.js';
import { commandReference } from './command-reference.js';
import {
  causeTable,
  checkTable,
  criteriaTable,
  environmentTable,
  errorTable,
  referenceIndex,
} from './definition-tables.js';
import { manPage } from './man-page.js';
import { packagePath } from './package-root.js';
import { readPrinciples } from './principles.js';
import { ruleDocuments } from './rule-documents.js';
import type { PeerRules } from './rule-reference.js';
import { generatorSections } from './scan-generators.js';
import { specReference } from './spec-reference.js';
import { principleReference, toolReference } from './tool-reference.js';
import { questionReference, workflowFile, workflowPage } from './workflow-reference.js';
import { readWorkflows } from './workflows.js';

/** What documents are made from. */
export interface Definitions {
  tools: readonly Tool[];
  plainCommands: readonly PlainCommand[];
  /** test/audit/peer-rules.json. */
  peers: PeerRules;
}

const workflowFolder = 'skill/dockwright/references/workflows';

/** Folders that hold made documents and nothing else. */
export const madeFolders = ['docs/reference', 'docs/rules', workflowFolder] as const;

/** Every document that is a view of definitions, by its path from the root; the README's table is apart, since it is part of a page. */
export function madeDocuments({ tools, plainCommands, peers }: Definitions): ReadonlyMap<string, string> {
  return new Map([
    ['skill/dockwright/references/tools.md', toolReference(tools)],
    ['skill/dockwright/references/principles.md', principleReference()],
    ['skill/dockwright/references/questions.md', questionReference()],
    [
      'src/knowledge/generator-sections.ts',
      generatorSections(
        packagePath('src/generate'),
        readPrinciples().map(({ id }) => id),
      ),
    ],
    ...readWorkflows().map((workflow): [string, string] => [
      `${workflowFolder}/${workflowFile(workflow)}`,
      workflowPage(workflow),
    ]),
    ['man/dockwright.1', manPage(describeCommands(tools, plainCommands), version)],
    ['docs/reference/README.md', referenceIndex(tools)],
    ['docs/reference/commands.md', commandReference(tools, plainCommands)],
    ['docs/reference/spec.md', specReference()],
    ['docs/reference/criteria.md', criteriaTable()],
    ['docs/reference/causes.md', causeTable()],
    ['docs/reference/checks.md', checkTable()],
    ['docs/reference/errors.md', errorTable()],
    ['docs/reference/environment.md', environmentTable()],
    ...[...ruleDocuments(peers)].map(([name, text]): [string, string] => [`docs/rules/${name}`, text]),
  ]);
}
