import type Docker from 'dockerode';
import tar from 'tar-stream';

/** Paths to their text, or to text and mode. */
export type Files = Readonly<Record<string, string | readonly [text: string, mode: number]>>;

/** @throws Error with the end of the build's output */
export async function build(
  docker: Docker,
  files: Files,
  reference: string,
  labels: Record<string, string>,
): Promise<void> {
  const stream = await docker.buildImage((await archiveOf(files)) as unknown as NodeJS.ReadableStream, {
    t: reference,
    labels,
    forcerm: true,
  });
  const steps = await new Promise<{ stream?: string; error?: string }[]>((resolve, reject) =>
    docker.modem.followProgress(stream, (error, output) => (error ? reject(error) : resolve(output))),
  );
  const failed = steps.find(({ error }) => error);
  if (failed) {
    const said = steps.map(({ stream: text }) => text ?? '').join('');
    throw new Error(`${failed.error}\n${said.slice(-2_000)}`);
  }
}

export async function archiveOf(files: Files): Promise<Buffer> {
  const pack = tar.pack();
  for (const [file, content] of Object.entries(files)) {
    const [text, mode] = typeof content === 'string' ? [content, 0o644] : content;
    pack.entry({ name: file.replace(/^\//, ''), mode }, text);
  }
  pack.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of pack) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export async function pull(docker: Docker, reference: string): Promise<void> {
  const stream = await docker.pull(reference);
  await new Promise<void>((resolve, reject) =>
    docker.modem.followProgress(stream, (error) => (error ? reject(error) : resolve())),
  );
}
