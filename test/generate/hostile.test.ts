import { DockerfileParser, type Instruction, type JSONInstruction } from 'dockerfile-ast';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Document, isNode, parse, parseAllDocuments, parseDocument, visit } from 'yaml';
import { Fault } from '../../src/fault.js';
import { artifacts } from '../../src/generate/artifacts.js';
import { type Generated, generateFiles } from '../../src/generate/generate-files.js';
import type { PackageManager, Project } from '../../src/project/project.js';
import { type Spec, specSchema } from '../../src/spec/schema.js';
import { aProject, aSpec } from './a-project.js';
import { hostileLine, hostileText } from './text/hostile-text.js';

const managers: PackageManager[] = ['uv', 'pip', 'poetry', 'pdm', 'pipenv', 'pyproject', 'setup.py', 'none'];
const path = fc.oneof(hostileText, fc.constantFrom('src', 'requirements.txt', 'data', 'README.md'));
const paths = fc.array(path, { maxLength: 4 });

/** A repository whose every text is hostile, as far as nothing checks it before. */
const hostileProject = fc
  .record({
    manager: fc.constantFrom(...managers),
    texts: fc.array(hostileText, { minLength: 14, maxLength: 14 }),
    manifests: paths,
    backendFiles: paths,
    localPackages: paths,
    runtimePaths: paths,
    topLevel: paths,
    names: fc.array(hostileText, { maxLength: 3 }),
    flags: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  })
  .map(({ manager, texts, names, flags, manifests, backendFiles, localPackages, runtimePaths, topLevel }): Project => {
    const [
      name,
      description,
      license,
      framework,
      target,
      file,
      reason,
      scheme,
      index,
      route,
      sourceRoot,
      value,
      url,
      release,
    ] = texts as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const [installsProject, needsGit, hashes, cudaWheelsLocked, readsPort, web] = flags as boolean[];
    return {
      ...aProject({
        name,
        description,
        license,
        framework,
        entrypoint: { target, style: 'asgi', factory: false, file, line: 1 },
        dependencies: {
          manager,
          manifests,
          lock: ['uv', 'poetry', 'pdm', 'pipenv'].includes(manager) ? `${manager}.lock` : null,
          direct: names.map((text) => ({ name: text, specifier: text, extras: [text] })),
          locked: names.map((text) => ({ name: text, specifier: text, extras: [text] })),
          installsProject,
          needsGit,
          hashes,
          backendFiles,
          localPackages,
          privateIndexes: [{ name: index, url }],
          added: names,
        },
        routes: [{ method: route, path: route, file, line: 2 }],
        environment: [{ name: 'VALUE', default: value, required: false, secret: false, file, line: 3 }],
        services: [{ name: 'postgres', required: false, env: 'DATABASE_URL', scheme }],
        systemPackages: [{ name: 'libpq5', stage: 'runtime', reason }],
        cudaWheelsLocked,
        readsPort,
        sourceRoot,
        runtimePaths,
        topLevel,
        releaseCommands: [[release, release]],
        testCommand: { tool: 'uv', install: ['uv', 'sync', ...names], run: ['uv', 'run', release], file, line: 1 },
        kind: web ? 'web' : 'worker',
      }),
      ...{ commandEnvironment: { SETTING: value, [name]: value, MOVED: `${value}\${PORT}` } },
    };
  });

/** A Spec as hostile as its schema allows. */
const hostileSpec = fc
  .record({
    command: fc.array(hostileLine, { minLength: 1, maxLength: 5 }),
    framework: hostileLine.filter((text) => text.length > 0),
    value: hostileText,
    variable: fc.constantFrom('VALUE', '__proto__', 'constructor', 'LOG_LEVEL'),
    volumes: fc.array(
      hostileLine.map((text) => `/data/${text}`),
      { maxLength: 3 },
    ),
    health: hostileLine.map((text) => `/${text.replace(/\s/g, '')}`),
    goal: hostileText,
    secret: fc.boolean(),
    required: fc.boolean(),
  })
  .map(
    ({ command, framework, value, variable, volumes, health, goal, secret, required }) =>
      (project: Project): Spec =>
        specSchema.parse({
          ...aSpec(aProject(), {
            goal,
            volumes,
            criteria: { health: { path: health, within: '3s' } },
            services: [
              { name: 'postgres', required: false, env: 'DATABASE_URL' },
              { name: 'constructor', required: false },
            ],
            environment: [{ name: variable, default: value, secret, required }],
          }),
          app: { ...aSpec(aProject()).app, framework, command },
          runtime: { ...aSpec(aProject()).runtime, packageManager: project.dependencies.manager },
          registry: { repository: 'ghcr.io/me/app', tags: ['latest'] },
          constraints: [goal],
          nonGoals: [goal],
        }),
  );

