import { posix } from 'node:path';
import { DockerfileParser, type Instruction, type JSONInstruction } from 'dockerfile-ast';
import { parseYaml } from './bounded-yaml.js';
import { asHealthPath, asPort, type DeclaredStart, nothingDeclared } from './declared-start.js';
import { asRecord, asText, asTexts, at } from './plain-data.js';
import type { Repository } from './repository.js';

const dockerfileName = /(?:^|\/)(?:(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?|[\w.-]+\.[Dd]ockerfile)$/;
const asideName = /dev|test|debug|local|jupyter|docs|base|build|ci\b/i;

/** Dockerfiles that may be the service's own, the most likely first: at the root, without a suffix, not for development. */
export function findDockerfiles(repository: Repository): string[] {
  return repository.files
    .filter(
      (file) =>
        dockerfileName.test(file) &&
        file.split('/').length <= 4 &&
        !/(?:^|\/)(?:tests?|examples?|\.devcontainer)\//.test(file),
    )
    .sort((a, b) => likelihood(a) - likelihood(b) || (a < b ? -1 : 1))
    .slice(0, 8);
}

function likelihood(file: string): number {
  const name = posix.basename(file);
  return (
    file.split('/').length * 2 +
    (name === 'Dockerfile' ? 0 : 1) +
    (asideName.test(name.replace(/dockerfile/i, '')) ? 6 : 0)
  );
}

/** What the last stage of each Dockerfile starts, exposes and checks. */
export function imageStarts(repository: Repository): DeclaredStart[] {
  const files = findDockerfiles(repository);
  const best = Math.min(...files.map(likelihood));
  return files.flatMap((file) => {
    const text = repository.read(file);
    const start = text === null || isOurs(text) ? null : readDockerfile(repository, file, text);
    return start ? [{ ...start, weight: likelihood(file) === best ? (3 as const) : (2 as const) }] : [];
  });
}

/** Files that we generated (their last line signs them) are derived from the facts and are no evidence for them. */
export function isOurs(text: string): boolean {
  return /^# dockwright [0-9a-f]{16}\s*$/.test(text.trimEnd().split('\n').at(-1) ?? '');
}

function readDockerfile(repository: Repository, file: string, text: string): DeclaredStart | null {
  const instructions = DockerfileParser.parse(text).getInstructions();
  const from = instructions.findLastIndex((instruction) => instruction.getKeyword() === 'FROM');
  const stage = instructions.slice(from + 1);
  const last = (keyword: string) => stage.findLast((instruction) => instruction.getKeyword() === keyword);
  const command = last('CMD');
  const entry = last('ENTRYPOINT');
  const words = combine(
    scriptReader(repository, text),
    entry ? wordsOf(entry) : null,
    command ? wordsOf(command) : null,
  );
  const variables = variablesOf(instructions);
  const exposed = (last('EXPOSE')?.getExpandedArguments() ?? [])
    .map((argument) => argument.getValue().replace(/\/tcp$/i, ''))
    .map((value) => asPort(substitute(value, variables)))
    .find((port) => port !== null);
  const check = last('HEALTHCHECK')?.getArgumentsContent() ?? '';
  const from1 = entry ?? command;
  return {
    file,
    line: from1 ? from1.getRange().start.line + 1 : undefined,
    command: words,
    folder: null,
    port: exposed ?? asPort(variables.get('PORT') ?? ''),
    healthPath: asHealthPath(
      /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|\$\{?\w+\}?)[^\s"')]{0,200}/.exec(check)?.[0],
    ),
    weight: 3,
  };
}

/** Values that ENV and ARG give, for `EXPOSE ${PORT}`. */
function variablesOf(instructions: Instruction[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const instruction of instructions) {
    if (!['ENV', 'ARG'].includes(instruction.getKeyword())) continue;
    for (const match of (instruction.getArgumentsContent() ?? '')
      .slice(0, 4000)
      .matchAll(/([A-Za-z_]\w*)[= ]"?([\w.:/-]+)"?/g))
      values.set(match[1] as string, match[2] as string);
  }
  return values;
}

function substitute(value: string, variables: Map<string, string>): string {
  const name = /^\$\{?(\w+)/.exec(value)?.[1];
  return name ? (variables.get(name) ?? '') : value;
}

/** Words of exec form, text of shell form. */
function wordsOf(instruction: Instruction): string | string[] | null {
  const strings = (instruction as JSONInstruction).getJSONStrings?.() ?? [];
  if (strings.length > 0) return strings.map((argument) => argument.getJSONValue());
  return instruction.getArgumentsContent();
}

type ScriptReader = (command: string | string[] | null) => string | null;

function combine(
  script: ScriptReader,
  entry: string | string[] | null,
  command: string | string[] | null,
): string | string[] | null {
  if (entry === null) return script(command) ?? command;
  const body = script(entry);
  if (body !== null) return /exec\s+"?\$(?:@|\{@\})|^\s*"\$@"/m.test(body) && command !== null ? command : body;
  if (Array.isArray(entry)) return Array.isArray(command) ? [...entry, ...command] : entry;
  return entry;
}

/** Text of the shell script that a command runs: a file of the repository or a here-document of the Dockerfile; null when it runs none. */
function scriptReader(repository: Repository, dockerfile: string): ScriptReader {
  const written = hereDocuments(dockerfile);
  return (command) => {
    const words = typeof command === 'string' ? command.split(/\s+/, 4) : (command ?? []);
    const path =
      words.find((word) => /\.sh$/.test(word)) ??
      (words.length === 1 && /^[\w./-]+$/.test(words[0] ?? '') ? words[0] : undefined);
    if (!path) return null;
    const name = posix.basename(path);
    const bare = path.replace(/^\.?\//, '');
    const file = repository.has(bare)
      ? bare
      : repository.files.find((candidate) => posix.basename(candidate) === name && candidate.split('/').length <= 4);
    return written.get(name) ?? (file ? repository.read(file) : null);
  };
}

/** Files that `COPY <<EOF /entrypoint.sh` writes, by their last name. */
function hereDocuments(dockerfile: string): Map<string, string> {
  const found = new Map<string, string>();
  let open: { end: string; name: string; lines: string[] } | null = null;
  for (const line of dockerfile.split('\n')) {
    if (open && line.trim() === open.end) {
      found.set(open.name, open.lines.join('\n').replaceAll('\\$', '$'));
      open = null;
    } else if (open) open.lines.push(line);
    else {
      const match = line.length < 500 ? /^\s*COPY\s+(?:--\S+\s+)*<<-?["']?(\w+)["']?\s+(\S+)/i.exec(line) : null;
      if (match) open = { end: match[1] as string, name: posix.basename(match[2] as string), lines: [] };
    }
  }
  return found;
}

const composeNames = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
  'docker-compose.prod.yml',
  'docker-compose.production.yml',
];

/** Commands, ports and health checks of the services that a compose file builds from here. */
export function composeStarts(repository: Repository, warnings: string[]): DeclaredStart[] {
  return composeNames.flatMap((file) => {
    const text = repository.read(file);
    if (text === null || isOurs(text)) return [];
    const content = parseYaml(text);
    if (typeof content !== 'object' || content === null || Array.isArray(content))
      warnings.push(`${file} was left out of account: it is not a YAML mapping, as Compose wants.`);
    return Object.values(asRecord(at(content, 'services')))
      .filter((service) => at(service, 'build') !== undefined)
      .map((service) => {
        const command = at(service, 'command');
        const check = asTexts(at(service, 'healthcheck', 'test') ?? []).join(' ');
        const context = asText(at(service, 'build')) ?? asText(at(service, 'build', 'context'));
        return {
          ...nothingDeclared,
          file,
          command: Array.isArray(command) ? asTexts(command) : asText(command),
          folder: context && context !== '.' ? context.replace(/^\.\//, '') : null,
          healthPath: asHealthPath(/https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)[^\s"')]{0,200}/.exec(check)?.[0]),
          weight: 2 as const,
        };
      });
  });
}
