/** Where a secret was found and of what kind it is; never the secret itself. */
export interface SecretFinding {
  /** `private key`, `OpenAI API key`, `password in a URL`. */
  kind: string;
  /** For a person: `/app/.env:3`, `environment: API_KEY`, `history 7`. */
  place: string;
  source: 'file' | 'environment' | 'label' | 'history';
  /** In the image, of a file. */
  path?: string;
  /** From 1, of a file that is text. */
  line?: number;
}
