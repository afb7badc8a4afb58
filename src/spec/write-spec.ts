import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Document, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { Fault } from '../fault.js';
import { specFileName } from './read-spec.js';
import type { Spec } from './schema.js';

const header = ` What is built and how it is judged. Review it: the Dockerfile and all the rest are generated from it.
 The command's \${PORT} stands for the port. Secrets are named here, never given a value.`;
const onRequest = ` on request: optional-services, reproducible, compose, clean-environment: {required: true};
 vulnerabilities: {critical: 0}; smoke: [{request: GET /, expect: {status: 200}}]`;

/** A Spec as the YAML that a person reviews: short maps on one line, the same bytes for the same Spec. */
export function renderSpec(spec: Spec): string {
  const document = new Document(spec);
  document.commentBefore = header;
  const criteria = document.get('criteria');
  if (isMap(criteria)) criteria.comment = onRequest;
  inlineShortCollections(document.contents, 0);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** An existing Spec's text with what differs between `before` and `after`; comments and order stay as the person left them. */
export function updateSpecText(text: string, before: Spec, after: Spec): string {
  if (JSON.stringify(before) === JSON.stringify(after)) return text;
  const document = parseDocument(text);
  applyChanges(document, [], before as unknown as Record<string, unknown>, after as unknown as Record<string, unknown>);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Writes the Spec's text atomically. @throws Fault `write-failed` */
export async function writeSpecText(root: string, text: string): Promise<void> {
  const path = join(root, specFileName);
  const temporary = join(root, `.${specFileName}.${randomBytes(6).toString('hex')}`);
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new Fault(
      'write-failed',
      `${path} cannot be written: ${(error as Error).message}`,
      'Check the permissions and the space of that folder.',
    );
  }
}

function applyChanges(
  document: Document,
  path: string[],
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): void {
  for (const [key, value] of Object.entries(after)) {
    const old = before?.[key];
    if (JSON.stringify(old) === JSON.stringify(value) || value === undefined) continue;
    if (isPlainObject(old) && isPlainObject(value)) applyChanges(document, [...path, key], old, value);
    else document.setIn([...path, key], document.createNode(value));
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inlineShortCollections(node: unknown, depth: number): void {
  if (!isMap(node) && !isSeq(node)) return;
  const length = JSON.stringify(node.toJSON()).length;
  const comments = (node as { comment?: string | null }).comment;
  if (depth > 0 && length < 90 && !comments && !(depth === 1 && length > 60)) node.flow = true;
  else
    for (const item of node.items)
      inlineShortCollections(
        isScalar(item) ? item : 'value' in (item as object) ? (item as { value: unknown }).value : item,
        depth + 1,
      );
}
