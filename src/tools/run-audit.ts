import { lstat, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { allRules } from '../audit/all-rules.js';
import { audit, isGood, joinAudits } from '../audit/audit.js';
import type { AuditSettings } from '../audit/settings/audit-settings.js';
import { readAuditSettings } from '../audit/settings/read-settings.js';
import { bySeverity } from '../audit/summary.js';
import { type AuditTarget, kindOfText, looksLikePath, resolveTarget, type TargetKind } from '../audit/targets.js';
import { Fault } from '../fault.js';
import type { AuditAttachments } from './audit-attachments.js';
import type { AuditAnswer } from './audit-schema.js';
import { renderAudit } from './render-audit.js';
import type { ToolContext } from './tool.js';

export interface AuditRequest {
  target?: string | undefined;
  also?: string[] | undefined;
  content?: string | undefined;
  kind?: TargetKind | undefined;
  profile?: AuditSettings['profile'] | undefined;
  ignore?: string[] | undefined;
  failOn?: AuditSettings['failOn'] | undefined;
  stage?: string | undefined;
}

/** Resolves the targets, reads the settings that hold for them, and audits one after the other. */
export async function runAudit(
  request: AuditRequest,
  context: ToolContext,
): Promise<{ answer: AuditAnswer; attachments: AuditAttachments; good: boolean }> {
  const targets = await targetsOf(request, context);
  const [first] = targets;
  if (request.stage !== undefined && !targets.some(({ kind }) => kind === 'dockerfile' || kind === 'folder'))
    throw new Fault(
      'invalid-input',
      'A build stage was named, and no Dockerfile.',
      'Leave the stage out; Compose files and images have none.',
    );
  const settings = await readAuditSettings(await folderOf(first), request, allRules());
  const options = { settings, stage: request.stage };
  const audits = [];
  for (const target of targets) audits.push(await audit(target, options, context));
  const { target, findings, warnings, summary, files, image, vulnerabilities } = joinAudits(audits);
  const good = isGood(findings, settings);
  return {
    answer: {
      target,
      verdict: good ? 'pass' : 'fail',
      findings: bySeverity(findings),
      summary,
      warnings,
      ...(image ? { image: image.answer } : {}),
      ...(vulnerabilities ? { vulnerabilities } : {}),
    },
    attachments: {
      settings,
      files,
      imageAudit: image,
      render: (answer, format, where) => renderAudit(answer, { settings, files, imageAudit: image }, format, where),
    },
    good,
  };
}

async function targetsOf(request: AuditRequest, context: ToolContext): Promise<AuditTarget[]> {
  if (request.content !== undefined) {
    if (request.target !== undefined)
      throw new Fault('invalid-input', 'Both a target and a text were given.', 'Give one of them.');
    if (request.kind !== undefined && request.kind !== 'dockerfile' && request.kind !== 'compose')
      throw new Fault(
        'invalid-input',
        `A text is no ${request.kind}.`,
        'Name it as the target, or leave the kind out: a text is a Dockerfile or a Compose file.',
      );
    return [{ kind: request.kind ?? kindOfText(request.content), name: '-', content: request.content }];
  }
  const names = [request.target ?? '', ...(request.also ?? [])].filter(Boolean);
  if (names.length === 0)
    throw new Fault('invalid-input', 'Nothing was named to audit.', 'Give target (a path or an image) or content.');
  return Promise.all(names.map(async (name) => resolveTarget(name, await pathOf(name, context), request.kind)));
}

/** The path that a name stands for; null where there is none and it may be an image. */
async function pathOf(name: string, context: ToolContext): Promise<string | null> {
  try {
    return await context.resolvePath(name);
  } catch (error) {
    const isAbsent = error instanceof Fault && ['path-not-found', 'invalid-input'].includes(error.code);
    // a relative path over MCP says so itself; what cannot be a path is an image's name
    if (!isAbsent || (error.code === 'invalid-input' && looksLikePath(name))) throw error;
    // no name of an image either: something lies there
    if (error.code === 'path-not-found' && (await isLink(name)))
      throw new Fault(
        'path-not-found',
        `${name} is a link that leads nowhere.`,
        'Name the file that it should lead to.',
      );
    return null;
  }
}

function isLink(name: string): Promise<boolean> {
  return lstat(resolve(name)).then(
    (status) => status.isSymbolicLink(),
    () => false,
  );
}

/** Where the settings of a target are looked for. */
async function folderOf(target: AuditTarget | undefined): Promise<string> {
  if (!target?.path) return process.cwd();
  return (await stat(target.path)).isDirectory() ? target.path : dirname(target.path);
}
