import { renderSummary } from '../audit/report/summary-text.js';
import { Fault } from '../fault.js';
import { auditImageTool } from './audit-image.js';
import type { AuditAnswer } from './audit-schema.js';
import { draftSpecTool } from './draft-spec.js';
import { generateDockerfileTool } from './generate-dockerfile.js';
import type { Proof } from './proof-schema.js';
import { pushImageTool } from './push-image.js';
import type { PushOutput } from './push-schema.js';
import type { Outcome, Tool, ToolContext } from './tool.js';
import { verifyImageTool } from './verify-image.js';

export interface ShipRequest {
  path: string;
  /** Write the Spec and the files; without it what is on disk counts. */
  write: boolean;
  dryRun: boolean;
  repository?: string | undefined;
  version?: string | undefined;
  tags?: string[] | undefined;
  force: boolean;
  /** Built again for these through buildx; none: the engine's own alone. */
  platforms?: string[] | undefined;
  /** Name of the builder for that; by default the one in use. */
  builder?: string | undefined;
}

/** One stage of the way and what came of it. */
export interface Stage {
  name: 'builder' | 'spec' | 'generate' | 'verify' | 'audit' | 'push' | 'clean';
  status: 'ok' | 'fail' | 'not-measured';
  detail: string;
  milliseconds: number;
}

export interface Shipment {
  path: string;
  stages: Stage[];
  verdict: 'shipped' | 'ready' | 'stopped';
  push?: PushOutput;
  next: string[];
  exitCode: number;
}

/** What a stage says of itself; `next` where it stops the rest. */
interface Said {
  good: boolean;
  detail: string;
  next?: string[];
  exitCode?: number;
}

/**
 * The whole way from a repository to a registry and a clean engine, by the tools themselves: it stops at the first stage that
 * says no. @param tell hears of each stage when it ends
 */
export async function ship(
  request: ShipRequest,
  context: ToolContext,
  tell: (stage: Stage) => void,
): Promise<Shipment> {
  const { path, write } = request;
  const stages: Stage[] = [];
  let stopped: Said | null = null;
  const stage = async <T>(name: Stage['name'], work: () => Promise<T>, say: (result: T) => Said): Promise<T | null> => {
    if (stopped) return null;
    const started = performance.now();
    const result = await work();
    const said = say(result);
    const milliseconds = Math.round(performance.now() - started);
    const entry: Stage = { name, status: said.good ? 'ok' : 'fail', detail: said.detail, milliseconds };
    stages.push(entry);
    tell(entry);
    if (!said.good) stopped = said;
    return result;
  };
  const { repository, version, tags, dryRun, force, platforms, builder = null } = request;
  const chosen = platforms
    ? await stage(
        'builder',
        async () => {
          const { builderFor } = await import('./ship-platforms.js');
          return builderFor({ platforms, builder, start: !dryRun }, context);
        },
        ({ checks }) => ({ good: true, detail: checks.map(({ detail }) => detail).join('; ') }),
      )
    : null;
  await stage('spec', () => run(draftSpecTool, { path, write }, context), saySpec);
  await stage('generate', () => run(generateDockerfileTool, { path, write }, context), sayFiles);
  const proof = await stage('verify', () => run(verifyImageTool, { path }, context), sayProof);
  const image = (proof?.output as Proof | undefined)?.image?.reference ?? '';
  await stage('audit', () => run(auditImageTool, { target: image, kind: 'image' }, context), sayAudit);
  const destination = {
    ...(repository ? { repository } : {}),
    ...(version ? { version } : {}),
    ...(tags ? { tags } : {}),
  };
  const wanted = { image, path, dryRun, force, ...destination };
  const pushed = await stage(
    'push',
    async (): Promise<Outcome<unknown>> => {
      if (!platforms || !chosen) return run(pushImageTool, wanted, context);
      const { shipPlatforms } = await import('./ship-platforms.js');
      const { exitCode, ...output } = await shipPlatforms({ ...wanted, platforms, chosen }, context);
      return { output, good: exitCode === 0, exitCode, text: '', nextSteps: output.next };
    },
    sayPush,
  );
  const push = pushed?.output as PushOutput | undefined;
  if (push && !dryRun && push.verdict !== 'refused') {
    const clean = cleanStage(push);
    stages.push(clean);
    tell(clean);
  }
  const last = stopped as Said | null;
  return {
    path,
    stages,
    verdict: last ? 'stopped' : dryRun ? 'ready' : 'shipped',
    ...(push ? { push } : {}),
    next: last?.next ?? push?.next ?? [],
    exitCode: last ? (last.exitCode ?? 1) : 0,
  };
}

