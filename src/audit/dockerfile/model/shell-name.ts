export const linuxShell: readonly string[] = ['/bin/sh', '-c'];
const windowsShell: readonly string[] = ['cmd', '/S', '/C'];

/** Whether a SHELL is one that reads POSIX syntax. */
export function isPosixShell(shell: readonly string[]): boolean {
  return /(?:^|[\\/])(?:sh|bash|ash|dash|ksh|zsh|busybox)(?:\.exe)?$/i.test((shell[0] ?? '').trim());
}

/** Docker's own shell for an image. @param override what a comment says, `bash -o pipefail` */
export function defaultShell(
  image: string | null,
  override: string | undefined,
  escapeCharacter: string,
): readonly string[] {
  if (override) return override.trim().split(/\s+/);
  const windows =
    escapeCharacter === '`' ||
    (image !== null && /(?:^|[/:-])(?:windows|nanoserver|servercore|windowsservercore)/i.test(image));
  return windows ? windowsShell : linuxShell;
}

/** `# hadolint shell=bash`: the shell that a base image has set, until SHELL says otherwise. */
export function shellComment(text: string): string | undefined {
  return /^[ \t]*#[ \t]*hadolint[ \t]+shell[ \t]*=[ \t]*(\S[^\n]*)$/im.exec(text)?.[1]?.trimEnd();
}
