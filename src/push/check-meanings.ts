/** What each check of a push looks at, by its id; of `tag:1.4.2` and its like by what stands before the colon. */
export const checkMeanings: Readonly<Record<string, string>> = {
  proof: 'Whether this very image was verified, and what its proof says; without one it is pushed only with --unproven',
  audit: 'What the audit finds in the image; an error stops the push',
  vulnerabilities:
    'Whether known vulnerabilities were looked for in the image, and how many there are of which severity',
  image: 'Which image it is: its config digest, and its size as the sum of its layers',
  registry: 'Whether the registry answers, and where',
  credentials: 'Whose login is used, and whether it may write to the repository',
  tag: 'What becomes of a tag: made, moved, left where a newer version is, or refused, since a full version never changes',
  digest: 'What the registry has under a tag after the push, read back and compared with what was pushed',
  sbom: 'The bill of materials that is attached to the image',
  provenance: 'The statement, attached to the image, of what it was made from and by what',
  signature: 'Whether cosign signed the digest, and with which key or identity',
  'clean-environment': 'Whether the image, pulled by its digest where nothing of it was, meets its criteria there',
  record: 'Whether the push is noted in the image’s proof',
  builder: 'Which builder of buildx makes the images of several platforms',
  emulator: 'Whether this engine can run images of another platform, which decides what can be proven',
  platform: 'Whether the image for one platform was proven here',
  index: 'The list of the images of all platforms, read back from the registry',
  attestations: 'What buildx attached to the image of each platform',
  cache: 'Whether the registry took the build cache for the next build',
};
