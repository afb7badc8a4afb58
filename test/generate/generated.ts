import type { Artifact } from '../../src/generate/artifacts.js';
import { generateFiles } from '../../src/generate/generate-files.js';
import type { Measured } from '../../src/generate/measured.js';
import { aProject, aSpec, type ProjectChanges } from './a-project.js';

/** What is generated from a small project with changes, by path. */
export async function generated(
  artifacts: readonly Artifact[],
  {
    project: changes = {},
    spec = {},
    measured,
  }: { project?: ProjectChanges; spec?: Parameters<typeof aSpec>[1]; measured?: Measured },
) {
  const project = aProject(changes);
  const { files, ...rest } = await generateFiles(project, aSpec(project, spec), {
    artifacts,
    ...(measured ? { measured } : {}),
  });
  return { ...rest, files: new Map(files.map(({ path, content }) => [path, content])) };
}
