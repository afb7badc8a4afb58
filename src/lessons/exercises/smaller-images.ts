import { formatSize } from '../../spec/units.js';
import { allOf, type Exercise, met, missing } from '../exercise.js';
import { readDockerfile } from '../learners-dockerfile.js';

const keptOut = ['.env', '.git/config', '.venv/bin/python', '__pycache__/main.cpython-313.pyc'];
const needed = ['main.py', 'requirements.txt'];

export const smallerImages: readonly Exercise[] = [
  {
    id: 'two-stages',
    expected: 'a Dockerfile with a build stage and a last stage that copies from it and installs nothing',
    async look(desk) {
      const dockerfile = await readDockerfile(desk);
      if (!dockerfile) return missing('there is no Dockerfile in the folder', 'Name the folder with --path');
      const { stages } = dockerfile;
      const last = stages.at(-1)?.instructions ?? [];
      const copies = last.filter(({ keyword, flag }) => keyword === 'COPY' && flag('from') !== undefined);
      const installs = last.filter(({ keyword, raw }) => keyword === 'RUN' && /\binstall\b/.test(raw));
      return allOf(
        {
          'two stages': stages.length > 1,
          'COPY --from in the last': copies.length > 0,
          'no installation in the last': installs.length === 0,
        },
        `${stages.length} stages; the last has ${copies.length} COPY --from and ${installs.length} installations`,
        'dockwright explain multi-stage-builds; dockwright template python shows one',
      );
    },
  },
  {
    id: 'smaller',
    expected: 'learn-api:2 is smaller than learn-api:1',
    async look(desk) {
      const [before, after] = [await desk.image('learn-api:1'), await desk.image('learn-api:2')];
      if (!before || !after)
        return missing(`there is no image ${before ? 'learn-api:2' : 'learn-api:1'}`, 'docker build -t learn-api:2 .');
      const seen = `learn-api:1 ${formatSize(before.Size)}, learn-api:2 ${formatSize(after.Size)}`;
      return after.Size < before.Size
        ? met(`${seen}, ${Math.round(100 - (after.Size / before.Size) * 100)} % less`)
        : missing(seen, 'docker history learn-api:2 shows which step weighs what');
    },
  },
  {
    id: 'small-context',
    expected: `a .dockerignore that keeps .env, .git, .venv and __pycache__ out, and ${needed.join(' and ')} in`,
    async look(desk) {
      const [{ readIgnoreRules }, { isIgnored }] = await Promise.all([
        import('../../engine/build-context.js'),
        import('../../engine/ignore-file.js'),
      ]);
      const rules = await readIgnoreRules(desk.folder, 'Dockerfile');
      const sent = keptOut.filter((path) => !isIgnored(rules, path));
      const lost = needed.filter((path) => isIgnored(rules, path));
      const next = 'dockwright explain build-context; dockwright template python --write DIR writes one';
      if (sent.length > 0) return missing(`the build would be sent ${sent.join(', ')}`, next);
      return lost.length > 0 ? missing(`it leaves out ${lost.join(', ')}`, next) : met('it keeps them out');
    },
  },
  {
    id: 'cached-layers',
    expected: 'learn-api:3, built after a change of main.py, shares every layer with learn-api:2 but the last',
    async look(desk) {
      const [before, after] = [await desk.image('learn-api:2'), await desk.image('learn-api:3')];
      if (!before || !after)
        return missing(
          `there is no image ${before ? 'learn-api:3' : 'learn-api:2'}`,
          'Change a line of main.py, then docker build -t learn-api:3 .',
        );
      const [old, now] = [before.RootFS.Layers ?? [], after.RootFS.Layers ?? []];
      const shared = now.findIndex((layer, at) => layer !== old[at]);
      return allOf(
        {
          'a layer that differs': shared >= 0,
          'the same layers before it': shared === now.length - 1 && old.length === now.length,
        },
        `${shared < 0 ? now.length : shared} of ${now.length} layers are the same`,
        'What changes with the code must come last, after the dependencies: dockwright explain build-cache',
      );
    },
  },
];
