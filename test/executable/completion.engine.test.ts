import { randomUUID } from 'node:crypto';
import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect } from 'vitest';
import { connectEngine } from '../../src/engine/connect.js';
import { type LabContainers, labContainers } from '../diagnose/evidence/lab-containers.js';
import { describeWithEngine, engineTest } from '../lab/engine.js';
import { connectedClient } from './dockwright.js';

const image = 'debian:trixie-slim';
const project = `completion-${randomUUID().slice(0, 8)}`;

describeWithEngine('arguments of prompts are completed from the engine:', () => {
  let lab: LabContainers;
  let client: Client;
  let name: string;
  beforeAll(async () => {
    lab = labContainers(await connectEngine());
    name = await lab.create(image, ['true'], { Labels: { 'com.docker.compose.project': project } });
    client = await connectedClient();
  });
  afterAll(async () => {
    await client.close();
    await lab.removeAll();
  });
  const complete = async (prompt: string, argument: string, value: string) =>
    (await client.complete({ ref: { type: 'ref/prompt', name: prompt }, argument: { name: argument, value } }))
      .completion.values;

  engineTest('containers, stopped ones too', async () => {
    expect(await complete('debug_container', 'container', name.slice(0, -2))).toContain(name);
    expect(await complete('teach', 'container', 'no-such-container-here')).toEqual([]);
  });

  engineTest('projects of Compose', async () => {
    expect(await complete('debug_container', 'project', project)).toEqual([project]);
  });

  engineTest('images', async () => {
    expect(await complete('shrink_image', 'image', 'debian:trixie')).toContain(image);
  });
});