/** What is generated, or null where a Fault says that it cannot be; any other error is a defect. */
async function generate(project: Project, spec: Spec): Promise<Generated | null> {
  try {
    return await generateFiles(project, spec, { artifacts });
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

function contentOf(generated: Generated, file: string): string {
  return generated.files.find((one) => one.path === file)?.content ?? '';
}

const allowed = new Set([
  'FROM',
  'RUN',
  'ENV',
  'WORKDIR',
  'COPY',
  'USER',
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'STOPSIGNAL',
  'CMD',
]);

function argumentsOf(instructions: Instruction[], keyword: string): string[] {
  return instructions.filter((one) => one.getKeyword() === keyword).map((one) => one.getArgumentsContent() ?? '');
}

/** Anchors, aliases and tags of a document. */
function structure(document: Document): string[] {
  const found: string[] = [];
  visit(document, (_, node) => {
    if (!isNode(node)) return;
    if ('source' in node && node.constructor.name === 'Alias') found.push(`*${node.source}`);
    if ('anchor' in node && node.anchor) found.push(`&${node.anchor}`);
    if (node.tag) found.push(String(node.tag));
  });
  return found;
}

describe('a hostile repository and Spec', () => {
  const both = fc.tuple(hostileProject, hostileSpec).map(([project, spec]) => [project, spec(project)] as const);

  test('add no instruction to the Dockerfile and change none', async () => {
    let rendered = 0;
    await fc.assert(
      fc.asyncProperty(both, async ([project, spec]) => {
        const generated = await generate(project, spec);
        if (!generated) return;
        rendered++;
        const text = contentOf(generated, 'Dockerfile');
        const instructions = DockerfileParser.parse(text).getInstructions();
        for (const one of instructions) expect(allowed).toContain(one.getInstruction());
        expect(argumentsOf(instructions, 'USER')).toEqual(['1000:1000']);
        expect(new Set(argumentsOf(instructions, 'FROM').map((from) => from.split(' ')[0]))).toEqual(
          new Set(project.dependencies.manager === 'setup.py' ? ['python:3.13-slim', 'base'] : ['python:3.13-slim']),
        );
        expect(argumentsOf(instructions, 'EXPOSE')).toEqual(['8000']);
        const [check] = argumentsOf(instructions, 'HEALTHCHECK');
        expect(check).toMatch(/^CMD \["python", "-I", "-c", "[^\n]*"\]$/);
        expect(JSON.parse((check as string).slice('CMD '.length))).toHaveLength(4);
        const [command, ...more] = instructions.filter((one) => one.getInstruction() === 'CMD') as JSONInstruction[];
        expect(more).toEqual([]);
        expectCommand(JSON.parse(command?.getArgumentsContent() ?? ''), spec.app.command);
        for (const one of argumentsOf(instructions, 'RUN'))
          expect(one.split('\n').every((line, index, all) => index === all.length - 1 || line.endsWith('\\'))).toBe(
            true,
          );
      }),
      { numRuns: 150 },
    );
    expect(rendered).toBeGreaterThan(30);
  });

  test('stay values in compose files', async () => {
    await fc.assert(
      fc.asyncProperty(both, async ([project, spec]) => {
        const generated = await generate(project, spec);
        if (!generated) return;
        for (const file of ['compose.yaml', 'compose.dev.yaml']) {
          const text = contentOf(generated, file);
          for (const version of ['1.1', '1.2'] as const) {
            const document = parseDocument(text, { version });
            expect(document.errors).toEqual([]);
            expect(structure(document)).toEqual([]);
          }
        }
        const compose = parse(contentOf(generated, 'compose.yaml'), { mapAsMap: true }) as Map<
          string,
          Map<string, Map<string, unknown>>
        >;
        expect(
          [...compose.keys()].filter((key) => !['services', 'networks', 'volumes', 'secrets'].includes(key)),
        ).toEqual([]);
        expect([...(compose.get('services') as Map<string, unknown>).keys()]).toEqual(['task-api', 'postgres']);
        const app = compose.get('services')?.get('task-api') as Map<string, unknown>;
        expect(app.get('read_only')).toBe(true);
        expect(app.has('privileged')).toBe(false);
        const environment = app.get('environment') as Map<string, string | null>;
        const { name, default: value, required, secret } = spec.environment[0] as Spec['environment'][number];
        const expected = required ? `\${${name}:?set it in .env}` : null;
        if (required || secret) expect(environment.get(name)).toBe(expected);
        else expect([null, `\${${name}:-${value}}`]).toContain(environment.get(name));
        expect(environment.get('DATABASE_URL')).toMatch(
          /^[A-Za-z][A-Za-z0-9+.-]*:\/\/app:\$\{POSTGRES_PASSWORD:\?set it in \.env\}@postgres:5432\/app$/,
        );
        const dev = parse(contentOf(generated, 'compose.dev.yaml')) as {
          services: Record<string, { command?: string[] }>;
        };
        const command = dev.services['task-api']?.command ?? [];
        for (const word of command) expect(word.replaceAll('$$', '')).not.toContain('$');
      }),
      { numRuns: 80 },
    );
  });

  test('stay values in Kubernetes manifests', async () => {
    await fc.assert(
      fc.asyncProperty(both, async ([project, spec]) => {
        const generated = await generate(project, spec);
        if (!generated) return;
        const manifests = generated.files.filter(({ path }) => path.startsWith('kubernetes/'));
        const kinds: unknown[] = [];
        for (const { content } of manifests)
          for (const version of ['1.1', '1.2'] as const)
            for (const document of parseAllDocuments(content, { version }) as Document.Parsed[]) {
              expect(document.errors).toEqual([]);
              expect(structure(document)).toEqual([]);
              if (version === '1.1') kinds.push(document.get('kind'));
            }
        expect(kinds.filter((kind) => !['PersistentVolumeClaim', 'Component'].includes(kind as string)).sort()).toEqual(
          [
            'Deployment',
            ...(spec.volumes.length ? [] : ['HorizontalPodAutoscaler']),
            'Kustomization',
            'NetworkPolicy',
            ...(spec.volumes.length ? [] : ['PodDisruptionBudget']),
            'Service',
          ],
        );
        const { name, default: value, secret } = spec.environment[0] as Spec['environment'][number];
        const base = parse(contentOf(generated, 'kubernetes/base/kustomization.yaml')) as {
          configMapGenerator?: { literals: string[] }[];
        };
        expect(base.configMapGenerator?.[0]?.literals).toEqual(
          secret ? undefined : [`${name}="${(value ?? '').toWellFormed().replaceAll('\u0000', '')}"`],
        );
        const pod = (
          parse(contentOf(generated, 'kubernetes/base/deployment.yaml')) as {
            spec: { template: { spec: { hostNetwork?: boolean; containers: { securityContext: object }[] } } };
          }
        ).spec.template.spec;
        expect(pod.hostNetwork).toBeUndefined();
        expect(pod.containers.map(({ securityContext }) => securityContext)).toEqual([
          { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        ]);
      }),
      { numRuns: 60 },
    );
  });

  test('reach no pipeline and no configuration of updates', async () => {
    const paths = [
      '.github/workflows/container.yml',
      '.gitlab-ci.yml',
      '.github/dependabot.yml',
      '.github/renovate.json5',
    ];
    await fc.assert(
      fc.asyncProperty(both, async ([project, spec]) => {
        const generated = await generate(project, spec);
        if (!generated) return;
        const words = [...(project.testCommand?.install ?? []), ...(project.testCommand?.run ?? [])];
        const kept = words.every((word) => /^[A-Za-z0-9._=/[\]-]+$/.test(word));
        const plain = await generateFiles(
          aProject({
            dependencies: { manager: project.dependencies.manager },
            ...(kept && project.testCommand ? { testCommand: project.testCommand } : {}),
          }),
          aSpec(aProject(), {
            registry: spec.registry,
            services: [{ name: 'postgres', required: false, env: 'DATABASE_URL' }],
          }),
          { artifacts: ['ci', 'gitlab', 'dependabot', 'renovate'] },
        );
        for (const path of paths) expect(contentOf(generated, path), path).toBe(contentOf(plain as Generated, path));
        for (const path of paths.slice(0, 3)) expect(structure(parseDocument(contentOf(generated, path)))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('stay lines of .env.example and .dockerignore, and show no secret', async () => {
    await fc.assert(
      fc.asyncProperty(both, async ([project, spec]) => {
        const generated = await generate(project, spec);
        if (!generated) return;
        const lines = contentOf(generated, '.env.example').split('\n');
        for (const line of lines) expect(line).toMatch(/^(?:#|[A-Za-z_][A-Za-z0-9_]*=|$)/);
        const { name, secret } = spec.environment[0] as Spec['environment'][number];
        if (secret)
          expect(lines.filter((line) => line.replace(/^# /, '').startsWith(`${name}=`))).toEqual([
            expect.stringMatching(/=$/),
          ]);
        const ignored = contentOf(generated, '.dockerignore').split('\n');
        expect(ignored.slice(0, 2)).toEqual(['# Secrets come at run time, never with the image', '**/.env']);
        for (const line of ignored) expect(line).not.toMatch(/[\u0000-\u001f]/);
      }),
      { numRuns: 80 },
    );
  });

  test('give the same bytes each time', async () => {
    await fc.assert(
      fc.asyncProperty(both, async ([project, spec]) => {
        const once = await generate(project, spec);
        expect(await generate(structuredClone(project), structuredClone(spec))).toEqual(once);
      }),
      { numRuns: 30 },
    );
  });
});

/** The exec form holds the command's own words, or a shell that is given each of them quoted. */
function expectCommand(words: string[], command: string[]): void {
  const plain = command.map((word) => word.toWellFormed());
  if (words[0] === 'sh' && words[1] === '-c' && words.length === 3 && JSON.stringify(words) !== JSON.stringify(plain))
    expect(words[2]).toMatch(/^(?:export [A-Za-z_]\w*=.*; )*exec /s);
  else expect(words).toEqual(plain);
}
