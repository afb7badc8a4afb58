/** A prompt's arguments by name, as the caller gave them. */
export type GivenArguments = Readonly<Record<string, string | undefined>>;
