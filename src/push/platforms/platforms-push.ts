import type { Project } from '../../project/project.js';
import type { Spec } from '../../spec/schema.js';
import type { RunPush } from '../run-push.js';
import type { ChosenBuilder } from './choose-builder.js';

/** What is built again for several platforms, and pushed. */
export interface PlatformsPush extends RunPush {
  platforms: readonly string[];
  chosen: ChosenBuilder;
  spec: Spec;
  project: Project;
  /** What is built: its content, and ignore rules where BuildKit would find none. */
  dockerfile: string;
  ignore: string | null;
}
