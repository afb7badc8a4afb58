import * as z from 'zod';
import { renderSummary } from '../audit/report/summary-text.js';
import { asSentence, asWord } from './as-data.js';
import type { AuditAttachments } from './audit-attachments.js';
import { type AuditAnswer, auditSchema as output } from './audit-schema.js';
import { describeVulnerabilities } from './describe-vulnerabilities.js';
import { defineTool } from './tool.js';

const input = z.object({
  target: z.string().min(1).max(4096).optional().describe('Absolute path, or an image'),
  also: z.array(z.string().min(1).max(4096)).max(10_000).optional().describe('Further targets'),
  content: z.string().max(4_000_000).optional().describe("Instead: a file's text"),
  kind: z.enum(['dockerfile', 'compose', 'image', 'archive', 'folder']).optional().describe('Default: seen from it'),
  profile: z.enum(['strict', 'default', 'cis']).optional().describe('Which rules speak'),
  ignore: z.array(z.string().max(128)).optional().describe('Rules to leave out'),
  failOn: z.enum(['error', 'warning', 'info', 'style', 'none']).optional().describe('Lowest bad severity'),
  stage: z.string().min(1).max(128).optional().describe('Build stage'),
  waitSeconds: z.number().min(0).max(3600).optional().describe('Default 50'),
});

const noFindings = { error: 0, warning: 0, info: 0, style: 0 };

/** Audits Dockerfiles, Compose files, images, archives; never changes one (`--fix` is the command line's). */
export const auditImageTool = defineTool({
  name: 'audit_image',
  title: 'Audit files or an image',
  description: 'Faults of a Dockerfile, Compose file, folder, image or archive, with fixes. While running, call again.',
  input,
  output,
  effects: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  longWork: {
    running: ({ target = '-', kind = 'image' }, elapsedMs, last) => ({
      output: {
        target: { kind, name: target },
        verdict: 'running' as const,
        findings: [],
        summary: noFindings,
        warnings: [],
      },
      good: true,
      text: `running: ${Math.round(elapsedMs / 1000)} s so far (${last}).`,
      nextSteps: ['Call audit_image with the same arguments, until it is done.'],
    }),
  },
  condense,
  command: {
    name: 'audit',
    positional: { input: 'target', label: 'TARGET...', default: '.', rest: 'also' },
    hidden: ['content', 'waitSeconds'],
    flags: [
      {
        name: 'format',
        kind: 'string',
        value: 'NAME',
        description: 'How the findings are printed',
        choices: ['text', 'json', 'sarif', 'github', 'html'],
      },
      { name: 'fix', kind: 'boolean', description: 'Make the safe fixes in the files, show the diff' },
      {
        name: 'baseline',
        kind: 'string',
        value: 'FILE',
        description: 'Leave out what FILE lists; written when it is not there',
      },
      {
        name: 'sbom',
        kind: 'string',
        value: 'FILE',
        description: "Write an image's packages (CycloneDX; *.spdx.json: SPDX)",
      },
    ],
    examples: [
      ['dockwright audit .', 'the Dockerfiles and Compose files of a folder'],
      ['dockwright audit Dockerfile --fix', 'make the safe fixes'],
      ['dockwright audit shop:1.2.0 --sbom shop.cdx.json', "an image of the engine, and its packages' list"],
      ['dockwright audit - --profile strict < Dockerfile', 'a Dockerfile on stdin, by every rule'],
      ['dockwright audit . --format sarif > audit.sarif', 'for code scanning'],
    ],
    async before(request, flags) {
      if (typeof flags.sbom === 'string') (await import('./check-bill-target.js')).checkBillTarget(request);
      if (request.target !== '-') return request;
      const { readStandardInput } = await import('./read-standard-input.js');
      const { target: _, ...rest } = request;
      return { ...rest, content: await readStandardInput() };
    },
    async after(outcome, flags) {
      const { finishAudit } = await import('./finish-audit.js');
      return finishAudit(outcome, flags);
    },
    isPlain: ({ format = 'text' }) => format !== 'text',
    render(answer, flags, where, attachments) {
      return (attachments as AuditAttachments).render(answer, String(flags.format ?? 'text'), where);
    },
  },
  async run(request, context) {
    const { runAudit } = await import('./run-audit.js');
    const { answer, attachments, good } = await runAudit(request, context);
    return { output: answer, good, text: describe(answer), nextSteps: afterAudit(answer), attachments };
  },
});

/** What a model can use of a list, the worst first; the rest is a resource away. */
const mostListed = 100;

function condense(answer: AuditAnswer): { output: AuditAnswer; leftOut: string } | null {
  const { findings, vulnerabilities } = answer;
  const rest = [
    [findings.length - mostListed, 'findings'] as const,
    [(vulnerabilities?.items.length ?? 0) - mostListed, 'vulnerabilities'] as const,
  ].filter(([count]) => count > 0);
  if (rest.length === 0) return null;
  const known = vulnerabilities && { ...vulnerabilities, items: vulnerabilities.items.slice(0, mostListed) };
  return {
    output: { ...answer, findings: findings.slice(0, mostListed), ...(known ? { vulnerabilities: known } : {}) },
    leftOut: `${rest.map(([count, what]) => `${count} more ${what}`).join(' and ')} are left out here.`,
  };
}

const mostLines = 60;

/** The short form for a model: the worst first; what is left out is said. */
function describe({ target, findings, summary, warnings, verdict, vulnerabilities }: AuditAnswer): string {
  const shown = findings.slice(0, mostLines).map(({ severity, rule, message, file, line, path }) => {
    const place = file ? `${asWord(file)}${line ? `:${line}` : ''}` : path ? asWord(path) : '';
    return `${severity} ${rule}${place ? ` at ${place}` : ''}: ${asSentence(message)}`;
  });
  const left = findings.length - shown.length;
  return [
    `${verdict}: ${target.kind} ${asWord(target.name)}: ${renderSummary(summary)}.`,
    ...shown,
    ...(left > 0 ? [`${left} more findings are not in this text.`] : []),
    ...(vulnerabilities ? [asSentence(describeVulnerabilities(vulnerabilities))] : []),
    ...warnings.map((warning) => `Warning: ${asSentence(warning)}`),
  ].join('\n');
}

function afterAudit({ verdict, findings }: AuditAnswer): string[] {
  if (verdict === 'pass') return ['Tell the user what was found; nothing must be mended.'];
  const [worst] = findings;
  const more = worst ? ` Offer: explain_concept with topic: ${worst.rule}.` : '';
  return [
    `Show the user the findings, errors first, with what mends each. When they agreed and it was done, call audit_image with the same arguments.${more}`,
  ];
}
