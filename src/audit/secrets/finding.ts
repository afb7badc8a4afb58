/** Where a secret was found and of what kind it is; never the secret itself. */
export interface SecretFinding {
  /** `private key`, `OpenAI API key`, `password in a URL`. */
  kind: string;
  /** `layer 5: /app/.env:3`, `environment: API_KEY`, `history 7`. */
  place: string;
}
