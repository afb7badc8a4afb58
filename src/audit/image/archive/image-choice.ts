/** Which image of an archive is meant, where it holds several. */
export interface ImageChoice {
  /** `linux/arm64`; where it is not said this machine's own is preferred. */
  platform?: string | undefined;
  /** A name that it was saved under. */
  reference?: string | undefined;
}
