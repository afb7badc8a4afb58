import type { ImageRule } from '../image-rule.js';
import { imageAdd } from './image-add.js';
import { imageAttestations } from './image-attestations.js';
import { imageBaseAge } from './image-base-age.js';
import { imageBaseEndOfLife } from './image-base-end-of-life.js';
import { imageContentTrust } from './image-content-trust.js';
import { imageCredentialFile } from './image-credential-file.js';
import { imageDistUpgrade } from './image-dist-upgrade.js';
import { imageDuplicateId } from './image-duplicate-id.js';
import { imageEfficiency } from './image-efficiency.js';
import { imageEmptyPassword } from './image-empty-password.js';
import { imageHealthcheck } from './image-healthcheck.js';
import { imageJunkFiles } from './image-junk-files.js';
import { imageLabels } from './image-labels.js';
import { imageLatestTag } from './image-latest-tag.js';
import { imagePackageCache } from './image-package-cache.js';
import { imagePlatform } from './image-platform.js';
import { imageReclaimableBytes } from './image-reclaimable-bytes.js';
import { imageRootUser } from './image-root-user.js';
import { imageSensitiveVolume } from './image-sensitive-volume.js';
import { imageSettingsFile } from './image-settings-file.js';
import { imageSetuid } from './image-setuid.js';
import { imageSmallerBase } from './image-smaller-base.js';
import { imageSsh } from './image-ssh.js';
import { imageSudo } from './image-sudo.js';
import { imageUpdateAlone } from './image-update-alone.js';
import { imageWastedBytes } from './image-wasted-bytes.js';
import { imageWastedPercent } from './image-wasted-percent.js';
import { imageWorldWritable } from './image-world-writable.js';

/** The checks of images, by name. */
export const imageCheckRules: readonly ImageRule[] = [
  imageAdd,
  imageAttestations,
  imageBaseAge,
  imageBaseEndOfLife,
  imageContentTrust,
  imageCredentialFile,
  imageDistUpgrade,
  imageDuplicateId,
  imageEfficiency,
  imageEmptyPassword,
  imageHealthcheck,
  imageJunkFiles,
  imageLabels,
  imageLatestTag,
  imagePackageCache,
  imagePlatform,
  imageReclaimableBytes,
  imageRootUser,
  imageSensitiveVolume,
  imageSettingsFile,
  imageSetuid,
  imageSmallerBase,
  imageSsh,
  imageSudo,
  imageUpdateAlone,
  imageWastedBytes,
  imageWastedPercent,
  imageWorldWritable,
];
