import { join } from 'node:path';
import { allOf, type Exercise, met, missing } from '../exercise.js';
import { auditOf, readDockerfile } from '../learners-dockerfile.js';

const wanted = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'CMD'];
const noDockerfile = 'there is no Dockerfile in the folder';

export const firstDockerfile: readonly Exercise[] = [
  {
    id: 'five-instructions',
    expected: `a Dockerfile with ${wanted.join(', ')}`,
    async look(desk) {
      const dockerfile = await readDockerfile(desk);
      const next = 'Write it beside main.py, or name the folder with --path';
      if (!dockerfile) return missing(noDockerfile, next);
      const there = [...new Set(dockerfile.instructions.map(({ keyword }) => keyword))];
      return allOf(
        Object.fromEntries(wanted.map((keyword) => [keyword, there.includes(keyword)])),
        `it has ${there.join(', ') || 'no instruction'}`,
        next,
      );
    },
  },
  {
    id: 'layer-order',
    expected: 'requirements.txt is copied and installed before the code, which is copied after it',
    async look(desk) {
      const dockerfile = await readDockerfile(desk);
      if (!dockerfile) return missing(noDockerfile, 'Write it beside main.py, or name the folder with --path');
      const { findings } = await auditOf(desk, join(desk.folder, 'Dockerfile'));
      const against = findings.find(({ principle }) => principle === 'layer-order');
      const { instructions } = dockerfile;
      const install = instructions.findIndex(({ keyword, raw }) => keyword === 'RUN' && /\binstall\b/.test(raw));
      const copies = instructions.flatMap(({ keyword }, at) => (keyword === 'COPY' ? [at] : []));
      return allOf(
        {
          'COPY before the installation': copies.some((at) => at < install),
          'COPY after the installation': install >= 0 && copies.some((at) => at > install),
          'no finding of the audit': against === undefined,
        },
        against
          ? `line ${against.line}: ${against.message}`
          : `installed by instruction ${install + 1}, ${copies.length} COPY`,
        'dockwright explain layer-order . shows the lines',
      );
    },
  },
  {
    id: 'image',
    expected: 'an image learn-api:1 that starts its program without a shell around it (exec form)',
    async look(desk) {
      const image = await desk.image('learn-api:1');
      if (!image) return missing('there is no image learn-api:1', 'docker build -t learn-api:1 .');
      const { Entrypoint, Cmd } = image.Config as { Entrypoint?: string[] | string | null; Cmd?: string[] | null };
      const words = [Entrypoint ?? [], Cmd ?? []].flat();
      const seen = words.length > 0 ? `it starts ${JSON.stringify(words)}` : 'it starts nothing: there is no CMD';
      return words.length > 0 && words[0] !== '/bin/sh'
        ? met(seen)
        : missing(seen, 'Write CMD with brackets and build again: dockwright explain exec-and-shell-form');
    },
  },
  {
    id: 'answers',
    expected: 'a container learn-api of learn-api:1, port 8000 published, that answered GET /health with 200',
    async look(desk) {
      const container = await desk.container('learn-api');
      const next =
        'docker run -d --name learn-api -p 127.0.0.1:8000:8000 learn-api:1, then open http://127.0.0.1:8000/health';
      if (!container) return missing('there is no container learn-api', next);
      const { state, settings } = container;
      const image = await desk.image('learn-api:1');
      const asked = (await desk.log(container)).find(({ text }) => /GET \/health\b.*\b200\b/.test(text));
      return allOf(
        {
          'the image learn-api:1': container.imageId === image?.Id,
          'it runs': state.status === 'running',
          'port 8000 published': settings.publishedPorts.some(({ containerPort }) => containerPort === 8000),
          'an answer in its log': asked !== undefined,
        },
        `${container.image}, ${state.status}, ${asked ? `its log has "${asked.text.trim().slice(0, 120)}"` : 'no GET /health with 200 in its log'}`,
        `${next}; if it does not answer: dockwright diagnose learn-api`,
      );
    },
  },
];
