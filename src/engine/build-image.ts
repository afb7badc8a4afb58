import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Activity } from '../activity.js';
import { Fault } from '../fault.js';
import { type BuildLog, type BuildStep, createBuildLog } from './build-log.js';
import type { Engine } from './connect.js';
import { type BuildFiles, type Delivery, deliverContext } from './deliver-context.js';
import { currentSurroundings, proxyBuildArgs, readDockerConfig } from './docker-config.js';
import { engineFault } from './engine-fault.js';
import { type FailingLine, findFailingLine } from './failing-line.js';
import { decodeStatus } from './status-message.js';
import { watchEngine } from './watch-engine.js';

export interface BuildRequest extends BuildFiles {
  tag?: string;
  labels?: Record<string, string>;
  buildArgs?: Record<string, string>;
  /** Builds every step anew. */
  noCache?: boolean;
  target?: string;
}

export interface BuildOutcome {
  /** The engine's id of the image; null when the build failed. */
  imageId: string | null;
  milliseconds: number;
  /** Of the context, to the engine. */
  sentBytes: number;
  steps: BuildStep[];
  warnings: string[];
  failure: { message: string; step: string | null; line: FailingLine | null; log: string[] } | null;
}

/**
 * Builds with BuildKit through the engine's own API. A build that fails is an outcome, not an error; an abort closes the
 * request and cancels the build, so that the engine stops too.
 * @throws Fault when the engine cannot be reached or refuses, AbortError when stopped
 */
export async function buildImage(engine: Engine, request: BuildRequest, activity: Activity): Promise<BuildOutcome> {
  activity.signal.throwIfAborted();
  const started = performance.now();
  const log = createBuildLog((name, done, total) => activity.report(`build: ${name}`, done, total));
  const warnings: string[] = [];
  const buildId = randomUUID();
  const watch = watchEngine(engine, activity.signal);
  let delivery: Delivery | undefined;
  try {
    activity.report('build: sending the context');
    delivery = await deliverContext(engine, request, watch.signal, (message) => warnings.push(message));
    const response = await startBuild(engine, request, buildId, watch.signal, delivery);
    const end = await Promise.race([follow(response, log, watch.signal), delivery.failed]);
    return outcomeOf(
      request,
      log,
      end,
      [...warnings, ...log.warnings],
      performance.now() - started,
      delivery.sentBytes(),
    );
  } catch (error) {
    if (watch.signal.aborted) await cancelBuild(engine, buildId);
    throw engineFault(watch.reason(error), engine.endpoint);
  } finally {
    delivery?.close();
    watch.stop();
  }
}

async function startBuild(
  engine: Engine,
  request: BuildRequest,
  buildId: string,
  signal: AbortSignal,
  delivery: Delivery,
): Promise<IncomingMessage> {
  const proxies = proxyBuildArgs(await readDockerConfig(currentSurroundings()), engine.endpoint.address);
  const query = {
    version: '2',
    buildid: buildId,
    rm: true,
    forcerm: true,
    ...(request.tag ? { t: request.tag } : {}),
    ...(request.noCache ? { nocache: true } : {}),
    ...(request.target ? { target: request.target } : {}),
    ...(request.labels ? { labels: request.labels } : {}),
    buildargs: { ...proxies, ...request.buildArgs },
    ...delivery.query,
  };
  return new Promise((resolve, reject) => {
    delivery.failed.catch(reject);
    engine.docker.modem.dial(
      {
        path: '/build?',
        method: 'POST',
        file: delivery.body,
        options: query,
        abortSignal: signal,
        isStream: true,
        statusCodes: { 200: true },
      },
      (error, response) => {
        if (!error) return resolve(response as IncomingMessage);
        delivery.close();
        reject(signal.aborted ? signal.reason : error);
      },
    );
  });
}

interface BuildEnd {
  imageId: string | null;
  error: string | null;
}

/** Reads the engine's stream of JSON lines to its end. A stream that ends without an image or an error was cut off. */
async function follow(response: IncomingMessage, log: BuildLog, signal: AbortSignal): Promise<BuildEnd> {
  const end: BuildEnd = { imageId: null, error: null };
  const stop = () => response.destroy(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  let rest = '';
  try {
    for await (const chunk of response.setEncoding('utf8')) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) readLine(line, log, end);
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  readLine(rest, log, end);
  signal.throwIfAborted();
  if (!end.imageId && !end.error)
    throw new Fault(
      'engine-unreachable',
      'The engine broke off the build.',
      'Check that it still runs (docker info), then try again.',
    );
  return end;
}

function readLine(line: string, log: BuildLog, end: BuildEnd): void {
  if (!line.trim()) return;
  let message: Record<string, unknown>;
  try {
    message = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return;
  }
  const { id, aux } = message;
  if (id === 'moby.buildkit.trace' && typeof aux === 'string') log.add(decodeStatus(Buffer.from(aux, 'base64')));
  else if (aux && typeof aux === 'object' && typeof (aux as { ID?: unknown }).ID === 'string')
    end.imageId = (aux as { ID: string }).ID;
  if (typeof message.stream === 'string') {
    log.addText(message.stream);
    // Podman, which has no BuildKit, names the image in its text
    const built = /^(?:Successfully built )?([0-9a-f]{12,64})\s*$/.exec(message.stream);
    if (built) end.imageId ??= built[1] as string;
  }
  if (typeof message.error === 'string') end.error = message.error;
}

function outcomeOf(
  request: BuildRequest,
  log: BuildLog,
  end: BuildEnd,
  warnings: string[],
  milliseconds: number,
  sentBytes: number,
): BuildOutcome {
  const steps = log.steps();
  const outcome = { imageId: end.error ? null : end.imageId, milliseconds, sentBytes, steps, warnings, failure: null };
  if (!end.error) return outcome;
  // steps that were cancelled because another one failed say so; the one that failed says why
  const failed = steps.filter(({ error }) => error);
  const step = failed.find(({ error }) => !/context canceled/i.test(error ?? ''))?.name ?? failed[0]?.name ?? null;
  const message = end.error.trim();
  return {
    ...outcome,
    failure: {
      message,
      step,
      line: findFailingLine(request.dockerfile.content, step, message),
      log: log.tail(step ?? undefined).slice(-40),
    },
  };
}

/** Closing the connection stops a build; a proxy between us and the engine may hide that, the engine's own call does not. */
async function cancelBuild(engine: Engine, buildId: string): Promise<void> {
  await new Promise<void>((resolve) => {
    engine.docker.modem.dial(
      {
        path: '/build/cancel?',
        method: 'POST',
        options: { _query: { id: buildId }, _body: {} },
        abortSignal: AbortSignal.timeout(2_000),
        statusCodes: { 200: true, 204: true },
      },
      () => resolve(),
    );
  });
}
