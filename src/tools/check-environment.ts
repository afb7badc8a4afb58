import * as z from 'zod';
import { asSentence, asWord } from './as-data.js';
import { type EnvironmentAnswer, environmentSchema as output } from './environment-schema.js';
import { renderEnvironment } from './render-environment.js';
import { defineTool, type ToolContext } from './tool.js';

const input = z.object({
  path: z.string().min(1).max(4096).optional().describe('Project whose Spec counts'),
});

/** Engine, resources, settings and registries: what is there, beside what the Spec or AI workloads need; changes nothing. */
export const checkEnvironmentTool = defineTool({
  name: 'check_environment',
  title: 'Check the engine',
  description: 'Engine, memory, disk, settings, registries against a Spec or AI workloads; remedies.',
  input,
  output,
  effects: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  command: {
    name: 'doctor',
    positional: { input: 'path', label: 'PATH', default: '' },
    flags: [{ name: 'host', kind: 'string', value: 'ADDRESS', description: 'Ask this engine, as DOCKER_HOST would' }],
    examples: [
      ['dockwright doctor', 'compare the engine with what AI workloads need'],
      ['dockwright doctor .', 'compare it with the Spec of this folder'],
      ['dockwright doctor --host ssh://me@build.example.com', 'ask another engine'],
    ],
    async before({ path, ...rest }, flags) {
      // this process asks one engine in its life, and everything that looks for it reads the variable
      if (typeof flags.host === 'string') process.env.DOCKER_HOST = flags.host;
      return path === '' ? rest : { path, ...rest };
    },
    render: renderEnvironment,
  },
  async run({ path }, context) {
    const spec = path === undefined ? null : await readSpec(path, context);
    const { checkEnvironment } = await import('../environment/check-environment.js');
    const report = await checkEnvironment(spec, context);
    return {
      output: report as EnvironmentAnswer,
      good: report.verdict !== 'fail',
      text: describe(report as EnvironmentAnswer),
      nextSteps: [
        report.verdict === 'ok'
          ? 'Tell the user that nothing must change.'
          : 'Show the user the remedies; they change their system themselves. Then call check_environment with the same arguments.',
      ],
      ...(report.engine ? {} : { exitCode: 3 }),
    };
  },
});

/** The Spec on disk, else the one that would be drafted. @throws Fault */
async function readSpec(path: string, context: ToolContext) {
  const { readSpecText, parseSpec } = await import('../spec/read-spec.js');
  const text = await readSpecText(await context.resolvePath(path));
  if (text !== null) return parseSpec(text);
  const { readProjectAndSpec } = await import('./project-and-spec.js');
  return (await readProjectAndSpec({ path }, context)).spec;
}

/** The short form for a model: what is not right, and what the user can do about it. */
function describe({ checks, engine, verdict, comparedWith }: EnvironmentAnswer): string {
  const wrong = [
    ...checks.filter(({ status }) => status === 'fail'),
    ...checks.filter(({ status }) => status === 'warn'),
  ];
  const unknown = checks.filter(({ status }) => status === 'not-measured').map(({ id }) => id);
  const count = (status: string) => checks.filter((check) => check.status === status).length;
  return [
    `${verdict}: ${engine ? `engine ${asWord(engine.version)}, ${engine.cpus} CPUs, ${engine.memoryBytes} bytes of memory` : 'no engine answers'}; ${count('ok')} ok, ${count('warn')} warn, ${count('fail')} fail; compared with ${asSentence(comparedWith)}.`,
    ...wrong.map(({ status, id, value, recommended, remedy }) =>
      [
        `${status} ${id}: ${asSentence(value)}`,
        recommended && `wanted: ${asSentence(recommended)}`,
        remedy && `remedy: ${asSentence(remedy)}`,
      ]
        .filter(Boolean)
        .join('; '),
    ),
    ...(engine && unknown.length > 0 ? [`Not measured: ${unknown.join(', ')}.`] : []),
  ].join('\n');
}
