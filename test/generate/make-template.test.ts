import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allRules } from '../../src/audit/all-rules.js';
import { audit } from '../../src/audit/audit.js';
import { readAuditSettings } from '../../src/audit/settings/read-settings.js';
import { resolveTarget } from '../../src/audit/targets.js';
import { makeTemplate, templateLanguages, variants } from '../../src/generate/make-template.js';
import { isOurs } from '../../src/generate/signature.js';
import { specSchema } from '../../src/spec/schema.js';

const activity = { signal: new AbortController().signal, report: () => {} };

test('every language that a Spec can name has a template', () => {
  expect(templateLanguages()).toEqual(
    specSchema.shape.app.shape.language.options.filter((language) => language !== 'other').sort(),
  );
});

describe.each(templateLanguages().flatMap((language) => variants.map((variant) => [language, variant] as const)))(
  '%s, %s',
  (language, variant) => {
    test('the audit finds nothing', async () => {
      const template = await makeTemplate(language, variant, activity);
      const folder = await mkdtemp(join(tmpdir(), 'dockwright-template-'));
      try {
        for (const { path, content } of [...template.files, ...template.application])
          await writeFile(join(folder, path), content);
        const settings = await readAuditSettings(folder, {}, allRules());
        const { findings, files } = await audit(await resolveTarget('.', folder), { settings }, activity);
        expect(files.map(({ name }) => name)).toEqual(['Dockerfile']);
        expect(findings).toEqual([]);
      } finally {
        await rm(folder, { recursive: true });
      }
    });

    test('is what generate writes, so that it can go on with it', async () => {
      const { files, application, spec } = await makeTemplate(language, variant, activity);
      expect(files.map(({ path }) => path)).toEqual(['Dockerfile', '.dockerignore']);
      for (const { content } of files) expect(isOurs(content)).toBe(true);
      expect(application.length).toBeGreaterThan(1);
      expect(spec.runtime.variant).toBe(variant);
    });
  },
);

test.each([
  ['cobol', 'slim', 'python'],
  ['python', 'tiny', 'alpine'],
  ['../python', 'slim', 'python'],
  ['constructor', 'slim', 'python'],
])('%s in %s is refused, and what there is is named', async (language, variant, named) => {
  await expect(makeTemplate(language, variant, activity)).rejects.toMatchObject({
    code: 'invalid-input',
    hint: expect.stringContaining(named),
  });
});
