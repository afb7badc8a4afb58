import type { DockerfileRule } from '../../rule.js';
import { baseLatest } from './base-latest.js';

export const imageRules: readonly DockerfileRule[] = [baseLatest];
