import { Fault } from '../../../fault.js';
import { createLineTable, type LineTable } from '../../dockerfile/model/line-table.js';
import { type Comment, readComments } from './comments.js';
import { parseYamlDocuments } from './parse-yaml.js';
import { type DuplicateKey, readValues } from './read-values.js';
import { readServices, type Service } from './service.js';
import { type Entry, entriesOf, isNull, type Mapping } from './value.js';

/** A Compose file with the place of everything. Several documents in it are one project, as Compose reads them. */
export interface ComposeFile {
  text: string;
  /** Its path, where one is known. */
  path: string | null;
  lines: LineTable;
  comments: readonly Comment[];
  documents: readonly Mapping[];
  services: readonly Service[];
  /** What `volumes`, `networks`, `secrets` and `configs` at the top declare, by name. */
  declared: Readonly<Record<Declared, ReadonlyMap<string, Entry>>>;
  /** It has `include`: what is not declared here may be there. */
  includes: boolean;
  duplicates: readonly DuplicateKey[];
  /** It changes another file, which holds the rest: its name or a service without an image says so. */
  override: boolean;
  /** Its name says that it is for development or tests. */
  development: boolean;
}

export type Declared = 'volumes' | 'networks' | 'secrets' | 'configs';

const sections = ['services', 'include', 'volumes', 'networks', 'secrets', 'configs', 'models'];

/**
 * Reads a Compose file.
 * @param path of the file, which tells what it is for: `compose.dev.yaml`
 * @throws Fault `invalid-manifest` for what is no YAML, `invalid-input` for what is no Compose file
 */
export function parseCompose(text: string, path: string | null = null): ComposeFile {
  const documents: Mapping[] = [];
  const duplicates: DuplicateKey[] = [];
  for (const document of parseYamlDocuments(text)) {
    const { root, duplicates: found } = readValues(document, text);
    for (const duplicate of found) duplicates.push(duplicate);
    if (root.kind === 'mapping') documents.push(root);
    else if (!isNull(root)) throw notCompose('its top is no mapping');
  }
  if (documents.length === 0) throw notCompose('it is empty');
  const present = new Set(documents.flatMap(({ entries }) => [...entries.keys()]));
  if (!sections.some((section) => present.has(section))) throw notCompose(whyNot(documents));
  const services = sectionOf(documents, 'services');
  const read = readServices(services);
  const name = path?.toLowerCase() ?? '';
  return {
    text,
    path,
    lines: createLineTable(text),
    // reading them costs as much as the rest, and few files have one
    comments: text.includes('dockwright') ? readComments(text) : [],
    documents,
    services: read,
    declared: {
      volumes: sectionOf(documents, 'volumes'),
      networks: sectionOf(documents, 'networks'),
      secrets: sectionOf(documents, 'secrets'),
      configs: sectionOf(documents, 'configs'),
    },
    includes: present.has('include'),
    duplicates,
    override: /override/.test(name) || read.some(({ complete }) => !complete),
    development:
      /(?:^|[^a-z])(?:dev|devel|development|local|test|tests|testing|debug|override|e2e|ci)(?:[^a-z]|$)|\.devcontainer/.test(
        name,
      ),
  };
}

/** The entries of a section in all documents; of two with a name the last counts. */
function sectionOf(documents: readonly Mapping[], section: string): ReadonlyMap<string, Entry> {
  return new Map(
    documents.flatMap(({ entries }) =>
      entriesOf(entries.get(section)?.value).map((entry) => [entry.key, entry] as const),
    ),
  );
}

function whyNot(documents: readonly Mapping[]): string {
  const oldForm = documents.every(({ entries }) =>
    [...entries.values()].every(
      ({ value }) => value.kind === 'mapping' && (value.entries.has('image') || value.entries.has('build')),
    ),
  );
  return oldForm
    ? 'it has services at its top, the form of 2014, which Compose no longer reads; put them under `services:`'
    : 'it has none of `services`, `include`, `volumes`, `networks`, `secrets`, `configs`';
}

function notCompose(why: string): Fault {
  return new Fault(
    'invalid-input',
    `This is no Compose file: ${why}.`,
    'Name a file with `services:` at its top, such as compose.yaml.',
  );
}
