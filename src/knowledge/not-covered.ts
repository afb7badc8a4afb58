/** Why a check of another tool has no rule here, by its id there. */
export const reasonsNotCovered: Readonly<Record<string, string>> = {
  'scout/no-agpl-v3': 'a policy on licences; the licences that packages state are in the bill of materials (`--sbom`)',
  'scout/no-high-profile-vulnerabilities': 'needs a catalogue of exploited vulnerabilities that is updated by the day',
  'scout/no-outdated-base-images': 'needs the registry; `image-base-age` tells the age by the image’s own metadata',
  'scout/no-unapproved-base-images':
    'an image does not say where its base came from; `base-registry-allowlist` asks the Dockerfile',
  'scout/valid-docker-hardened-image': 'a policy on one vendor’s catalogue of images',
};
