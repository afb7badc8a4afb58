import type { Activity } from '../activity.js';
import type { LogLine } from '../diagnose/evidence/container-evidence.js';
import { secretValues } from '../diagnose/evidence/environment.js';
import { type ContainerSummary, summarize } from '../diagnose/look/container-summary.js';
import type { Engine } from '../engine/connect.js';
import type { InspectedImage } from '../engine/inspect-container.js';

/** A container as the exercises look at it. */
export interface LearnersContainer extends ContainerSummary {
  /** The engine's id of its image. */
  imageId: string;
  /** Values that must not be shown where its log is quoted. */
  secrets: readonly string[];
}

/** Where a learner works: a folder and an engine. Nothing here changes either. */
export interface Desk {
  /** Absolute. */
  folder: string;
  activity: Activity;
  /** Connected when it is first asked for. @throws Fault engine-unreachable, engine-refused */
  engine(): Promise<Engine>;
  /** Null where there is none. */
  container(name: string): Promise<LearnersContainer | null>;
  /** Null where there is none. */
  image(name: string): Promise<InspectedImage | null>;
  /** The end of its log. */
  log(container: LearnersContainer): Promise<readonly LogLine[]>;
}

const linesRead = 500;

export function openDesk(folder: string, activity: Activity): Desk {
  let connected: Promise<Engine> | undefined;
  const engine = () => {
    connected ??= import('../engine/connect.js').then(({ connectEngine }) => connectEngine());
    return connected;
  };
  const { signal } = activity;
  return {
    folder,
    activity,
    engine,
    async container(name) {
      const { inspectContainer } = await import('../engine/inspect-container.js');
      const found = await inspectContainer(await engine(), name, signal);
      return found ? { ...summarize(found), imageId: found.Image, secrets: secretValues(found.Config.Env) } : null;
    },
    async image(name) {
      const { inspectImage } = await import('../engine/inspect-container.js');
      return inspectImage(await engine(), name, signal);
    },
    async log({ id, settings, secrets }) {
      const { readLogs } = await import('../diagnose/evidence/read-logs.js');
      const wishes = {
        tail: linesRead,
        driver: settings.logDriver,
        terminal: settings.terminal,
        secrets,
        onMissing: () => {},
      };
      const { first, last } = await readLogs(await engine(), id, wishes, signal);
      return [...first, ...last];
    },
  };
}
