import { defineCause, type Remedy } from '../cause.js';
import { fileAt } from '../container-paths.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { checkText, failedChecks, silentCheckPaths, urlOf } from '../health-check.js';
import { quote } from '../quote-log.js';
import { runtimeOf } from '../runtime.js';

/** A shell's words, and those of the engine where there is no shell between. */
const missingTool =
  /(?:^|: |\n|\\n)(?:\/bin\/)?(?:ba|da|a)?sh: (?:\d{1,4}: |line \d{1,4}: )?([\w./-]{1,100}): (?:command )?not found|: line \d{1,4}: ([\w./-]{1,100}): command not found|exec: "([^"]{1,200})": (?:executable file not found|stat [^:]{1,200}: no such file)|exec: \\"([^"\\]{1,200})\\": executable/;

export const healthCheckToolMissing = defineCause({
  id: 'health-check-tool-missing',
  title: 'The health check runs a program that the image lacks',
  principle: 'health-check',
  explains: ['health-check-failing', 'command-not-found'],
  weigh(evidence) {
    const failed = failedChecks(evidence);
    const last = failed.at(-1);
    if (!last) return null;
    const tool = toolNamed(last.output) ?? toolNowhere(evidence);
    if (!tool) return null;
    const alive = evidence.state.status === 'running' || evidence.state.status === 'paused';
    return {
      confidence: alive ? 0.98 : 0.4,
      evidence: [
        { source: 'engine', text: `the health check is ${checkText(evidence)}` },
        last.output.trim() === ''
          ? {
              source: 'engine',
              text: `it ended with ${last.exitCode} and said nothing; there is no ${tool} on its PATH`,
            }
          : { source: 'engine', text: `it ended with ${last.exitCode} and said ${quote(last.output)}` },
      ],
      remedies: remediesFor(evidence, tool),
    };
  },
});

function toolNamed(output: string): string | undefined {
  return missingTool
    .exec(output)
    ?.slice(1)
    .find((name) => name !== undefined);
}

function toolNowhere(evidence: ContainerEvidence): string | undefined {
  const places = silentCheckPaths(evidence);
  const nowhere = places.length > 0 && places.every((path) => fileAt(evidence, path)?.kind === 'missing');
  return nowhere ? evidence.settings.healthCheck?.test[1] : undefined;
}

function remediesFor(evidence: ContainerEvidence, tool: string): Remedy[] {
  const url = urlOf(evidence) ?? 'http://127.0.0.1:8000/health';
  const runtime = runtimeOf(evidence);
  const remedies: Remedy[] = [];
  if (runtime === 'python')
    remedies.push({
      description: `Ask with the interpreter that is there; in the Dockerfile: HEALTHCHECK CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('${url}', timeout=3)"]`,
    });
  if (runtime === 'node')
    remedies.push({
      description: `Ask with the interpreter that is there; in the Dockerfile: HEALTHCHECK CMD ["node", "-e", "fetch('${url}').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]`,
    });
  if (/(?:^|\/)(?:sh|bash)$/.test(tool))
    remedies.push({
      description: 'The image has no shell: write the check as CMD with the program itself, not as a shell’s line',
    });
  else
    remedies.push({
      description: `Or install ${tool}; in the Dockerfile: RUN apt-get update && apt-get install -y --no-install-recommends ${packageOf(tool)} (Alpine: RUN apk add --no-cache ${packageOf(tool)})`,
    });
  return remedies;
}

function packageOf(tool: string): string {
  const name = tool.split('/').at(-1) as string;
  const packages: Record<string, string> = {
    nc: 'netcat-openbsd',
    ping: 'iputils-ping',
    pg_isready: 'postgresql-client',
    ps: 'procps',
    pgrep: 'procps',
    'redis-cli': 'redis-tools',
  };
  return packages[name] ?? name;
}
