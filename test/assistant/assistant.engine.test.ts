import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect } from 'vitest';
import { connectedClient } from '../executable/dockwright.js';
import { httpClient, type Serving, serving } from '../executable/http.js';
import { describeWithEngine, engineTest } from '../lab/engine.js';
import { converse, type World } from './conversation.js';

// known vulnerabilities are looked up elsewhere; here they are not measured
const offline = { DOCKWRIGHT_OFFLINE: '1' };

const whatIsToBeThere = (world: World) => {
  expect(world.dockerfile).toContain('written by dockwright');
  expect(world.criteria).toContain('graceful-shutdown');
  expect(world.ran).toEqual([
    expect.stringMatching(/^docker update --memory \S+ --memory-swap \S+ \S+ && docker start /),
  ]);
  expect(world.container).toMatchObject({ Status: 'running', OOMKilled: false });
  expect(world.tags).toEqual(expect.arrayContaining(['1.0.0', '1.0', '1', 'latest']));
};
const tools = ({ assistant }: World) => [...new Set(assistant.calls.map(({ tool }) => tool))];
const told = ({ assistant }: World) => assistant.calls.at(-1)?.answer.shown ?? '';
const all = ['draft_spec', 'generate_dockerfile', 'verify_image', 'audit_image', 'diagnose_container', 'push_image'];

describeWithEngine('an assistant that follows prompts and answers, and knows nothing else', () => {
  engineTest('brings an example from a repository to a registry over stdio, by the texts of the answers', async () => {
    Object.assign(process.env, offline);
    const client = await connectedClient();
    try {
      const world = await converse(client, {
        example: 'task-api',
        reading: 'text',
        dockerfileBefore: 'FROM scratch\n',
        tellsRegistryFirst: true,
      });
      whatIsToBeThere(world);
      expect(tools(world)).toEqual(all);
      const confirmed = world.assistant.calls.filter(({ args }) => args.confirm === true).map(({ tool }) => tool);
      expect(confirmed).toEqual(['generate_dockerfile', 'push_image']);
      expect(told(world)).toMatch(/^pushed: task-api:1\.0\.0 to 127\.0\.0\.1:5000/);
    } finally {
      await client.close();
      delete process.env.DOCKWRIGHT_OFFLINE;
    }
  });

  let server: Serving;
  let client: Client;
  const shownToUser: string[] = [];
  beforeAll(async () => {
    server = await serving(['--allow-writes'], offline);
    client = await httpClient(server.url, {
      capabilities: { elicitation: { form: {} } },
      versionNegotiation: { mode: 'auto' },
    });
    client.setRequestHandler('elicitation/create', async (request) => {
      shownToUser.push(request.params.message);
      return { action: 'accept', content: { confirm: true } };
    });
  });
  afterAll(async () => {
    await client?.close();
    await server?.stop();
  });

  engineTest('and over HTTP, by their structured content, with a Dockerfile that is replaced after a yes', async () => {
    const world = await converse(client, {
      example: 'agent-service',
      reading: 'structured content',
      dockerfileBefore: 'FROM scratch\n',
      tellsRegistryFirst: false,
    });
    whatIsToBeThere(world);
    expect(tools(world)).toEqual(all);
    expect(JSON.parse(told(world))).toMatchObject({ verdict: 'pushed', dryRun: false });
    expect(shownToUser).toEqual([expect.stringContaining('-FROM scratch')]);
  });
});
