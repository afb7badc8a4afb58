import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The image repository that fits the git remote `origin`: ghcr.io for GitHub, the project's own
 * registry for GitLab. Null where there is no such remote; credentials in the URL are not read.
 */
export async function repositoryOfRemote(root: string, name: string): Promise<string | null> {
  let config: string;
  try {
    config = await readFile(join(root, '.git', 'config'), 'utf8');
  } catch {
    return null;
  }
  const origin = /\[remote "origin"\][^[]*?\n\s*url\s*=\s*(\S+)/.exec(config.slice(0, 65_536))?.[1];
  const match =
    origin && /(github\.com|gitlab\.com)[:/]([A-Za-z0-9_.-]{1,100})\/([A-Za-z0-9_.-]{1,100}?)(?:\.git)?$/.exec(origin);
  if (!match) return null;
  const [, host, owner, repository] = match as unknown as [string, string, string, string];
  return host === 'github.com'
    ? `ghcr.io/${owner.toLowerCase()}/${name}`
    : `registry.gitlab.com/${owner.toLowerCase()}/${repository.toLowerCase()}/${name}`;
}
