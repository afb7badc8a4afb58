/**
 * The actions of the workflow, each by the commit that its version's tag pointed to when this was written, and the version.
 * Dependabot and Renovate move both.
 */
export const actions = {
  checkout: ['actions/checkout', '3d3c42e5aac5ba805825da76410c181273ba90b1', 'v7.0.1'],
  setupNode: ['actions/setup-node', '820762786026740c76f36085b0efc47a31fe5020', 'v7.0.0'],
  setupPython: ['actions/setup-python', '5fda3b95a4ea91299a34e894583c3862153e4b97', 'v7.0.0'],
  uploadArtifact: ['actions/upload-artifact', 'bbbca2ddaa5d8feaa63e36b76fdaad77386f024f', 'v7.0.0'],
  downloadArtifact: ['actions/download-artifact', '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c', 'v8.0.1'],
  uploadSarif: ['github/codeql-action/upload-sarif', '8aad20d150bbac5944a9f9d289da16a4b0d87c1e', 'v4.36.2'],
  setupDocker: ['docker/setup-docker-action', '77e84dbf09b47d1e29270283c22f16145aa85ca1', 'v5.4.0'],
  setupBuildx: ['docker/setup-buildx-action', '37fe631027851001ddb9b187196cc803df7f5f0e', 'v4.3.0'],
  build: ['docker/build-push-action', '53b7df96c91f9c12dcc8a07bcb9ccacbed38856a', 'v7.3.0'],
  login: ['docker/login-action', '4907a6ddec9925e35a0a9e82d7399ccc52663121', 'v4.1.0'],
  cosign: ['sigstore/cosign-installer', '6f9f17788090df1f26f669e9d70d6ae9567deba6', 'v4.1.2'],
  provenance: ['actions/attest-build-provenance', 'a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32', 'v4.1.0'],
} as const satisfies Record<string, readonly [repository: string, commit: string, version: string]>;

/** Each action as `uses` takes it, by its name above. */
export function pinnedActions(): Record<keyof typeof actions, { uses: string; version: string }> {
  return Object.fromEntries(
    Object.entries(actions).map(([name, [repository, commit, version]]) => [
      name,
      { uses: `${repository}@${commit}`, version },
    ]),
  ) as Record<keyof typeof actions, { uses: string; version: string }>;
}
