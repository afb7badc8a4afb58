import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/client';
import { parse } from 'yaml';
import { copyOf } from '../executable/dockwright.js';
import { type Assistant, createAssistant, type Reading } from './assistant.js';
import { createUser } from './user.js';

export const registry = '127.0.0.1:5000';

/** What is there after a conversation, seen without the assistant. */
export interface World {
  assistant: Assistant;
  dockerfile: string;
  /** Names of the criteria that the user was shown. */
  criteria: string[];
  /** What the user ran to mend the container, and how it is now. */
  ran: string[];
  container: { Status: string; ExitCode: number; OOMKilled: boolean };
  memoryBytes: number;
  tags: string[];
}

export interface Setting {
  example: string;
  reading: Reading;
  /** Somebody wrote a Dockerfile before, which the user wants replaced. */
  dockerfileBefore?: string;
  /** The user names the registry as an answer and ships the repository; else they ship the image, and name it then. */
  tellsRegistryFirst: boolean;
}

/** From a repository to a registry: containerize, review, a container that is killed for memory, ship. */
export async function converse(client: Client, setting: Setting): Promise<World> {
  const { example, reading, dockerfileBefore, tellsRegistryFirst } = setting;
  const copy = await copyOf(`examples/${example}`);
  const name = `assistant-${randomBytes(4).toString('hex')}`;
  const repository = `${registry}/${name}/${example}`;
  const container = `dockwright-${name}`;
  const { path } = copy;
  try {
    if (dockerfileBefore) await writeFile(join(path, 'Dockerfile'), dockerfileBefore);
    const user = createUser(tellsRegistryFirst ? { registry: repository } : {});
    const assistant = await createAssistant(client, user, reading);
    await assistant.follow('containerize', { path, goal: 'Run it in production.' });
    await assistant.follow('review_dockerfile', { path });
    const spec = parse(await readFile(join(path, 'container.spec.yaml'), 'utf8'));
    const image = `${spec.app.name}:${spec.app.version}`;
    await runOutOfMemory(container, image);
    await assistant.follow('debug_container', { container, symptom: 'It is gone as soon as it starts.' });
    await assistant.follow('ship_image', tellsRegistryFirst ? { path } : { image, repository });
    const [{ State, HostConfig }] = JSON.parse(await docker('inspect', container));
    return {
      assistant,
      dockerfile: await readFile(join(path, 'Dockerfile'), 'utf8'),
      criteria: Object.keys(spec.criteria),
      ran: user.ran,
      container: State,
      memoryBytes: HostConfig.Memory,
      tags: await tagsOf(`${name}/${example}`),
    };
  } finally {
    await docker('rm', '--force', container).catch(() => {});
    await removeTags(`${name}/${example}`);
    await copy.remove();
  }
}

/** A container of the image with too little memory, once the kernel has killed it. */
async function runOutOfMemory(name: string, image: string): Promise<void> {
  await docker(
    'run',
    '--detach',
    '--name',
    name,
    '--memory',
    '20m',
    '--memory-swap',
    '20m',
    '--publish',
    '127.0.0.1::8000',
    image,
  );
  await docker('wait', name);
}

function docker(...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('docker', args, { timeout: 60_000 }, (error, stdout, stderr) =>
      error ? reject(new Error(`docker ${args.join(' ')}: ${stderr}`)) : resolve(stdout),
    );
  });
}

async function tagsOf(repository: string): Promise<string[]> {
  const answer = await fetch(`http://${registry}/v2/${repository}/tags/list`);
  return ((await answer.json()) as { tags?: string[] | null }).tags ?? [];
}

async function removeTags(repository: string): Promise<void> {
  const accept = 'application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json';
  for (const tag of await tagsOf(repository)) {
    const url = `http://${registry}/v2/${repository}/manifests/`;
    const head = await fetch(`${url}${tag}`, { method: 'HEAD', headers: { accept } });
    const digest = head.headers.get('docker-content-digest');
    if (digest) await fetch(`${url}${digest}`, { method: 'DELETE' });
  }
}
