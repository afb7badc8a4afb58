import type { DockerfileRule } from '../../rule.js';
import { cmdIgnored } from './cmd-ignored.js';
import { definitionDescription } from './definition-description.js';
import { emptyContinuation } from './empty-continuation.js';
import { envSelfReference } from './env-self-reference.js';
import { exposeHostMapping } from './expose-host-mapping.js';
import { exposeProtoCasing } from './expose-proto-casing.js';
import { healthcheckMissing } from './healthcheck-missing.js';
import { healthcheckMissingService } from './healthcheck-missing-service.js';
import { inlineIgnoreBanned } from './inline-ignore-banned.js';
import { instructionCasing } from './instruction-casing.js';
import { instructionUppercase } from './instruction-uppercase.js';
import { jsonArgs } from './json-args.js';
import { jsonArgsEverywhere } from './json-args-everywhere.js';
import { labelEmail } from './label-email.js';
import { labelEmpty } from './label-empty.js';
import { labelGitHash } from './label-git-hash.js';
import { labelKeyInvalid } from './label-key-invalid.js';
import { labelMissing } from './label-missing.js';
import { labelRfc3339 } from './label-rfc3339.js';
import { labelSemver } from './label-semver.js';
import { labelSpdx } from './label-spdx.js';
import { labelSuperfluous } from './label-superfluous.js';
import { labelUrl } from './label-url.js';
import { legacyKeyValue } from './legacy-key-value.js';
import { maintainerDeprecated } from './maintainer-deprecated.js';
import { multipleCmd } from './multiple-cmd.js';
import { multipleEntrypoint } from './multiple-entrypoint.js';
import { multipleHealthcheck } from './multiple-healthcheck.js';
import { onbuildForbiddenTrigger } from './onbuild-forbidden-trigger.js';
import { port22 } from './port-22.js';
import { portRange } from './port-range.js';
import { syntaxArgumentCount } from './syntax-argument-count.js';
import { syntaxUnknownInstruction } from './syntax-unknown-instruction.js';
import { undefinedVar } from './undefined-var.js';
import { userMissing } from './user-missing.js';
import { userMissingScratch } from './user-missing-scratch.js';
import { userMissingStepsDown } from './user-missing-steps-down.js';
import { userNonNumeric } from './user-non-numeric.js';
import { userRootLast } from './user-root-last.js';
import { userRootStage } from './user-root-stage.js';
import { volumeSensitiveDir } from './volume-sensitive-dir.js';
import { workdirMissing } from './workdir-missing.js';
import { workdirRelative } from './workdir-relative.js';
import { workdirRelativeStep } from './workdir-relative-step.js';
import { workdirSystemDir } from './workdir-system-dir.js';
import { writeIntoVolume } from './write-into-volume.js';

export const instructionRules: readonly DockerfileRule[] = [
  definitionDescription,
  emptyContinuation,
  envSelfReference,
  exposeHostMapping,
  exposeProtoCasing,
  healthcheckMissingService,
  healthcheckMissing,
  inlineIgnoreBanned,
  instructionCasing,
  instructionUppercase,
  jsonArgsEverywhere,
  jsonArgs,
  labelEmail,
  labelEmpty,
  labelGitHash,
  labelKeyInvalid,
  labelMissing,
  labelRfc3339,
  labelSemver,
  labelSpdx,
  labelSuperfluous,
  labelUrl,
  legacyKeyValue,
  maintainerDeprecated,
  multipleCmd,
  multipleEntrypoint,
  cmdIgnored,
  multipleHealthcheck,
  onbuildForbiddenTrigger,
  port22,
  portRange,
  syntaxArgumentCount,
  syntaxUnknownInstruction,
  undefinedVar,
  userMissingScratch,
  userMissing,
  userMissingStepsDown,
  userNonNumeric,
  userRootLast,
  userRootStage,
  volumeSensitiveDir,
  writeIntoVolume,
  workdirMissing,
  workdirRelativeStep,
  workdirRelative,
  workdirSystemDir,
];
