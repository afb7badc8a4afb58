import { type IgnoreRules, isIgnored, parseIgnoreFile } from '../../../../engine/ignore-file.js';
import type { Span } from '../../../finding.js';
import { kindOfName } from '../../../secrets/credential-files.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { Stage } from '../../model/stages.js';
import type { RuleSettings } from '../../rule-settings.js';
import { stageChain } from '../instructions/stage-chain.js';
import { copiedPaths, fileName } from './copied-paths.js';

/** A file that by its name holds credentials, and the COPY that takes it. */
export interface CopiedCredential {
  where: Span;
  /** As it is written, or in the context where a folder takes it along. */
  file: string;
  kind: string;
  /** A COPY of a folder takes it along. */
  along: boolean;
  /** Only its name says so, and files of that name hold plain settings as often as not. */
  uncertain: boolean;
}

/** What COPY and ADD take; files of the context that were read and hold no credentials are left out. */
export function copiedCredentials(dockerfile: Dockerfile, settings: RuleSettings): CopiedCredential[] {
  const built = builtStages(dockerfile);
  const hidden = filesTakenAlong(settings);
  const judge = (path: string, kind: string | null): Pick<CopiedCredential, 'kind' | 'uncertain'> | null => {
    const holds = settings.credentialFiles.get(path);
    return kind === null || holds === false ? null : { kind, uncertain: !holds && kind === 'environment file' };
  };
  return dockerfile.instructions.flatMap((instruction) =>
    copiedPaths(instruction).flatMap(({ where, path, written }) => {
      const isBuilt = instruction.stage !== null && built.has(instruction.stage);
      const named = judge(path.replace(/\*$/, ''), kindOfFile(path, isBuilt));
      const along = hidden
        .filter((file) => path !== file && (path === '' || file.startsWith(`${path}/`)))
        .flatMap((file): CopiedCredential[] => {
          const judged = judge(file, kindOfName(`/${file}`));
          return judged ? [{ where, file, along: true, ...judged }] : [];
        });
      return named ? [{ where, file: written, along: false, ...named }, ...along] : along;
    }),
  );
}

/** Settings of package managers that hold a token as often as not: only where they end up in the image. */
const managerSettings: Record<string, string> = {
  '.npmrc': 'registry settings',
  '.pypirc': 'registry settings',
  '.yarnrc.yml': '',
};

function kindOfFile(path: string, isBuilt: boolean): string | null {
  if (path === '' || isTestData(path)) return null;
  const name = fileName(path).replace(/\*$/, '');
  const bare = path.replace(/\*$/, '');
  if (isBuilt && Object.hasOwn(managerSettings, name)) return managerSettings[name] || null;
  return /[*?[]/.test(bare) ? null : kindOfName(`/${bare}`);
}

/** Keys in tests open nothing. */
function isTestData(path: string): boolean {
  return /(?:^|\/)(?:tests?|__tests__|fixtures?|testdata|examples?|samples?|mocks?|node_modules|docs?)\//i.test(path);
}

function builtStages({ target }: Dockerfile): ReadonlySet<Stage> {
  return new Set(target ? stageChain(target) : []);
}

/** Credential files of the context that .dockerignore lets through. */
function filesTakenAlong({ contextFiles, ignoreFile }: RuleSettings): string[] {
  const named = (contextFiles ?? [])
    .filter((file) => !isTestData(file) && kindOfName(`/${file}`) !== null)
    .slice(0, 50);
  if (named.length === 0) return [];
  const rules = readRules(ignoreFile);
  return rules ? named.filter((file) => !isIgnored(rules, file)) : [];
}

function readRules(ignoreFile: string | null): IgnoreRules | null {
  if (ignoreFile === null) return { patterns: [] };
  try {
    return parseIgnoreFile(ignoreFile);
  } catch {
    return null;
  }
}
