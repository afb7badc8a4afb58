import type { Activity } from '../activity.js';
import type { Engine } from '../engine/connect.js';
import { pushImage } from '../engine/push-image.js';
import { engineInsecure } from '../engine/registry/insecure-registries.js';
import type { Repository } from '../engine/registry/repository.js';
import type { RegistryLogin } from '../engine/registry-credentials.js';
import { type PushedImage, readPushedImage } from './subject.js';

/** Where an image lies before it is pushed. */
export interface ImageSource {
  /** @param folder whose audit settings hold */
  read(folder: string, activity: Activity): Promise<PushedImage>;
  /** Registries that need no TLS, besides those that the user names. */
  insecure: readonly string[];
  /** Sends what was read, under one tag. */
  send(to: SendTarget, activity: Activity): Promise<void>;
}

export interface SendTarget {
  repository: Repository;
  /** `ghcr.io/me/app`. */
  shown: string;
  tag: string;
  login: RegistryLogin | null;
}

/** An image that an engine has, which sends it itself. */
export async function engineSource(engine: Engine, reference: string): Promise<ImageSource> {
  let engineId = reference;
  return {
    insecure: await engineInsecure(engine),
    async read(folder, activity) {
      const image = await readPushedImage(engine, reference, folder, activity);
      engineId = image.engineId;
      return image;
    },
    async send({ repository, shown, tag, login }, activity) {
      const { host } = repository.registry;
      await pushImage(engine, { image: engineId, host, repository: shown, tag, login }, activity);
    },
  };
}
