import type { Instruction } from '../../model/instruction.js';
import type { Stage } from '../../model/stages.js';
import type { Word } from '../../model/words.js';
import { defineRule } from '../../rule.js';
import type { RuleSettings } from '../../rule-settings.js';
import { type DependencyInstall, dependencyInstalls, type Ecosystem, hasCacheMount } from './dependency-installs.js';

export const layerCacheOrder = defineRule({
  id: 'layer-cache-order',
  severity: 'warning',
  profile: 'default',
  aliases: { azure: ['ca-ts/layer-caching-optimization'] },
  principle: 'layer-order',
  title: 'Install dependencies before the source is copied',
  why: 'A COPY whose files changed invalidates every step after it. With the whole source copied first, one changed line installs all dependencies again; with the manifests alone copied first, that step comes from the cache. A RUN with a cache mount is left alone, since it downloads nothing twice, and so is `pip install .`, which needs the source.',
  bad: 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\n',
  good: 'FROM node:24-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci --omit=dev\nCOPY . .\n',
  check({ stages }, report, settings) {
    const installed = new Map<Stage, Set<Ecosystem>>();
    for (const stage of stages)
      for (const { source, install } of wrongOrders(stage, installed, settings))
        report(
          source,
          `A change in what this copies installs all ${install.ecosystem.name} dependencies again (${install.program}, later in this stage); copy ${install.ecosystem.copyFirst} first, install, then copy the rest.`,
        );
  },
});

interface WrongOrder {
  source: Word;
  install: DependencyInstall;
}

/** A source that was copied: `whole` has the code in it for sure, `folder` may be anything. */
interface CopiedSource {
  word: Word;
  kind: 'whole' | 'folder';
}

/** @param before what the stages above have installed; that of this one is added */
function wrongOrders(stage: Stage, before: Map<Stage, Set<Ecosystem>>, settings: RuleSettings): WrongOrder[] {
  const installed = new Set(stage.base ? before.get(stage.base) : []);
  before.set(stage, installed);
  const copied: CopiedSource[] = [];
  const manifests: string[] = [];
  const found = new Map<Word, DependencyInstall>();
  for (const instruction of stage.instructions) {
    if (instruction.onbuild) continue;
    if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') {
      const sources = sourcesOf(instruction);
      manifests.push(...sources.map(({ value }) => lastPart(value)));
      copied.push(...sources.flatMap((word) => classify(word) ?? []));
    }
    if (instruction.keyword !== 'RUN') continue;
    for (const install of dependencyInstalls(instruction)) {
      const { ecosystem } = install;
      if (installed.has(ecosystem)) continue;
      installed.add(ecosystem);
      if (hasCacheMount(instruction) || !fetches(install, settings)) continue;
      const named = manifests.some((name) => ecosystem.manifest.test(name));
      const source = copied.find(({ kind }) => kind === 'whole' || !named);
      if (source && !found.has(source.word)) found.set(source.word, install);
    }
  }
  return [...found].map(([source, install]) => ({ source, install }));
}

/** A Go module without go.sum has no dependencies, one with vendor/ brings them along. */
function fetches({ does, ecosystem }: DependencyInstall, { contextFiles }: RuleSettings): boolean {
  if (does === 'install' || ecosystem.name !== 'Go') return true;
  if (!contextFiles) return false;
  return (
    contextFiles.some((file) => lastPart(file) === 'go.sum') &&
    !contextFiles.some((file) => /(?:^|\/)vendor\/modules\.txt$/.test(file))
  );
}

function sourcesOf(copy: Instruction): Word[] {
  if (copy.flag('from') || copy.heredocs.length > 0) return [];
  const words = copy.json
    ? copy.words.map((word) => ({ ...word, value: word.value.replace(/^[["]+|[\],"]+$/g, '') }))
    : copy.words;
  return words.slice(0, -1).filter(({ value }) => value !== '' && !/^(?:https?|git|ssh):|^git@/.test(value));
}

const sourceFolder =
  /^(?:src|app|lib|source|server|client|api|backend|frontend|web|cmd|internal|pkg|templates|static|public|tests?)$/;
/** Folders that an install may need before it: plug-ins, patches, schemas, other manifests. */
const supportFolder =
  /^(?:\.?requirements?|deps|dependencies|prisma|patches|\.yarn|\.mvn|gradle|vendor|packages?|scripts?|config|conf|\.cargo|constraints|wheels?|dist|build|target|etc|certs?|bin|\.husky|tools?)$/;
const sourceFile = /\.(?:py|[cm]?js|tsx?|jsx|go|rs|java|kt|rb|php|cs)$/;
const settingsFile =
  /^(?:setup|manage|conftest|noxfile|version|_version)\.py$|\.config\.|^\.|rc\.[cm]?js$|^build\.rs$|gulpfile|Gruntfile|^gradlew/i;

function classify(word: Word): CopiedSource | null {
  const path = word.value.replace(/^\.?\//, '').replace(/\/$/, '');
  if (path === '' || path === '.' || path === '*') return { word, kind: 'whole' };
  const name = lastPart(path);
  if (sourceFile.test(name)) return settingsFile.test(name) ? null : { word, kind: 'whole' };
  if (name.includes('.') || name.includes('$') || name.includes('*') || supportFolder.test(name)) return null;
  if (/^[A-Z]/.test(name)) return null;
  return { word, kind: sourceFolder.test(name) ? 'whole' : 'folder' };
}

function lastPart(path: string): string {
  const trimmed = path.replace(/\/$/, '');
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}
