import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditText } from '../../src/audit/audit-text.js';
import { defaultAuditSettings } from '../../src/audit/settings/audit-settings.js';
import { generateFiles } from '../../src/generate/generate-files.js';
import { packagePath } from '../../src/knowledge/package-root.js';
import { readProject } from '../../src/project/read-project.js';
import { draftSpec } from '../../src/spec/draft.js';

const folders = ['examples', 'test/fixtures/services'].flatMap((parent) =>
  readdirSync(packagePath(parent)).map((name) => join(packagePath(parent), name)),
);
const variants = ['slim', 'alpine', 'gunicorn', 'basic'] as const;
const quietly = { signal: new AbortController().signal, report: () => {} };

describe('what dockwright generates has no finding of dockwright’s own audit', () => {
  test.each(folders)('%s', async (folder) => {
    const project = await readProject(folder, quietly);
    const { spec } = await draftSpec(project, {});
    const served = ['asgi', 'wsgi'].includes(project.entrypoint?.style ?? '');
    for (const variant of variants.filter((name) => name !== 'gunicorn' || served)) {
      const { files } = await generateFiles(project, { ...spec, runtime: { ...spec.runtime, variant } });
      const ignoreFile = files.find(({ path }) => path === '.dockerignore')?.content ?? null;
      for (const { path, content } of files) {
        const kind = path === 'Dockerfile' ? 'dockerfile' : /^compose.*\.yaml$/.test(path) ? 'compose' : null;
        if (!kind) continue;
        const found = auditText(kind, content, defaultAuditSettings, { ignoreFile, contextFiles: null, path });
        expect(found.map(({ rule, line, message }) => `${variant} ${path}:${line} ${rule}: ${message}`)).toEqual([]);
      }
    }
  });
});
