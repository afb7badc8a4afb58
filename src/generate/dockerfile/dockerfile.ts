import type { GeneratedFile, Rationale } from '../files.js';
import { sign } from '../signature.js';
import type { Render } from '../templates.js';
import { plainLine } from '../text/plain.js';
import { type Block, renderBlocks } from './block.js';
import { buildBlocks } from './build-stage.js';
import { runtimeBlocks } from './runtime-stage.js';
import type { Subject } from './subject.js';
import { volumeBlocks } from './volumes.js';

/** The Dockerfile of a subject and the reason for each of its blocks. @throws Fault for names that no Dockerfile can hold */
export function renderDockerfile(subject: Subject, render: Render): { file: GeneratedFile; rationale: Rationale[] } {
  const { content, rationale } = renderBlocks('Dockerfile', header(subject), planBlocks(subject), render);
  return { file: { path: 'Dockerfile', content: sign(content) }, rationale };
}

/** The blocks in their order. */
export function planBlocks(subject: Subject): Block[] {
  const kept = subject.variant === 'basic' ? [] : volumeBlocks(subject.spec).build;
  return [...buildBlocks(subject), ...kept, ...runtimeBlocks(subject)];
}

function header({ spec, project }: Subject): string {
  const { name, version, framework } = spec.app;
  const secrets = project.dependencies.privateIndexes.length
    ? '# Private index: docker build --secret id=netrc,src=$HOME/.netrc .\n'
    : '';
  return [
    `# Image of ${name} ${version}${framework ? ` (${plainLine(framework, 80)})` : ''}, as container.spec.yaml has it; written by dockwright.\n`,
    '# Needs BuildKit, which is the default; on Docker 20.10 set DOCKER_BUILDKIT=1.\n',
    secrets,
  ].join('');
}
