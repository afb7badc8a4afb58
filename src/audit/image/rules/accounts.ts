/** Files that hold a system's users and groups; BSD's name for the shadow file too, since Dockle looks at it. */
export const accountFiles = ['/etc/passwd', '/etc/group', '/etc/shadow', '/etc/master.passwd'];

/** A line of passwd, group or shadow. */
export interface Account {
  name: string;
  /** The second field: `x`, `*`, `!` or a hash; empty where no password is asked for. */
  password: string;
  /** The third field; a number in passwd and group. */
  id: string;
}

/** Reads lines of fields between colons; what has none is passed over, as the C library does. */
export function readAccounts(text: string | undefined): Account[] {
  return (text ?? '').split('\n').flatMap((line): Account[] => {
    if (line.startsWith('#') || !line.includes(':')) return [];
    const [name = '', password = '', id = ''] = line.trim().split(':');
    // `+` and `-` lines of NIS are no accounts
    return name === '' || /^[+-]/.test(name) ? [] : [{ name, password, id }];
  });
}

/** Values that stand more than once, each with those that share it. */
export function shared(accounts: readonly Account[], keyOf: (account: Account) => string): [string, Account[]][] {
  const groups = new Map<string, Account[]>();
  for (const account of accounts) {
    const key = keyOf(account);
    if (key !== '') groups.set(key, [...(groups.get(key) ?? []), account]);
  }
  return [...groups].filter(([, { length }]) => length > 1);
}
