import { execFile } from 'node:child_process';
import type { ComposeCommand } from './compose-command.js';
import type { Engine } from './connect.js';
import { engineFault } from './engine-fault.js';

/** A compose project that was brought up for a run. */
export interface ComposeProject {
  command: ComposeCommand;
  name: string;
  /** The compose file, and the file of variables that it is read with. */
  file: string;
  environmentFile: string;
  /** What relative paths in it start from. */
  folder: string;
}

export interface ComposeService {
  service: string;
  container: string;
  running: boolean;
  exitCode: number;
  restarts: number;
  /** Null where the service has no health check. */
  health: string | null;
}

/** Runs Compose against our engine, with none of the user's variables but those that lead to it. @returns what it said last when it failed, else null */
export function runCompose(
  engine: Engine,
  project: ComposeProject,
  action: string[],
  signal?: AbortSignal,
): Promise<string | null> {
  const { command, name, file, environmentFile, folder } = project;
  const args = [
    ...command.arguments,
    '-p',
    name,
    '-f',
    file,
    '--project-directory',
    folder,
    '--env-file',
    environmentFile,
    ...action,
  ];
  return new Promise((resolve, reject) => {
    execFile(
      command.program,
      args,
      { env: environmentFor(engine), maxBuffer: 16 * 1024 * 1024, signal, cwd: folder },
      (error, _stdout, stderr) => {
        if (!error) resolve(null);
        else if (signal?.aborted) reject(signal.reason);
        else resolve(stderr.trim() || error.message);
      },
    );
  });
}

function environmentFor(engine: Engine): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'ProgramFiles', 'SystemRoot', 'TEMP', 'TMP'];
  const leading = ['DOCKER_CONFIG', 'DOCKER_CERT_PATH', 'DOCKER_TLS_VERIFY', 'SSH_AUTH_SOCK', 'XDG_RUNTIME_DIR'];
  const kept = [...names, ...leading].flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  );
  return { ...Object.fromEntries(kept), DOCKER_HOST: engine.endpoint.address, COMPOSE_PROGRESS: 'plain' };
}

/** The project's containers as they are now. */
export async function listServices(engine: Engine, project: string): Promise<ComposeService[]> {
  try {
    const filters = { label: [`com.docker.compose.project=${project}`] };
    const containers = await engine.docker.listContainers({ all: true, filters });
    return await Promise.all(
      containers.map(async ({ Id, Labels }) => {
        const { State, RestartCount } = await engine.docker.getContainer(Id).inspect();
        return {
          service: Labels['com.docker.compose.service'] ?? Id.slice(0, 12),
          container: Id,
          running: State.Running && !State.Restarting,
          exitCode: State.ExitCode,
          restarts: RestartCount,
          health: State.Health?.Status && State.Health.Status !== 'none' ? State.Health.Status : null,
        };
      }),
    );
  } catch (error) {
    throw engineFault(error, engine.endpoint);
  }
}
