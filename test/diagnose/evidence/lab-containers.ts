import { randomUUID } from 'node:crypto';
import type { ContainerCreateOptions } from 'dockerode';
import { expect, vi } from 'vitest';
import type { ContainerEvidence } from '../../../src/diagnose/evidence/container-evidence.js';
import { type EvidenceWishes, gatherEvidence } from '../../../src/diagnose/evidence/gather-evidence.js';
import type { Engine } from '../../../src/engine/connect.js';

/** Containers of one test file, all of which are removed at its end. */
export interface LabContainers {
  /** @returns its name */
  create(image: string, command: string[], options?: ContainerCreateOptions): Promise<string>;
  start(image: string, command: string[], options?: ContainerCreateOptions): Promise<string>;
  /** Starts it and waits for its end. */
  run(image: string, command: string[], options?: ContainerCreateOptions): Promise<string>;
  gather(name: string, wishes?: Partial<EvidenceWishes>): Promise<ContainerEvidence>;
  /** Waits until the log holds a text. */
  untilLogged(name: string, text: string): Promise<void>;
  label: string;
  removeAll(): Promise<void>;
}

const patience = { timeout: 60_000, interval: 50 };

export function labContainers(engine: Engine): LabContainers {
  const label = `dockwright.test.${randomUUID()}`;
  const create: LabContainers['create'] = async (image, command, options = {}) => {
    const name = options.name ?? `evidence-${randomUUID().slice(0, 8)}`;
    const labels = { ...options.Labels, [label]: '1' };
    const host = { ...options.HostConfig };
    await engine.docker.createContainer({
      Image: image,
      Cmd: command,
      ...options,
      name,
      Labels: labels,
      HostConfig: host,
    });
    return name;
  };
  const start: LabContainers['start'] = async (image, command, options) => {
    const name = await create(image, command, options);
    await engine.docker.getContainer(name).start();
    return name;
  };
  return {
    label,
    create,
    start,
    async run(image, command, options) {
      const name = await start(image, command, options);
      await engine.docker.getContainer(name).wait();
      return name;
    },
    gather: (name, wishes) =>
      gatherEvidence(
        engine,
        name,
        { probe: true, ...wishes },
        { signal: new AbortController().signal, report: () => {} },
      ),
    untilLogged: (name, text) =>
      vi.waitFor(async () => {
        const log = await engine.docker.getContainer(name).logs({ stdout: true, stderr: true, follow: false });
        expect(log.toString('utf8')).toContain(text);
      }, patience),
    async removeAll() {
      const filters = { label: [label] };
      const containers = await engine.docker.listContainers({ all: true, filters });
      await Promise.all(containers.map(({ Id }) => engine.docker.getContainer(Id).remove({ force: true, v: true })));
      const networks = await engine.docker.listNetworks({ filters });
      await Promise.all(networks.map(({ Id }) => engine.docker.getNetwork(Id).remove()));
      const images = await engine.docker.listImages({ filters });
      await Promise.all(images.map(({ Id }) => engine.docker.getImage(Id).remove({ force: true })));
    },
  };
}
