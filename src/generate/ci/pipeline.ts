import type { Project } from '../../project/project.js';
import type { Spec } from '../../spec/schema.js';
import { version } from '../../version.js';
import { imageReference } from '../image-reference.js';
import { shellWord } from '../text/shell.js';
import { toolVersions, uvVersion } from '../tool-versions.js';
import { registryOf } from './registry.js';

/** What every pipeline is made from, whoever runs it. */
export interface Pipeline {
  /** This package as npx takes it: the version that wrote the files checks them. */
  dockwright: string;
  /** What `dockwright verify` calls the image that it builds. */
  image: string;
  python: string;
  test: { lines: string[] } | null;
  push: { repository: string; host: string; subject: string } | null;
}

export function pipelineOf(project: Project, spec: Spec): Pipeline {
  return {
    dockwright: `dockwright@${version}`,
    image: imageReference(spec),
    python: spec.runtime.version,
    test: testLines(project, spec.runtime.version),
    push: registryOf(spec),
  };
}

/** The words were checked when they were read; a repository's text that is no plain word ends the test job here. */
function testLines({ testCommand }: Project, python: string): { lines: string[] } | null {
  if (!testCommand) return null;
  const { tool, install, run } = testCommand;
  const commands = [...(tool ? [['python', '-m', 'pip', 'install', pinned(tool, python)]] : []), install, run];
  if (!commands.flat().every((word) => /^[A-Za-z0-9._][A-Za-z0-9._/=[\]-]*$|^--?[A-Za-z][A-Za-z-]*$/.test(word)))
    return null;
  return { lines: commands.map((words) => words.map(shellWord).join(' ')) };
}

function pinned(tool: 'uv' | 'poetry' | 'pdm' | 'pipenv', python: string): string {
  return `${tool}==${tool === 'uv' ? uvVersion : toolVersions(python)[tool]}`;
}
