import type { Project, Question } from '../../project/project.js';
import type { Spec } from '../../spec/schema.js';
import { pinnedPackage } from '../tool-versions.js';
import { baseImage, type Variant } from './base-image.js';
import { gunicornCommand } from './gunicorn.js';
import { reloadingCommand } from './reload.js';
import { type StartCommand, startCommand } from './start-command.js';
import { systemPackages } from './system-packages.js';
import { cudaWheelsQuestion } from './torch.js';
import { filesBesideCode } from './volumes.js';

/** What the Dockerfile is about: facts, Spec and what follows from both and the variant. */
export interface Subject {
  project: Project;
  spec: Spec;
  variant: Variant;
  image: string;
  alpine: boolean;
  /** Command of the variant, with `${PORT}` where the port goes. */
  command: string[];
  start: StartCommand;
  /** Requirements of servers that the manifests do not declare. */
  servers: string[];
  packages: { build: string[]; runtime: string[] };
  /** Something is installed, so that there is a virtual environment. */
  hasEnvironment: boolean;
  questions: Question[];
  warnings: string[];
}

/** Settles what the variant asks for. @throws Fault where the variant cannot serve the application */
export function prepareSubject(project: Project, spec: Spec, variant: Variant): Subject {
  const { image, alpine, warnings } = baseImage(spec.runtime.image, variant);
  const gunicorn = variant === 'gunicorn' ? gunicornCommand(project, spec) : null;
  const command = gunicorn?.command ?? spec.app.command;
  const { dependencies } = project;
  const present = new Set([...dependencies.direct, ...dependencies.locked].map(({ name }) => name));
  const missing = [...dependencies.added, ...(gunicorn?.servers ?? []).filter((name) => !present.has(name))];
  const build = systemPackages(project, spec, 'build', alpine);
  const runtime = systemPackages(project, spec, 'runtime', alpine);
  const unknown = [...new Set([...build.unknown, ...runtime.unknown])];
  if (unknown.length)
    warnings.push(`Not known what Alpine calls ${unknown.join(', ')}; the Dockerfile takes the names as they are.`);
  warnings.push(...filesBesideCode(spec.volumes));
  const servers = [...new Set(missing)].map((name) => pinnedPackage(name, spec.runtime.version));
  return {
    project,
    spec,
    variant,
    image,
    alpine,
    command,
    start: startCommand(project, variant === 'basic' ? (reloadingCommand(command) ?? command) : command),
    servers,
    packages: { build: build.names, runtime: runtime.names },
    hasEnvironment: dependencies.manager !== 'none' || dependencies.direct.length > 0 || servers.length > 0,
    questions: cudaWheelsQuestion(project, spec),
    warnings,
  };
}
