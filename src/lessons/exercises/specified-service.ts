import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { plainText } from '../../diagnose/evidence/plain-text.js';
import type { Spec } from '../../spec/schema.js';
import type { Desk } from '../desk.js';
import { allOf, type Exercise, met, missing, type Sight } from '../exercise.js';
import { auditOf, seriousFindings } from '../learners-dockerfile.js';

const databases = ['postgres', 'mysql', 'mariadb', 'mongo', 'mssql', 'cockroachdb'];

export const specifiedService: readonly Exercise[] = [
  {
    id: 'spec',
    expected: 'a container.spec.yaml that is valid and names a database among its services',
    look: (desk) =>
      withSpec(desk, async (spec) => {
        const names = spec.services.map(({ name }) => name);
        const seen = `${spec.app.name} ${spec.app.version}, ${Object.keys(spec.criteria).length} criteria, services: ${names.join(', ') || 'none'}`;
        return names.some((name) => databases.includes(name))
          ? met(seen)
          : missing(seen, 'Add the database under services, or let dockwright spec . --write find it in your code');
      }),
  },
  {
    id: 'files',
    expected: 'Dockerfile, .dockerignore, compose.yaml and .env.example are what the specification says',
    look: (desk) =>
      withSpec(desk, async (spec) => {
        const [{ readProject }, { generateFiles }, { planWrites }] = await Promise.all([
          import('../../project/read-project.js'),
          import('../../generate/generate-files.js'),
          import('../../generate/write-files.js'),
        ]);
        const { files } = await generateFiles(await readProject(desk.folder, desk.activity), spec);
        const other = (await planWrites(desk.folder, files)).filter(({ action }) => action !== 'unchanged');
        return other.length === 0
          ? met(`${files.length} files follow from it`)
          : missing(
              other.map(({ path, action }) => `${path}: ${action === 'create' ? 'not there' : 'differs'}`).join(', '),
              'dockwright generate . --write',
            );
      }),
  },
  {
    id: 'audit',
    expected: 'the audit finds no error and no warning in the folder',
    async look(desk) {
      const { count, shown } = seriousFindings(await auditOf(desk, desk.folder));
      return count === 0 ? met(shown) : missing(shown, 'dockwright audit . gives the reasons and what mends them');
    },
  },
  {
    id: 'proof',
    expected: 'the image that the specification names was verified, and every criterion passes',
    look: (desk) =>
      withSpec(desk, async (spec) => {
        const name = `${spec.app.name}:${spec.app.version}`;
        const next = 'dockwright verify .';
        if (!(await desk.image(name))) return missing(`there is no image ${name}`, next);
        const [{ readImage }, { loadProof }] = await Promise.all([
          import('../../engine/image.js'),
          import('../../verify/proof.js'),
        ]);
        const { configDigest } = await readImage(await desk.engine(), name, desk.activity.signal);
        const proof = await loadProof(configDigest);
        if (!proof) return missing(`${name} has no proof: it was built by something else, or changed since`, next);
        const { verdict, criteria } = proof.verification;
        const wanted = Object.keys(spec.criteria);
        const passed = wanted.filter((id) => criteria.some((one) => one.id === id && one.status === 'pass'));
        const seen = `${name}: ${verdict}, ${passed.length} of ${wanted.length} criteria pass, proven ${proof.verifiedAt.slice(0, 10)}`;
        return verdict === 'pass' && passed.length === wanted.length ? met(seen) : missing(seen, next);
      }),
  },
  {
    id: 'compose',
    expected: 'the Compose project runs, its database is healthy, and so is every service that has a health check',
    look: lookAtCompose,
  },
];

/** What a Spec that is there lets see. */
async function withSpec(desk: Desk, look: (spec: Spec) => Promise<Sight>): Promise<Sight> {
  const { readSpecText, parseSpec } = await import('../../spec/read-spec.js');
  const text = await readSpecText(desk.folder);
  if (text === null)
    return missing(
      'there is no container.spec.yaml in the folder',
      'dockwright spec . --write; or name it with --path',
    );
  return look(parseSpec(text));
}

async function lookAtCompose(desk: Desk): Promise<Sight> {
  const next = 'docker compose up -d --wait; if it does not come up: dockwright diagnose --compose compose.yaml';
  const [{ readComposeProject }, { findContainers }] = await Promise.all([
    import('../../diagnose/project/compose-project.js'),
    import('../../diagnose/evidence/project-containers.js'),
  ]);
  const file = join(desk.folder, 'compose.yaml');
  if (!existsSync(file)) return missing('there is no compose.yaml in the folder', 'dockwright generate . --write');
  const { name, services } = await readComposeProject(file);
  const found = await findContainers(await desk.engine(), { project: name }, desk.activity.signal);
  const containers = await Promise.all(
    found.map(async ({ id, service }) => ({ service, container: await desk.container(id) })),
  );
  const stateOf = (service: string) => {
    const state = containers.find((one) => one.service === service)?.container?.state;
    return state ? (state.health?.status ?? state.status) : 'not there';
  };
  const states = services.map(({ service }) => ({ service, state: stateOf(service) }));
  const isDatabase = ({ service }: { service: string }) =>
    databases.some((database) => service.includes(database)) || /^(?:db|database)$/.test(service);
  return allOf(
    {
      'a database that is healthy': states.some((one) => isDatabase(one) && one.state === 'healthy'),
      'every service up': states.length > 0 && states.every(({ state }) => ['healthy', 'running'].includes(state)),
    },
    `project ${plainText(name, 100)}: ${states.map(({ service, state }) => `${plainText(service, 100)} ${state}`).join(', ') || 'no service'}`,
    next,
  );
}
