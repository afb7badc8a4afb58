import type { Descriptor } from './media-types.js';

/** How a blob came to where it should be. */
export type BlobOutcome = 'present' | 'mounted' | 'sent';

/** What is known of one blob on its way. */
export interface BlobProgress {
  digest: string;
  sizeBytes: number;
  doneBytes: number;
  /** `retrying`: waits before it goes on; `note` says why. */
  state: 'checking' | 'sending' | 'retrying' | BlobOutcome;
  note: string | null;
}

export type ReportBlob = (progress: BlobProgress) => void;

/** A blob's reports, of which each names only what is new. */
export function progressOf(
  { digest, size }: Pick<Descriptor, 'digest' | 'size'>,
  report: ReportBlob | undefined,
): (state: BlobProgress['state'], doneBytes: number, note?: string) => void {
  return (state, doneBytes, note) =>
    report?.({ digest, sizeBytes: size, doneBytes: Math.min(doneBytes, size), state, note: note ?? null });
}
