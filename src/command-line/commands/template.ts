import type { Template } from '../../generate/make-template.js';
import type { PlannedFile } from '../../generate/write-files.js';
import type { PlainAnswer, PlainCommand } from '../plain-command.js';

/** A Dockerfile to start from where there is no repository yet. */
export const templateCommand: PlainCommand = {
  name: 'template',
  title: 'Print a Dockerfile to start from, without a repository',
  usage: '[LANGUAGE]',
  arguments: { least: 0, most: 1 },
  flags: [
    { name: 'variant', kind: 'string', value: 'NAME', description: 'slim (default), alpine, gunicorn or basic' },
    { name: 'write', kind: 'string', value: 'DIR', description: 'Write Dockerfile and .dockerignore there' },
    { name: 'with-app', kind: 'boolean', description: 'And the small application that they are for' },
    { name: 'overwrite', kind: 'boolean', description: 'Replace files that differ' },
  ],
  examples: [
    ['dockwright template python', 'a Dockerfile in two stages on the slim image'],
    ['dockwright template python --variant gunicorn > Dockerfile', 'with several workers'],
    ['dockwright template python --write shop --with-app', 'all that a build needs, to try it'],
  ],
  async run({ given: [language], flags }, activity) {
    const { makeTemplate, templateLanguages, variants } = await import('../../generate/make-template.js');
    if (language === undefined) return listOf(templateLanguages(), variants);
    const template = await makeTemplate(language, String(flags.variant ?? 'slim'), activity);
    const wanted = flags['with-app'] === true ? [...template.files, ...template.application] : template.files;
    const told = { language: template.language, variant: template.variant };
    if (typeof flags.write !== 'string') {
      process.stderr.write(`${next(template)}\n`);
      return {
        exitCode: 0,
        text: template.files.find(({ path }) => path === 'Dockerfile')?.content.trimEnd() ?? null,
        output: { ...told, files: wanted, written: false },
      };
    }
    const files = await write(flags.write, wanted, flags.overwrite === true);
    return {
      exitCode: 0,
      text: [
        ...files.map(({ action, path }) => `  ${action.padEnd(10)} ${path}`),
        `written in ${flags.write}; next: docker build -t app ${flags.write}`,
      ].join('\n'),
      output: { ...told, files, written: true },
    };
  },
};

function listOf(languages: readonly string[], variants: readonly string[]): PlainAnswer {
  return {
    exitCode: 0,
    text: [...languages.flatMap((name) => variants.map((variant) => `${name} --variant ${variant}`))].join('\n'),
    output: { languages, variants },
  };
}

/** On stderr, so that stdout can be sent to a file. */
function next({ language, variant, spec }: Template): string {
  const flag = variant === 'slim' ? '' : ` --variant ${variant}`;
  return `it starts ${spec.app.entrypoint}; next: dockwright template ${language}${flag} --write DIR, or in a repository: dockwright generate`;
}

async function write(folder: string, wanted: Template['files'], overwrite: boolean): Promise<PlannedFile[]> {
  const [{ mkdir }, { resolve }, { planWrites, writeFiles }] = await Promise.all([
    import('node:fs/promises'),
    import('node:path'),
    import('../../generate/write-files.js'),
  ]);
  const root = resolve(folder);
  await mkdir(root, { recursive: true });
  const planned = await planWrites(root, wanted);
  await writeFiles(root, planned, { overwrite });
  return planned;
}
