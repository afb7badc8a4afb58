import type { DockerfileRule } from '../rule.js';
import { imageRules } from './images/image-rules.js';
import { instructionRules } from './instructions/instruction-rules.js';
import { packageRules } from './packages/package-rules.js';
import { practiceRules } from './practice/practice-rules.js';
import { shellRules } from './shell/shell-rules.js';

/** Every rule for Dockerfiles, by topic. */
export const dockerfileRules: readonly DockerfileRule[] = [
  ...imageRules,
  ...instructionRules,
  ...packageRules,
  ...shellRules,
  ...practiceRules,
];
