import { allOf, type Exercise, met, missing } from '../exercise.js';

const image = 'redis:7';
const note = '/note.txt';

export const oneImageManyContainers: readonly Exercise[] = [
  {
    id: 'two-containers',
    expected: `learn-one and learn-two run, both from the image that ${image} names`,
    async look(desk) {
      const next = `docker run -d --name learn-one ${image}, and the same with learn-two`;
      const [one, two, named] = [
        await desk.container('learn-one'),
        await desk.container('learn-two'),
        await desk.image(image),
      ];
      if (!one || !two) return missing(`there is no container ${one ? 'learn-two' : 'learn-one'}`, next);
      return allOf(
        {
          'learn-one runs': one.state.status === 'running',
          'learn-two runs': two.state.status === 'running',
          'one image for both': one.imageId === two.imageId && one.imageId === named?.Id,
        },
        `learn-one ${one.state.status} from ${short(one.imageId)}, learn-two ${two.state.status} from ${short(two.imageId)}`,
        next,
      );
    },
  },
  {
    id: 'copy-on-write',
    expected: `${note} is in learn-one alone, and neither in learn-two nor in the image`,
    async look(desk) {
      const next = `docker exec learn-one sh -c 'echo mine > ${note}'; then docker diff learn-one`;
      const { readChangedFiles } = await import('../../engine/container-changes.js');
      const holds = async (name: string) => {
        const container = await desk.container(name);
        if (!container) return null;
        const changes = await readChangedFiles(await desk.engine(), container.id, desk.activity.signal);
        return changes.some(({ path, kind }) => path === note && kind === 'added');
      };
      const [one, two] = [await holds('learn-one'), await holds('learn-two')];
      if (one === null || two === null) return missing('one of the two containers is not there', next);
      return allOf(
        { [`${note} in learn-one`]: one, 'nothing of it in learn-two': !two },
        `docker diff shows ${note} in ${[one ? 'learn-one' : '', two ? 'learn-two' : ''].filter(Boolean).join(' and ') || 'neither'}`,
        next,
      );
    },
  },
  {
    id: 'second-name',
    expected: `learn-redis:mine is another name for the image ${image}`,
    async look(desk) {
      const next = `docker tag ${image} learn-redis:mine`;
      const [mine, theirs] = [await desk.image('learn-redis:mine'), await desk.image(image)];
      if (!mine) return missing('there is no image learn-redis:mine', next);
      const seen = `learn-redis:mine is ${short(mine.Id)}, ${image} is ${theirs ? short(theirs.Id) : 'not here'}`;
      return mine.Id === theirs?.Id ? met(seen) : missing(seen, next);
    },
  },
  {
    id: 'stopped',
    expected: `learn-three of ${image} was stopped, is still there, and ended with 0`,
    async look(desk) {
      const next = `docker rm -f learn-three; docker run -d --name learn-three ${image}; once it answers (docker exec learn-three redis-cli ping): docker stop learn-three`;
      const container = await desk.container('learn-three');
      if (!container) return missing('there is no container learn-three', next);
      const { state } = container;
      const seen = `${container.image}, ${state.status}, exit code ${state.exitCode ?? 'none'}`;
      return allOf(
        {
          [`the image ${image}`]: container.image === image,
          'stopped with 0': state.status === 'exited' && state.exitCode === 0,
        },
        seen,
        next,
      );
    },
  },
];

function short(id: string): string {
  return id.replace('sha256:', '').slice(0, 12);
}
