import { auditImageTool } from './audit-image.js';
import { checkEnvironmentTool } from './check-environment.js';
import { diagnoseContainerTool } from './diagnose-container.js';
import { draftSpecTool } from './draft-spec.js';
import { explainConceptTool } from './explain-concept.js';
import { generateDockerfileTool } from './generate-dockerfile.js';
import { pushImageTool } from './push-image.js';
import type { Tool } from './tool.js';
import { verifyImageTool } from './verify-image.js';

/** Every tool, in the order in which they are used. */
export const tools: readonly Tool[] = [
  draftSpecTool,
  generateDockerfileTool,
  verifyImageTool,
  auditImageTool,
  diagnoseContainerTool,
  pushImageTool,
  checkEnvironmentTool,
  explainConceptTool,
];
