import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type Docker from 'dockerode';
import type { ContainerCreateOptions, ContainerInspectInfo } from 'dockerode';
import type { Engine } from '../../../src/engine/connect.js';
import { demultiplex } from '../../../src/engine/log-frames.js';
import { withRun } from '../../../src/engine/run.js';
import { archiveOf, build, type Files, pull } from './build.js';
import { type Toolchain, toolchainImage } from './toolchains.js';

/** Where one fault is provoked: everything made through it carries its labels and is gone when it is over. */
export interface Scene {
  engine: Engine;
  docker: Docker;
  /** Of the run; whatever a fault makes by itself must carry them. */
  labels: Record<string, string>;
  /** A name that no other scene has. */
  name(suffix?: string): string;
  /** Creates a container from the engine's own words and gives it files (path to text, or [text, mode]); not started. */
  create(options: ContainerCreateOptions, files?: Files): Promise<string>;
  /** Creates and starts. */
  start(options: ContainerCreateOptions, files?: Files): Promise<string>;
  /** Creates one that the engine refuses to start; fails if it does start. */
  startRefused(options: ContainerCreateOptions, files?: Files): Promise<string>;
  /** Starts, and waits for its end. */
  run(options: ContainerCreateOptions, files?: Files): Promise<string>;
  ended(name: string): Promise<void>;
  logged(name: string, words: string | RegExp): Promise<void>;
  health(name: string, status: 'healthy' | 'unhealthy'): Promise<void>;
  restarted(name: string, times: number): Promise<void>;
  /** Waits until a look at the container satisfies the condition. */
  until(name: string, what: string, condition: (facts: ContainerInspectInfo) => boolean): Promise<void>;
  /** Waits for anything. */
  eventually(what: string, condition: () => Promise<boolean>): Promise<void>;
  /** Builds an image of a Dockerfile and files; it goes with the scene. */
  image(dockerfile: string, files?: Files): Promise<string>;
  /** An image with a language that the lab has no base image of. */
  toolchain(language: Toolchain): Promise<string>;
  network(suffix: string): Promise<string>;
  volume(suffix: string): Promise<string>;
  /** A folder of this machine with files, for bind mounts of an engine that runs here. */
  folder(files?: Files): Promise<string>;
  /** Undone at the end, newest first: servers and processes of this machine. */
  onEnd(undo: () => void | Promise<void>): void;
}

const patienceMs = 90_000;

/** Provokes something, does work on it, and takes everything away. */
export async function withScene<T>(engine: Engine, work: (scene: Scene) => Promise<T>): Promise<T> {
  return withRun(engine, async ({ id, labels }) => {
    const undo: (() => void | Promise<void>)[] = [];
    try {
      return await work(sceneOf(engine, id, labels, undo));
    } finally {
      for (const step of undo.reverse()) await step();
    }
  });
}

function sceneOf(
  engine: Engine,
  runId: string,
  labels: Record<string, string>,
  undo: (() => void | Promise<void>)[],
): Scene {
  const { docker } = engine;
  let count = 0;
  const name = (suffix?: string) => `fault-${runId}-${suffix ?? count++}`;
  const inspect = (of: string) => docker.getContainer(of).inspect();
  const create = async (options: ContainerCreateOptions, files: Files = {}) => {
    const named = options.name ?? name();
    const wanted: ContainerCreateOptions = {
      ...options,
      name: named,
      Labels: { ...options.Labels, ...labels },
      // unless a fault is about stopping, nobody waits ten seconds for a shell
      StopTimeout: options.StopTimeout ?? 1,
    };
    const container = await docker.createContainer(wanted).catch(async (error: { statusCode?: number }) => {
      if (error.statusCode !== 404 || !options.Image) throw error;
      await pull(docker, options.Image);
      return docker.createContainer(wanted);
    });
    if (Object.keys(files).length > 0) await container.putArchive(await archiveOf(files), { path: '/' });
    return named;
  };
  const start = async (options: ContainerCreateOptions, files?: Files) => {
    const named = await create(options, files);
    await docker.getContainer(named).start();
    return named;
  };
  const until: Scene['until'] = (of, what, condition) =>
    eventually(`${of} ${what}`, async () => condition(await inspect(of)));
  const ended = (of: string) =>
    until(of, 'has ended', ({ State }) => State.Status === 'exited' || State.Status === 'dead');
  return {
    engine,
    docker,
    labels,
    name,
    create,
    start,
    async startRefused(options, files) {
      const named = await create(options, files);
      const refused = await docker
        .getContainer(named)
        .start()
        .then(
          () => false,
          () => true,
        );
      if (!refused) throw new Error(`${named} was to be refused, and it started`);
      return named;
    },
    async run(options, files) {
      const named = await start(options, files);
      await ended(named);
      return named;
    },
    ended,
    logged: (of, words) =>
      eventually(`${of} says ${words}`, async () => {
        const text = await logOf(docker, of);
        return typeof words === 'string' ? text.includes(words) : words.test(text);
      }),
    health: (of, status) => until(of, `is ${status}`, ({ State }) => State.Health?.Status === status),
    restarted: (of, times) => until(of, `has restarted ${times} times`, ({ RestartCount }) => RestartCount >= times),
    until,
    eventually,
    async image(dockerfile, files = {}) {
      const reference = `${name()}:latest`;
      await build(docker, { Dockerfile: dockerfile, ...files }, reference, labels);
      return reference;
    },
    toolchain: (language) => toolchainImage(docker, language),
    async network(suffix) {
      const named = name(suffix);
      await docker.createNetwork({ Name: named, Labels: labels });
      return named;
    },
    async volume(suffix) {
      const named = name(suffix);
      await docker.createVolume({ Name: named, Labels: labels });
      return named;
    },
    async folder(files = {}) {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'dockwright-fault-'));
      undo.push(() => rm(folder, { recursive: true, force: true }));
      for (const [file, content] of Object.entries(files)) {
        const [text, mode] = typeof content === 'string' ? [content, 0o644] : content;
        await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
        await writeFile(path.join(folder, file), text, { mode });
      }
      return folder;
    },
    onEnd: (step) => void undo.push(step),
  };
}

/** Asks again and again; the interval is short beside what a start costs. */
async function eventually(what: string, condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited ${patienceMs / 1000} s in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function logOf(docker: Docker, name: string): Promise<string> {
  const container = docker.getContainer(name);
  const raw: unknown = await container.logs({ stdout: true, stderr: true, follow: false, tail: 500 });
  const bytes = Buffer.isBuffer(raw) ? raw : Buffer.from(String(raw ?? ''));
  if ((await container.inspect()).Config.Tty) return bytes.toString('utf8');
  const { stdout, stderr } = demultiplex(bytes);
  return `${stdout}\n${stderr}`;
}
