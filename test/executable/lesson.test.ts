import { describe, expect, test } from 'vitest';
import { connectedClient, dockwright } from './dockwright.js';

const noEngine = { DOCKER_HOST: 'tcp://127.0.0.1:1' };

describe('dockwright lesson', () => {
  test('lists, prints and solves', async () => {
    expect((await dockwright(['lesson'])).stdout).toContain('    8  Capstone');
    const page = await dockwright(['lesson', '2']);
    expect(page.stdout).toMatch(/^# Lesson 2: One image, many containers\n/);
    expect(page.stdout).not.toContain('docker tag redis:7');
    expect((await dockwright(['lesson', '2', '--solutions'])).stdout).toContain('docker tag redis:7 learn-redis:mine');
    const { lessons } = JSON.parse((await dockwright(['lesson', '--json'])).stdout);
    expect(lessons).toHaveLength(8);
    expect(JSON.parse((await dockwright(['lesson', 'first-dockerfile', '--json'])).stdout)).toMatchObject({
      number: 3,
    });
  });

  test('a check without an engine ends with 3, and says what it could not see', async () => {
    const { code, stdout } = await dockwright(['lesson', '2', '--check', '--json'], { env: noEngine });
    expect(code).toBe(3);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ lesson: 2, verdict: 'incomplete', path: process.cwd() });
    expect(result.exercises[0]).toMatchObject({
      id: 'two-containers',
      status: 'not-measured',
      next: expect.any(String),
    });
    expect(result.exercises[0].instruction).toContain('learn-one');
  });

  test('a check of files alone ends with 1, with what was seen, expected and the next step', async () => {
    const { code, stdout } = await dockwright(['lesson', '7', '--check', '--path', 'test/fixtures'], { env: noEngine });
    expect(code).toBe(1);
    expect(stdout).toMatch(/FAIL {2}skill-file .*there is no skills\/NAME\/SKILL\.md/);
    expect(stdout).toContain('expected: skills/NAME/SKILL.md');
    expect(stdout).toContain('next: mkdir -p skills/dockerfile-writer');
  });

  test.each([
    [['lesson', '9'], 'There is no lesson "9".'],
    [['lesson', '--check'], 'No lesson was named.'],
    [['lesson', '3', '--check', '--path', 'nowhere'], 'nowhere'],
  ])('%j ends with 2', async (args, message) => {
    const { code, stderr } = await dockwright(args, { env: noEngine });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

test('lessons and guides are resources, so that an assistant can teach from them', async () => {
  const client = await connectedClient();
  try {
    const read = async (uri: string) => {
      const { contents } = await client.readResource({ uri });
      return (contents[0] as { text: string }).text;
    };
    expect(await read('dockwright://lessons/first-dockerfile')).toMatch(/^# Lesson 3: Your first Dockerfile\n/);
    expect(await read('dockwright://guides/debug-a-container')).toMatch(/^# Debug a container, step by step\n/);
    const { resources } = await client.listResources();
    expect(resources.filter(({ uri }) => uri.startsWith('dockwright://lessons/'))).toHaveLength(8);
  } finally {
    await client.close();
  }
});
