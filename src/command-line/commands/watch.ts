import type { Diagnosis } from '../../diagnose/diagnosis.js';
import type { WatchReport } from '../../diagnose/watch/watch-containers.js';
import { Fault } from '../../fault.js';
import type { DiagnosedContainer } from '../../tools/diagnosis-schema.js';
import { renderContainer } from '../../tools/render-diagnosis.js';
import type { PlainCommand, PlainRequest } from '../plain-command.js';

/** Follows the engine's events and names the cause of what goes wrong while it happens, until Ctrl-C. */
export const watchCommand: PlainCommand = {
  name: 'watch',
  title: 'Say what goes wrong with a container or project as it happens',
  usage: '[CONTAINER]',
  arguments: { least: 0, most: 1 },
  flags: [
    { name: 'project', kind: 'string', value: 'NAME', description: 'Every container of a Compose project' },
    { name: 'no-probe', kind: 'boolean', description: 'Never look inside by the exec that reads /proc' },
  ],
  examples: [
    ['dockwright watch web', 'until Ctrl-C; exit code 130'],
    ['dockwright watch --project shop --json', 'one JSON document a line'],
  ],
  async run({ given: [name], flags, json }, { signal, report, say }) {
    const project = projectOf(name, flags);
    const probe = flags['no-probe'] !== true;
    const { connectEngine } = await import('../../engine/connect.js');
    const { watchContainers } = await import('../../diagnose/watch/watch-containers.js');
    const engine = await connectEngine();
    const subject = await subjectOf(engine, name, project, signal);
    let faults = 0;
    const tell = (told: WatchReport) => {
      if (told.trouble) faults++;
      say(json ? JSON.stringify(told) : renderReport(told));
    };
    const onOpen = () => process.stderr.write(`watching ${subject.title}; Ctrl-C ends it\n`);
    try {
      const activity = { signal, report };
      return await watchContainers(engine, subject.filter, { probe, onOpen, tell }, activity);
    } catch (error) {
      if (!signal.aborted) throw error;
      process.stderr.write(`watched ${subject.title}: ${faults} times something went wrong\n`);
      return { exitCode: 130, text: null };
    }
  },
};

function projectOf(name: string | undefined, flags: PlainRequest['flags']): string | undefined {
  const project = typeof flags.project === 'string' ? flags.project : undefined;
  if ((name === undefined) !== (project === undefined)) return project;
  throw new Fault(
    'invalid-input',
    name === undefined ? 'Nothing was named to watch.' : 'Both a container and a project were named.',
    'dockwright watch CONTAINER, or dockwright watch --project NAME',
  );
}

async function subjectOf(
  engine: Parameters<typeof import('../../diagnose/require-container.js').requireContainer>[0],
  name: string | undefined,
  project: string | undefined,
  signal: AbortSignal,
) {
  if (project !== undefined) {
    const { requireProject } = await import('../../diagnose/project/require-project.js');
    const containers = await requireProject(engine, project, signal);
    const count = `${containers.length} ${containers.length === 1 ? 'container' : 'containers'}`;
    return { title: `project ${project} (${count})`, filter: { label: `com.docker.compose.project=${project}` } };
  }
  const { requireContainer } = await import('../../diagnose/require-container.js');
  const found = await requireContainer(engine, name as string, signal);
  const container = found.Name.replace(/^\//, '');
  // by its name, which a container that takes its place will have too
  return { title: `${container} (${found.State.Status})`, filter: { container } };
}

function renderReport({ at, container, happened, trouble, diagnosis, cause, times }: WatchReport): string {
  const again = trouble && !diagnosis ? `; ${cause ?? 'no cause can be told'} again, ${times} times in a row` : '';
  const line = `${at.slice(11, 19)}  ${container}  ${happened.join('; ')}${again}`;
  return diagnosis ? [line, ...indent(diagnosis)].join('\n') : line;
}

function indent(diagnosis: Diagnosis): string[] {
  const [, ...lines] = renderContainer(diagnosis as unknown as DiagnosedContainer, Date.now());
  if (diagnosis.verdict === 'healthy') return [];
  return [...lines.map((line) => (line === '' ? '' : `  ${line}`)), ''];
}
