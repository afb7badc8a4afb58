import type { StatusMessage, Vertex } from './status-message.js';

/** One step of a build, as BuildKit names it: `[build 3/5] RUN uv sync --frozen`. */
export interface BuildStep {
  name: string;
  cached: boolean;
  completed: boolean;
  error: string | null;
}

/** Gathers what a build says, bounded however much that is. */
export interface BuildLog {
  add(status: StatusMessage): void;
  addText(text: string): void;
  steps(): BuildStep[];
  /** The last lines of one step, or of the build. */
  tail(step?: string): string[];
  warnings: Set<string>;
}

const keptLines = 200;
const longestLine = 2_000;

/** @param changed told each time a step starts or ends */
export function createBuildLog(changed: (name: string, done: number, total: number) => void): BuildLog {
  const vertexes = new Map<string, Vertex>();
  const lines = new Map<string, string[]>();
  const warnings = new Set<string>();
  const all: string[] = [];

  const keep = (list: string[], line: string) => {
    list.push(line.slice(0, longestLine));
    if (list.length > keptLines) list.splice(0, list.length - keptLines);
  };
  const addVertex = (vertex: Vertex) => {
    const known = vertexes.get(vertex.digest);
    vertexes.set(vertex.digest, {
      ...vertex,
      cached: vertex.cached || known?.cached === true,
      started: vertex.started || known?.started === true,
      completed: vertex.completed || known?.completed === true,
      error: vertex.error || known?.error || '',
    });
    if (!isOwnStep(vertex.name) || !(vertex.started || vertex.completed)) return;
    const own = [...vertexes.values()].filter(({ name }) => isOwnStep(name));
    changed(vertex.name, own.filter(({ completed }) => completed).length, own.length);
  };

  return {
    warnings,
    add(status) {
      for (const vertex of status.vertexes) addVertex(vertex);
      for (const { vertex, text } of status.logs) {
        const list = lines.get(vertex) ?? [];
        lines.set(vertex, list);
        for (const line of splitLines(text)) {
          keep(list, line);
          keep(all, line);
        }
      }
      for (const warning of status.warnings) if (warnings.size < 50) warnings.add(warning);
    },
    addText(text) {
      for (const line of splitLines(text)) keep(all, line);
    },
    steps: () =>
      [...vertexes.values()].map(({ name, cached, completed, error }) => ({
        name,
        cached,
        completed,
        error: error || null,
      })),
    tail(step) {
      const digest = step && [...vertexes.values()].find(({ name }) => name === step)?.digest;
      return [...((digest && lines.get(digest)) || all)];
    },
  };
}

/** Steps of the Dockerfile; BuildKit counts reading files and exporting among its vertexes too. */
export function isOwnStep(name: string): boolean {
  return /^\[(?!internal\])[^\]]+\] /.test(name);
}

function splitLines(text: string): string[] {
  return text.split(/\r?\n|\r/).filter((line) => line.trim() !== '');
}
