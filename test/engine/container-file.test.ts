import tar from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { connectEngine } from '../../src/engine/connect.js';
import { parseFirstEntry, readContainerFile } from '../../src/engine/container-file.js';
import { withRun } from '../../src/engine/run.js';
import { engineTest } from '../lab/engine.js';

async function archive(header: Partial<tar.Header> & { name: string }, content = ''): Promise<Buffer> {
  const pack = tar.pack();
  pack.entry(header, content);
  pack.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of pack) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('the first entry of an archive', () => {
  test('a file, its owner and its beginning', async () => {
    const file = parseFirstEntry(await archive({ name: 'run.sh', mode: 0o750, uid: 1000, gid: 50 }, '#!/bin/sh\n'));
    expect(file).toMatchObject({ kind: 'file', mode: 0o750, uid: 1000, gid: 50 });
    expect(file?.beginning.toString()).toBe('#!/bin/sh\n');
  });

  test('a folder, a link, an owner whose number needs an extended header', async () => {
    expect(parseFirstEntry(await archive({ name: 'data/', type: 'directory', uid: 0 }))?.kind).toBe('folder');
    expect(parseFirstEntry(await archive({ name: 'l', type: 'symlink', linkname: '/to' }))).toMatchObject({
      kind: 'link',
      target: '/to',
    });
    expect(parseFirstEntry(await archive({ name: 'x', uid: 2_000_000_000, pax: { uid: '2000000000' } }))?.uid).toBe(
      2_000_000_000,
    );
  });

  test('what breaks off, or is no archive', () => {
    expect(parseFirstEntry(Buffer.alloc(100))).toBeNull();
    expect(parseFirstEntry(Buffer.from('x'.repeat(600)))).toBeNull();
  });
});

engineTest('reads what lies at paths of a container that never ran', async () => {
  const engine = await connectEngine();
  await withRun(engine, async ({ labels }) => {
    const { id } = await engine.docker.createContainer({ Image: 'debian:trixie-slim', Labels: labels });
    const read = (path: string) => readContainerFile(engine, id, path, AbortSignal.timeout(10_000));
    expect(await read('/etc/passwd')).toMatchObject({ kind: 'file', mode: 0o644, uid: 0, gid: 0 });
    expect((await read('/etc/passwd'))?.beginning.toString()).toMatch(/^root:/);
    expect(await read('/usr/bin')).toMatchObject({ kind: 'folder', mode: 0o755 });
    expect(await read('/bin')).toMatchObject({ kind: 'link', target: 'usr/bin' });
    expect((await read('/usr/bin/perl'))?.beginning.subarray(1, 4).toString()).toBe('ELF');
    expect(await read('/nowhere/at/all')).toBeNull();
  });
});
