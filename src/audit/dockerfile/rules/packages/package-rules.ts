import type { DockerfileRule } from '../../rule.js';
import { aptYes } from './apt-yes.js';

export const packageRules: readonly DockerfileRule[] = [aptYes];
