import { defineImageRule } from '../image-rule.js';

export const imageAttestations = defineImageRule({
  id: 'image-attestations',
  severity: 'info',
  profile: 'strict',
  aliases: { scout: ['scout/supply-chain-attestations'] },
  principle: 'reproducible',
  title: 'Attach how an image was made',
  why: 'An SBOM and provenance let others see what is in an image and who built it. Only an OCI layout can hold them beside the image, so nothing is said of others.',
  check({ read }, report) {
    if (read.attestations === 0)
      report('The image has no attestations; build it with docker buildx build --sbom=true --provenance=mode=max.');
  },
});
