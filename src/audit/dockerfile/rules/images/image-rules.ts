import type { DockerfileRule } from '../../rule.js';
import { addInsteadOfCopy } from './add-instead-of-copy.js';
import { addRemoteUrl } from './add-remote-url.js';
import { baseDigest } from './base-digest.js';
import { baseEndOfLife } from './base-end-of-life.js';
import { baseLatest } from './base-latest.js';
import { baseMajorOnlyTag } from './base-major-only-tag.js';
import { baseOversized } from './base-oversized.js';
import { basePlatformMismatch } from './base-platform-mismatch.js';
import { baseRegistryAllowlist } from './base-registry-allowlist.js';
import { baseUntagged } from './base-untagged.js';
import { copyChownExecutable } from './copy-chown-executable.js';
import { copyFromIndex } from './copy-from-index.js';
import { copyFromSelf } from './copy-from-self.js';
import { copyFromUnknownStage } from './copy-from-unknown-stage.js';
import { copyMultiDestSlash } from './copy-multi-dest-slash.js';
import { copyOutsideContext } from './copy-outside-context.js';
import { copyRelativeDest } from './copy-relative-dest.js';
import { copyWholeRootfs } from './copy-whole-rootfs.js';
import { firstInstruction } from './first-instruction.js';
import { fromAsCasing } from './from-as-casing.js';
import { fromInvalidDefaultArg } from './from-invalid-default-arg.js';
import { fromMissing } from './from-missing.js';
import { fromPlatformFlag } from './from-platform-flag.js';
import { fromPlatformRedundant } from './from-platform-redundant.js';
import { fromUndeclaredArg } from './from-undeclared-arg.js';
import { stageNameCasing } from './stage-name-casing.js';
import { stageNameDuplicate } from './stage-name-duplicate.js';
import { stageNameReserved } from './stage-name-reserved.js';

export const imageRules: readonly DockerfileRule[] = [
  baseLatest,
  baseUntagged,
  baseMajorOnlyTag,
  baseDigest,
  baseRegistryAllowlist,
  baseEndOfLife,
  baseOversized,
  basePlatformMismatch,
  fromPlatformFlag,
  fromPlatformRedundant,
  fromAsCasing,
  fromInvalidDefaultArg,
  fromUndeclaredArg,
  fromMissing,
  firstInstruction,
  stageNameCasing,
  stageNameDuplicate,
  stageNameReserved,
  copyFromSelf,
  copyFromUnknownStage,
  copyFromIndex,
  copyMultiDestSlash,
  copyRelativeDest,
  copyOutsideContext,
  copyWholeRootfs,
  copyChownExecutable,
  addInsteadOfCopy,
  addRemoteUrl,
];
