/** What the newest proof of the application measured, and where its image went; what is not known is absent. */
export interface Measured {
  /** From the container's start to the first healthy answer. */
  coldStartMs?: number;
  /** In use when the first requests were answered. */
  memoryBytes?: number;
  /** False where it was proven with a writable root only. */
  readOnlyRoot?: boolean;
  /** Digest of the manifest in the Spec's repository, `sha256:...`. */
  digest?: string;
}
