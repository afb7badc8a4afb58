import { parseImageName, rootImage, type Stage } from '../../model/stages.js';
import { instructionsOfImage, keywordsOfImage } from './stage-chain.js';

/** Programs that a start script gives up root with, and what brings them. `setpriv` is in every Debian. */
const tool = /(?<![\w-])(?:gosu|su-exec|s6-overlay|s6-setuidgid|setpriv|s6)(?![\w-])/;
/** Images whose own entry point starts as root, sets up the data's owner and steps down. */
const steppingImages = new Set(
  (
    'library/postgres library/mysql library/mariadb library/percona library/mongo library/redis library/valkey ' +
    'library/rabbitmq library/cassandra library/couchdb library/ghost valkey/valkey pgvector/pgvector postgis/postgis ' +
    'timescale/timescaledb'
  ).split(' '),
);

/** Whether a container of the stage starts as root only to give it up: through a script and such a tool, or its image does so. */
export function stepsDown(stage: Stage): boolean {
  const instructions = instructionsOfImage(stage);
  const entrypoint = instructions.findLast(({ keyword }) => keyword === 'ENTRYPOINT');
  if (!entrypoint) {
    const root = rootImage(stage);
    return root !== null && !keywordsOfImage(stage).has('ENTRYPOINT') && isSteppingImage(root);
  }
  const words = entrypoint.json ?? entrypoint.words.map(({ value }) => value);
  if (words.some((word) => isTool(word))) return true;
  if (!words.some(isScript)) return false;
  return instructions.some(
    ({ keyword, raw }) => (keyword === 'RUN' || keyword === 'COPY' || keyword === 'ADD') && tool.test(raw),
  );
}

function isSteppingImage(reference: string): boolean {
  const { registry, repository } = parseImageName(reference);
  return registry === 'docker.io' && steppingImages.has(repository);
}

function isTool(word: string): boolean {
  return /^(?:gosu|su-exec|setpriv|s6-setuidgid)$/.test(fileOf(word));
}

/** A start script by its name; `/init` is that of s6-overlay. */
function isScript(word: string): boolean {
  return word === '/init' || /\.(?:sh|bash)$|entry-?point|^(?:start|run|init|boot)(?:[-_.]|$)/i.test(fileOf(word));
}

function fileOf(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}
