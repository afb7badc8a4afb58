/** How sure a diagnosis is, in a word. */
export function certainty(confidence: number): string {
  if (confidence >= 0.96) return 'certain';
  if (confidence >= 0.8) return 'very likely';
  return confidence >= 0.5 ? 'likely' : 'possible';
}
