import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

/** What an engine's address and a build's proxies are derived from; injected so that every platform can be tested anywhere. */
export interface Surroundings {
  env: Record<string, string | undefined>;
  platform: NodeJS.Platform;
  home: string;
  /** Of this process, where the platform has such numbers. */
  uid?: number | undefined;
}

export function currentSurroundings(): Surroundings {
  return { env: process.env, platform: process.platform, home: homedir(), uid: process.getuid?.() };
}

const proxySchema = z.object({
  httpProxy: z.string().optional(),
  httpsProxy: z.string().optional(),
  ftpProxy: z.string().optional(),
  noProxy: z.string().optional(),
  allProxy: z.string().optional(),
});

const configSchema = z.object({
  currentContext: z.string().optional(),
  proxies: z.record(z.string(), proxySchema).optional(),
  cliPluginsExtraDirs: z.array(z.string()).optional(),
  auths: z
    .record(
      z.string(),
      z.object({
        auth: z.string().optional(),
        username: z.string().optional(),
        password: z.string().optional(),
        identitytoken: z.string().optional(),
        registrytoken: z.string().optional(),
      }),
    )
    .optional(),
  credHelpers: z.record(z.string(), z.string()).optional(),
  credsStore: z.string().optional(),
});

export type DockerConfig = z.output<typeof configSchema>;

/** The folder of Docker's own configuration: DOCKER_CONFIG or ~/.docker. */
export function dockerConfigFolder(surroundings: Surroundings): string {
  return surroundings.env.DOCKER_CONFIG || join(surroundings.home, '.docker');
}

/** Docker's config.json; what is missing or malformed counts as not configured, as it does for Docker's own clients. */
export async function readDockerConfig(surroundings: Surroundings): Promise<DockerConfig> {
  try {
    const text = await readFile(join(dockerConfigFolder(surroundings), 'config.json'), 'utf8');
    const parsed = configSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

/**
 * Build arguments for the proxies that Docker's configuration names for this engine. They are predefined arguments, so
 * that they appear neither in the image's history nor in the cache's keys.
 */
export function proxyBuildArgs(config: DockerConfig, address: string): Record<string, string> {
  const proxy = config.proxies?.[address] ?? config.proxies?.default;
  if (!proxy) return {};
  const args: Record<string, string> = {};
  for (const [name, value] of [
    ['HTTP_PROXY', proxy.httpProxy],
    ['HTTPS_PROXY', proxy.httpsProxy],
    ['FTP_PROXY', proxy.ftpProxy],
    ['NO_PROXY', proxy.noProxy],
    ['ALL_PROXY', proxy.allProxy],
  ] as const) {
    if (!value) continue;
    args[name] = value;
    args[name.toLowerCase()] = value;
  }
  return args;
}
