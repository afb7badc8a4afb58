import type { DockerfileRule } from '../../rule.js';
import { boundToLoopback } from './bound-to-loopback.js';
import { copyIgnoredFile } from './copy-ignored-file.js';
import { credentialFileCopied } from './credential-file-copied.js';
import { cudaInCpuImage } from './cuda-in-cpu-image.js';
import { devDependenciesInFinalStage } from './dev-dependencies-in-final-stage.js';
import { developmentServer } from './development-server.js';
import { environmentFileCopied } from './environment-file-copied.js';
import { exposeMismatch } from './expose-mismatch.js';
import { exposeMissing } from './expose-missing.js';
import { layerCacheOrder } from './layer-cache-order.js';
import { missingCacheMount } from './missing-cache-mount.js';
import { modelWeightsInLayer } from './model-weights-in-layer.js';
import { multiStageRecommended } from './multi-stage-recommended.js';
import { secretInBuildArgument } from './secret-in-build-argument.js';
import { secretInEnvironment } from './secret-in-environment.js';
import { secretInRun } from './secret-in-run.js';
import { secretPlaceholder } from './secret-placeholder.js';
import { signalsLost } from './signals-lost.js';
import { unusedStage } from './unused-stage.js';

/** What makes an image leak, swell, build slowly or fail in service, and shows only where instructions are read together. */
export const practiceRules: readonly DockerfileRule[] = [
  secretInEnvironment,
  secretInBuildArgument,
  secretPlaceholder,
  secretInRun,
  credentialFileCopied,
  environmentFileCopied,
  layerCacheOrder,
  unusedStage,
  copyIgnoredFile,
  signalsLost,
  developmentServer,
  boundToLoopback,
  exposeMismatch,
  exposeMissing,
  cudaInCpuImage,
  modelWeightsInLayer,
  missingCacheMount,
  devDependenciesInFinalStage,
  multiStageRecommended,
];
