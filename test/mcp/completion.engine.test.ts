import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from 'vitest';
import { connectEngine, type Engine } from '../../src/engine/connect.js';
import { completersFor } from '../../src/mcp/completion.js';
import { describeWithEngine, engineTest } from '../lab/engine.js';

describeWithEngine('completion asks the engine', () => {
  const name = `complete-${randomUUID().slice(0, 8)}`;
  const { container, image } = completersFor({});
  let engine: Engine;
  beforeAll(async () => {
    engine = await connectEngine();
    await engine.docker.createContainer({ name, Image: 'debian:trixie-slim' });
    await engine.docker.getImage('debian:trixie-slim').tag({ repo: name, tag: 'one' });
  });
  afterAll(async () => {
    await engine.docker.getContainer(name).remove({ force: true });
    await engine.docker.getImage(`${name}:one`).remove();
  });

  engineTest('for containers, running or not', async () => {
    expect(await container?.(name.slice(0, -2))).toEqual([name]);
    expect(await container?.(name.slice(3))).toEqual([name]);
  });

  engineTest('for images, by name and tag', async () => {
    expect(await image?.(name)).toEqual([`${name}:one`]);
  });
});
