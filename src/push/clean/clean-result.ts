/** What is known of the image where nothing of it was before. */
export interface CleanResult {
  status: 'pass' | 'fail' | 'not-measured';
  evidence: string;
}
