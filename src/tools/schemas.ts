import * as z from 'zod';

/** Input fields that several tools share; over MCP paths are absolute. */
export const projectPath = z.string().min(1).max(4096).describe('Project, absolute path');
export const appName = z.string().min(1).max(512).optional().describe('Subfolder or entry point');

export const questionSchema = z.object({
  id: z.string(),
  question: z.string(),
  why: z.string(),
  default: z.string(),
  options: z.array(z.string()).optional(),
});

export const evidenceSchema = z.object({
  fact: z.string(),
  value: z.string(),
  file: z.string(),
  line: z.number().optional(),
});
