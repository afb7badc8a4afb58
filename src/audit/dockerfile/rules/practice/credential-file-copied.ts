import { type IgnoreRules, isIgnored, parseIgnoreFile } from '../../../../engine/ignore-file.js';
import { kindOfName } from '../../../secrets/credential-files.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { Stage } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import type { RuleSettings } from '../../rule-settings.js';
import { stageChain } from '../instructions/stage-chain.js';
import { copiedPaths, fileName } from './copied-paths.js';
import { exposedCredentialVariables } from './credential-variables.js';

export const credentialFileCopied = defineRule({
  id: 'credential-file-copied',
  severity: 'error',
  profile: 'default',
  aliases: { trivy: ['DS-0031'], cis: ['4.10'], dockle: ['CIS-DI-0010'] },
  principle: 'no-secrets',
  title: 'Copy no credentials into an image',
  why: 'A file that was copied can be read by everyone who pulls the image, also after a later layer deletes it. Named files count (.env, private keys, .aws/credentials, .netrc and the like; .npmrc and .pypirc in the stage that is built), and where the build context is known also those that a COPY of a folder takes along because .dockerignore does not exclude them. As in Trivy, so does a path of GOOGLE_APPLICATION_CREDENTIALS and its like that lies where something was copied.',
  bad: 'FROM python:3.13-slim\nCOPY .env main.py /app/\n',
  good: 'FROM python:3.13-slim\nCOPY main.py /app/\n',
  check(dockerfile, report, settings) {
    const built = builtStages(dockerfile);
    const hidden = filesTakenAlong(settings);
    for (const instruction of dockerfile.instructions)
      for (const { where, path, written } of copiedPaths(instruction)) {
        const kind = kindOfFile(path, instruction.stage !== null && built.has(instruction.stage));
        if (kind)
          report(
            where,
            `${written} (${kind}) can be read by everyone who pulls the image; mount it at run time, or as a secret in the RUN that needs it.`,
          );
        for (const file of hidden)
          if (path !== file && (path === '' || file.startsWith(`${path}/`)))
            report(where, `This COPY takes ${file} (${kindOfName(`/${file}`)}) along; exclude it in .dockerignore.`);
      }
    for (const { where, name } of exposedCredentialVariables(dockerfile, settings))
      report(
        where,
        `The file that ${name} names is copied into the image, where everyone can read it; mount it at run time.`,
      );
  },
});

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
