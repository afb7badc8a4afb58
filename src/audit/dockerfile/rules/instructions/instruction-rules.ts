import type { DockerfileRule } from '../../rule.js';

export const instructionRules: readonly DockerfileRule[] = [];
