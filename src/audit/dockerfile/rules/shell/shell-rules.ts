import type { DockerfileRule } from '../../rule.js';

export const shellRules: readonly DockerfileRule[] = [];
