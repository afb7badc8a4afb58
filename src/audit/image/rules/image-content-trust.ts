import { defineImageRule } from '../image-rule.js';

export const imageContentTrust = defineImageRule({
  id: 'image-content-trust',
  severity: 'info',
  profile: 'strict',
  aliases: { dockle: ['CIS-DI-0005'], cis: ['4.5', '4.12'] },
  principle: 'trusted-base',
  title: 'Check signatures of what is pulled',
  why: 'DOCKER_CONTENT_TRUST=1 makes Docker’s client refuse unsigned tags. It is a fact of the machine, not of the image, and Docker retires its Notary service: cosign or a digest serve as well. So it speaks only with the strict profile.',
  check(_image, report, { contentTrust }) {
    if (contentTrust === false)
      report(
        'DOCKER_CONTENT_TRUST is not set, so this machine pulls unsigned images; set it to 1, or verify with cosign.',
      );
  },
});
