import type { DockerfileRule } from '../../rule.js';

export const practiceRules: readonly DockerfileRule[] = [];
