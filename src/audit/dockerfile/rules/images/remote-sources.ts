/** What ADD fetches over HTTP. */
export function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/** A repository that ADD clones: `git@host:path`, `ssh://`, `git://`, or an address whose path ends with `.git`. */
export function isGitRepository(source: string): boolean {
  return /^(?:git@|ssh:\/\/|git:\/\/)/i.test(source) || (isUrl(source) && /\.git(?:[#?]|$)/i.test(source));
}

/** `#` and a commit's whole hash, which names the content as a digest does. */
export function isCommit(source: string): boolean {
  return isGitRepository(source) && /[#=][0-9a-f]{40}(?:[0-9a-f]{24})?(?:[:&]|$)/i.test(source);
}
