import type { Project } from '../project/project.js';
import { pattern } from './dockerignore-pattern.js';
import type { GeneratedFile, Rationale } from './files.js';
import { type IgnoredGroup, ignoredGroups } from './ignored-paths.js';
import { sign } from './signature.js';
import type { Render } from './templates.js';

/** The .dockerignore for a repository, checked against what the build copies. */
export async function renderDockerignore(
  project: Project,
  render: Render,
): Promise<{ file: GeneratedFile; rationale: Rationale[]; warnings: string[] }> {
  const groups = ignoredGroups(project);
  const { kept, secret } = await reIncluded(project, groups);
  if (kept.length)
    groups.push({
      principle: 'small-context',
      reason: 'Needed by the build after all',
      patterns: kept.map((path) => `!${pattern(path)}`),
    });
  const content = render('dockerignore/dockerignore', { groups });
  const rationale = groups.map(({ principle, reason }) => ({
    file: '.dockerignore',
    line: content.split('\n').indexOf(`# ${reason}`) + 2,
    principle,
    reason,
  }));
  return {
    file: { path: '.dockerignore', content: sign(content) },
    rationale,
    warnings: secret.map(
      (path) =>
        `${path} looks like a secret and stays out of the image although something names it; pass it at run time.`,
    ),
  };
}

/** What the build copies or its backend reads and a pattern would leave out; secrets are never among them. */
async function reIncluded(project: Project, groups: IgnoredGroup[]): Promise<{ kept: string[]; secret: string[] }> {
  const {
    default: { default: dockerignore },
  } = await import('@balena/dockerignore');
  const matcher = (selected: IgnoredGroup[]) =>
    dockerignore({ ignorecase: false }).add(selected.flatMap(({ patterns }) => patterns));
  const all = matcher(groups);
  const secrets = matcher(groups.filter(({ principle }) => principle === 'no-secrets'));
  const excluded = neededPaths(project).filter((path) => all.ignores(path));
  return {
    kept: excluded.filter((path) => !secrets.ignores(path)),
    secret: excluded.filter((path) => secrets.ignores(path)),
  };
}

/** Paths that must be in the context, without trailing slashes. */
export function neededPaths({ dependencies, runtimePaths, entrypoint }: Project): string[] {
  const { manifests, lock, backendFiles, localPackages } = dependencies;
  const paths = [
    ...manifests,
    ...(lock ? [lock] : []),
    ...backendFiles,
    ...localPackages,
    ...runtimePaths,
    ...(entrypoint ? [entrypoint.file] : []),
  ];
  return [...new Set(paths.map((path) => path.replace(/^\.\//, '').replace(/\/$/, '')))].filter(
    (path) => path !== '' && path !== '.' && !path.startsWith('..'),
  );
}
