import type { Rationale } from '../files.js';
import type { Render } from '../templates.js';

/** A part of a generated file: a template with its data, and why it is there. */
export interface Block {
  /** Name of a template in templates/dockerfile. */
  template: string;
  /** Id of the principle that it follows. */
  principle: string;
  /** One line about this repository; it is the comment above the block. */
  reason: string;
  data?: object;
}

/** Renders blocks under a header, an empty line between them; the rationale points at the first line under each comment. */
export function renderBlocks(
  file: string,
  header: string,
  blocks: Block[],
  render: Render,
): { content: string; rationale: Rationale[] } {
  const rationale: Rationale[] = [];
  let content = header;
  for (const { template, principle, reason, data } of blocks) {
    const text = render(`dockerfile/${template}`, { ...data, reason }).trimEnd();
    content += `\n${text}\n`;
    rationale.push({ file, line: content.split('\n').length - text.split('\n').length + 1, principle, reason });
  }
  return { content: `${content}\n`, rationale };
}