/** A tool is called as a face calls it: with checked input. A failure that has no answer is the command's own. */
async function run(tool: Tool, input: Record<string, unknown>, context: ToolContext): Promise<Outcome<unknown>> {
  const checked = tool.input.safeParse(input);
  if (!checked.success)
    throw new Fault(
      'invalid-input',
      checked.error.issues[0]?.message ?? 'The input is wrong.',
      'dockwright ship --help shows what can be given.',
    );
  return tool.run(checked.data, context);
}

function saySpec({ output }: Outcome<unknown>): Said {
  const { spec, questions, written } = output as {
    spec: { app: { name: string; version: string; framework: string | null }; criteria: object };
    questions: unknown[];
    written: boolean;
  };
  const { name, version, framework } = spec.app;
  const asked = questions.length > 0 ? `, ${questions.length} questions open (dockwright spec shows them)` : '';
  const criteria = Object.keys(spec.criteria).length;
  return {
    good: true,
    detail: `${name} ${version}, ${framework ?? 'Python'}, ${criteria} criteria${written ? ', written' : ''}${asked}`,
  };
}

function sayFiles({ output, good }: Outcome<unknown>): Said {
  const { files, written } = output as { files: { path: string; action: string }[]; written: boolean };
  const list = files.map(({ path, action }) => `${path} ${action}`).join(', ');
  // without --write what is on disk is taken as it is
  if (!good && written === false && files.some(({ action }) => action === 'conflict'))
    return { good: true, detail: `taken as they are on disk: ${list}` };
  return { good: true, detail: `${list}${written ? ', written' : ', nothing written'}` };
}

function sayProof({ output, good }: Outcome<unknown>): Said {
  const { image, criteria, verdict, buildLog } = output as Proof;
  if (!image)
    return {
      good: false,
      detail: `the build failed: ${(buildLog ?? '').split('\n')[0] ?? ''}`,
      next: ['See the failing line: dockwright verify PATH; mend it, then ship again.'],
    };
  const counted = criteria.filter(({ required }) => required);
  const passed = counted.filter(({ status }) => status === 'pass').length;
  const left = counted.filter(({ id, status }) => status !== 'pass' && id !== 'clean-environment');
  const detail = `${image.reference}, ${passed} of ${counted.length} criteria pass`;
  // what is measured after a push cannot be missed before it
  if (good || (verdict === 'incomplete' && left.length === 0)) return { good: true, detail };
  return {
    good: false,
    detail: `${detail}: ${left.map(({ id, evidence }) => `${id}: ${evidence}`).join('; ')}`,
    next: ['Mend what failed, then ship again; dockwright verify PATH shows all of it.'],
  };
}

function sayAudit({ output, good }: Outcome<unknown>): Said {
  const { summary, vulnerabilities, target } = output as AuditAnswer;
  const known =
    vulnerabilities?.status === 'scanned'
      ? `${vulnerabilities.critical} critical vulnerabilities`
      : `vulnerabilities not measured: ${vulnerabilities?.reason ?? 'nothing looked for them'}`;
  return {
    good,
    detail: `${renderSummary(summary)}; ${known}`,
    next: [`See and mend them: dockwright audit ${target.name}`],
  };
}

function sayPush({ output, exitCode }: Outcome<unknown>): Said {
  const { repository, pushed, verdict, checks, next, tags = [] } = output as PushOutput;
  const failed = checks.filter(({ id, status }) => status === 'fail' && id !== 'clean-environment');
  const detail =
    failed.length > 0
      ? failed.map(({ id, detail: said }) => `${id}: ${said}`).join('; ')
      : pushed.length > 0
        ? `${repository} ${pushed.map(({ reference }) => reference.slice(repository.length + 1)).join(', ')}: ${pushed[0]?.digest}`
        : verdict === 'ready'
          ? `${repository}: would set ${tags.flatMap(({ tag, action }) => (action === 'set' ? [tag] : [])).join(', ') || 'nothing'}`
          : `${repository} has it all already`;
  const unproven = checks.filter(({ id, status }) => id.startsWith('platform:') && status !== 'ok');
  const left = unproven.map(({ id }) => `; ${id.slice('platform:'.length)} is not proven`).join('');
  return { good: exitCode === 0, detail: `${detail}${left}`, next, ...(exitCode === undefined ? {} : { exitCode }) };
}

function cleanStage({ checks }: PushOutput): Stage {
  const check = checks.find(({ id }) => id === 'clean-environment');
  const status = check?.status === 'ok' ? 'ok' : check?.status === 'fail' ? 'fail' : 'not-measured';
  return { name: 'clean', status, detail: check?.detail ?? 'was not tried', milliseconds: 0 };
}
