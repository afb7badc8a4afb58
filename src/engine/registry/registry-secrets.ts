/** Everything that was ever sent as a secret, and a way to keep it out of what is shown. */
export interface Secrets {
  add(secret: string | null | undefined): void;
  /** The text without any of them: a registry may repeat what it was sent. */
  clean(text: string): string;
}

const shortest = 4;

export function keepSecrets(): Secrets {
  const known = new Set<string>();
  return {
    add(secret) {
      if (!secret || secret.length < shortest) return;
      for (const form of [
        secret,
        encodeURIComponent(secret),
        Buffer.from(secret).toString('base64'),
        JSON.stringify(secret).slice(1, -1),
      ])
        known.add(form);
    },
    clean(text) {
      let clean = text;
      // the longest first, since one may be part of another
      for (const secret of [...known].sort((a, b) => b.length - a.length)) clean = clean.replaceAll(secret, '***');
      return clean;
    },
  };
}
