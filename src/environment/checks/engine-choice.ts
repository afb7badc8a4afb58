import { engineCheck, ok, warn } from '../check.js';

export const engineChoice = engineCheck('engine-choice', 'The engine that you mean', (engine, { others, client }) => {
  if (engine.source === 'DOCKER_HOST' && client.context && client.context !== 'default')
    return warn(
      `DOCKER_HOST wins over the context ${client.context}`,
      'one of the two',
      'unset DOCKER_HOST to use the context, or docker context use default to leave it',
    );
  if (others.length === 0) return ok(`the only one found, by ${engine.source}`);
  const listed = others.map(({ address, version }) => `${address} (${version})`).join(', ');
  return ok(`${engine.address}, first of ${others.length + 1}; also ${listed}`, {
    remedy: 'to choose another: docker context use NAME, or DOCKER_HOST',
  });
});
