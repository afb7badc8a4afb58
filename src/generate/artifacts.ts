/** What can be generated, by name. */
export const artifacts = [
  'dockerfile',
  'dockerignore',
  'compose',
  'env',
  'ci',
  'gitlab',
  'kubernetes',
  'dependabot',
  'renovate',
  'docs',
] as const;

export type Artifact = (typeof artifacts)[number];

/** What a build and a run need. */
export const defaultArtifacts: readonly Artifact[] = ['dockerfile', 'dockerignore', 'compose', 'env'];
