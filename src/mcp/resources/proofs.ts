import type { PageResource } from './page-resource.js';

/** What was measured of images, newest first: `latest`, or an image's config digest without `sha256:`. */
export const proofs: PageResource = {
  folder: 'proofs',
  title: 'A proof',
  description: 'What verify_image measured of an image; latest is the newest',
  mimeType: 'application/json',
  ids: async () => ['latest', ...(await digests()).map((digest) => digest.replace('sha256:', ''))],
  async listed() {
    return (await digests()).length > 0 ? [{ id: 'latest', title: 'The newest proof' }] : [];
  },
  async read(id) {
    const { loadProof } = await import('../../verify/proof.js');
    const digest = id === 'latest' ? (await digests())[0] : `sha256:${id}`;
    const proof = digest === undefined ? null : await loadProof(digest);
    return proof && JSON.stringify(proof, null, 2);
  },
};

async function digests(): Promise<string[]> {
  const { provenDigests } = await import('../../verify/newest-proof.js');
  return provenDigests();
}
