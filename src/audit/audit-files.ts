import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Activity } from '../activity.js';
import { Fault } from '../fault.js';
import { takeInventory } from '../project/inventory.js';
import { auditScripts } from './audit-scripts.js';
import { auditText, type TextContext } from './audit-text.js';
import { readCredentialFiles } from './credential-context.js';
import type { Finding } from './finding.js';
import type { AuditSettings } from './settings/audit-settings.js';
import { type AuditFile, contextOf } from './targets.js';

/** A file with its text as it was read, so that places in it can be shown and mended. */
export interface AuditedFile extends AuditFile {
  text: string;
  findings: Finding[];
  /** What could not be looked at. */
  warnings: string[];
  context: TextContext;
}

const largest = 4_000_000;
const mostContextFiles = 20_000;

/** Rules and, for a Dockerfile, ShellCheck. */
export async function auditAll(
  { kind, name }: Pick<AuditFile, 'kind' | 'name'>,
  text: string,
  settings: AuditSettings,
  context: TextContext,
  signal: AbortSignal,
): Promise<Pick<AuditedFile, 'findings' | 'warnings'>> {
  const found = auditText(kind, text, settings, context);
  const scripts = kind === 'dockerfile' ? await auditScripts(text, settings, signal) : { findings: [], warnings: [] };
  const findings = [...found, ...scripts.findings].map((finding) => ({ ...finding, file: name }));
  return { findings, warnings: scripts.warnings.map((warning) => `${name}: ${warning}`) };
}

/** Audits one file on disk. @param root the folder that was named, or the file's own @throws Fault for what is no text of a bounded size */
export async function auditFile(
  file: AuditFile,
  root: string,
  settings: AuditSettings,
  stage: string | undefined,
  { signal }: Activity,
): Promise<AuditedFile> {
  const text = await readText(file);
  const context = { ...(await surroundings(file, root, signal)), stage, path: file.path };
  try {
    const { findings, warnings } = await auditAll(file, text, settings, context, signal);
    return { ...file, text, context, findings, warnings: [...warnings, ...cutContext(file, context)] };
  } catch (error) {
    throw error instanceof Fault ? new Fault(error.code, `${file.name}: ${error.message}`, error.hint) : error;
  }
}

function cutContext({ name }: AuditFile, { contextFiles }: TextContext): string[] {
  if ((contextFiles?.length ?? 0) < mostContextFiles) return [];
  return [
    `${name}: only the first ${mostContextFiles.toLocaleString('en')} files of its build context were looked for.`,
  ];
}

async function readText({ path, name }: AuditFile): Promise<string> {
  const unreadable = (why: string) =>
    new Fault(
      'invalid-input',
      `${name} cannot be read: ${why}.`,
      'Name a Dockerfile, a Compose file, a folder or an image.',
    );
  const status = await stat(path).catch((error: Error) => {
    throw unreadable(error.message);
  });
  if (!status.isFile()) throw unreadable('it is not a regular file');
  if (status.size > largest)
    throw unreadable(`it has ${Math.round(status.size / 1e6)} MB, more than the ${largest / 1e6} MB that are read`);
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(error.code === 'EACCES' ? 'permission denied' : error.message);
  });
  if (bytes.subarray(0, 8192).includes(0)) throw unreadable('it is not text');
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/** What the build of a Dockerfile would see: the context's files and its .dockerignore (`Dockerfile.dockerignore` wins). */
async function surroundings({ kind, path }: AuditFile, root: string, signal: AbortSignal): Promise<TextContext> {
  if (kind === 'compose') return { ignoreFile: null, contextFiles: null };
  const context = await contextOf(path, root);
  const own = await readFile(`${path}.dockerignore`, 'utf8').catch(() => null);
  const ignoreFile = own ?? (await readFile(join(context, '.dockerignore'), 'utf8').catch(() => null));
  const { files } = await takeInventory(context, signal, mostContextFiles);
  return { ignoreFile, contextFiles: files, credentialFiles: await readCredentialFiles(context, files) };
}
