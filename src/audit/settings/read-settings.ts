import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { Fault } from '../../fault.js';
import { type AuditSettingsFile, auditSettingsSchema } from '../../spec/audit-settings.js';
import { parseSpec, specFileName } from '../../spec/read-spec.js';
import type { Severity } from '../finding.js';
import type { Profile, RuleInfo } from '../rule-info.js';
import { type AuditSettings, defaultAuditSettings } from './audit-settings.js';
import { fromHadolint, hadolintFileSchema } from './hadolint-file.js';

/** What the caller says; it wins over every file. */
export interface GivenSettings {
  profile?: Profile | undefined;
  failOn?: Severity | 'none' | undefined;
  ignore?: readonly string[] | undefined;
}

interface Source {
  file: string;
  settings: AuditSettingsFile;
  /** hadolint knows rules that we have no name for (`SC2086`): they are no mistake there. */
  foreign: boolean;
}

const largest = 1_000_000;
const ourFile = z.strictObject({ audit: auditSettingsSchema.optional() });

/**
 * Settings for what lies in a folder: the nearest dockwright.yaml, the Spec's `audit`, the nearest .hadolint.yaml, in this order
 * of weight, from the folder upwards to the repository's root.
 * @param rules every rule, to check the names by
 * @throws Fault `invalid-input` for a file or a rule's name that is wrong; a setting is never passed over silently
 */
export async function readAuditSettings(
  folder: string,
  given: GivenSettings,
  rules: readonly RuleInfo[],
): Promise<AuditSettings> {
  const sources = [await hadolintSource(folder), await specSource(folder), await ourSource(folder)].filter(
    (source) => source !== null,
  );
  const names = nameTable(rules);
  let result: AuditSettings = { ...defaultAuditSettings, sources: sources.map(({ file }) => file) };
  for (const source of sources) result = merge(result, source, names);
  return merge(
    result,
    {
      file: 'the command',
      settings: {
        ...(given.profile ? { profile: given.profile } : {}),
        ...(given.failOn ? { failOn: given.failOn } : {}),
        ...(given.ignore ? { ignore: [...given.ignore] } : {}),
      },
      foreign: false,
    },
    names,
  );
}

function merge(
  settings: AuditSettings,
  { file, settings: given, foreign }: Source,
  names: ReadonlyMap<string, readonly string[]>,
): AuditSettings {
  const idsOf = (name: string): readonly string[] => {
    const key = name.toLowerCase();
    const ids = names.get(key);
    if (ids) return ids;
    if (/^sc\d+$/.test(key)) return [`shellcheck-${key}`];
    if (foreign) return [];
    throw new Fault(
      'invalid-input',
      `${file} names a rule that does not exist: ${name}.`,
      'Use an id as `dockwright audit` prints it, or the id of hadolint, BuildKit, Trivy, Checkov, Dockle or KICS.',
    );
  };
  const severities = new Map(settings.severities);
  for (const [name, severity] of Object.entries(given.severities ?? {}))
    for (const id of idsOf(name)) severities.set(id, severity);
  return {
    ...settings,
    ...(given.profile ? { profile: given.profile } : {}),
    ...(given.failOn ? { failOn: given.failOn } : {}),
    ...(given.trustedRegistries ? { trustedRegistries: given.trustedRegistries } : {}),
    ...(given.labels ? { labels: given.labels } : {}),
    ...(given.strictLabels === undefined ? {} : { strictLabels: given.strictLabels }),
    ...(given.disableIgnoreComments === undefined ? {} : { disableIgnoreComments: given.disableIgnoreComments }),
    image: { ...settings.image, ...given.image },
    ignore: new Set([...settings.ignore, ...(given.ignore ?? []).flatMap(idsOf)]),
    severities,
  };
}

/** Our ids and everybody else's, in lower case, to our ids. */
function nameTable(rules: readonly RuleInfo[]): Map<string, string[]> {
  const table = new Map<string, string[]>();
  for (const { id, aliases } of rules)
    for (const name of [id, ...aliases]) {
      const key = name.toLowerCase();
      table.set(key, [...(table.get(key) ?? []), id]);
    }
  return table;
}

async function ourSource(folder: string): Promise<Source | null> {
  const found = await findUpwards(folder, ['dockwright.yaml', 'dockwright.yml']);
  if (!found) return null;
  return { file: found.path, settings: check(found, ourFile).audit ?? {}, foreign: false };
}

async function hadolintSource(folder: string): Promise<Source | null> {
  const found = await findUpwards(folder, ['.hadolint.yaml', '.hadolint.yml']);
  if (!found) return null;
  return { file: found.path, settings: fromHadolint(check(found, hadolintFileSchema)), foreign: true };
}

async function specSource(folder: string): Promise<Source | null> {
  const text = await readBounded(join(folder, specFileName));
  if (text === null || !/^audit:/m.test(text)) return null;
  const { audit } = parseSpec(text);
  return audit ? { file: join(folder, specFileName), settings: audit, foreign: false } : null;
}

interface Found {
  path: string;
  text: string;
}

/** The first of the names in the folder or one above it, up to the folder that holds `.git`. */
async function findUpwards(folder: string, names: readonly string[]): Promise<Found | null> {
  for (let at = folder; ; at = dirname(at)) {
    for (const name of names) {
      const path = join(at, name);
      const text = await readBounded(path);
      if (text !== null) return { path, text };
    }
    const isRoot = await stat(join(at, '.git')).then(
      () => true,
      () => false,
    );
    if (isRoot || dirname(at) === at) return null;
  }
}

async function readBounded(path: string): Promise<string | null> {
  try {
    const status = await stat(path);
    if (!status.isFile()) return null;
    if (status.size > largest)
      throw new Fault('invalid-input', `${path} is larger than 1 MB.`, 'Settings are a page of YAML; check the file.');
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Fault) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new Fault('invalid-input', `${path} cannot be read: ${message}`, 'Check its permissions.');
  }
}

function check<Schema extends z.ZodType>({ path, text }: Found, schema: Schema): z.output<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [problem] = document.errors;
  if (problem)
    throw new Fault(
      'invalid-input',
      `${path} is not valid YAML: ${problem.message.split('\n')[0]}`,
      'Mend that line and run it again.',
    );
  const result = schema.safeParse(plainValue(document, path));
  if (result.success) return result.data;
  const issue = result.error.issues[0] as z.core.$ZodIssue;
  const node = document.getIn(issue.path, true) as { range?: [number, number, number] } | undefined;
  const line = node?.range ? `:${lines.linePos(node.range[0]).line}` : '';
  const what =
    issue.code === 'unrecognized_keys'
      ? `there is no setting ${issue.keys.join(', ')}`
      : issue.message.replace('Invalid input: ', '');
  throw new Fault(
    'invalid-input',
    `${path}${line}: ${issue.path.join('.') || 'the file'}: ${what}`,
    'Mend that; a setting that is wrong is never passed over.',
  );
}

function plainValue(document: ReturnType<typeof parseDocument>, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    throw new Fault(
      'invalid-input',
      `${path}: ${(error as Error).message}`,
      'Write the values out instead of aliases.',
    );
  }
}
