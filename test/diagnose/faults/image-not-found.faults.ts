import { defineFaults } from './fault.js';

/** What a runner of jobs does: it asks the engine for a container of an image that nobody has. */
const runner = `
import http.client, json, socket, sys

class Engine(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect("/engine.sock")

engine = Engine("localhost")
engine.request("POST", "/v1.41/containers/create", json.dumps({"Image": "registry.example/jobs/report:4"}), {"content-type": "application/json"})
answer = engine.getresponse()
if answer.status >= 300:
    sys.exit("job failed: %d %s" % (answer.status, json.loads(answer.read())["message"]))
`;

export const faults = defineFaults(
  {
    id: 'image-gone-before-the-start',
    title: 'The image was removed before the container was started',
    language: null,
    cause: 'image-not-found',
    quick: true,
    notOnPodman: 'it removes the containers of an image that is removed by force',
    async start(scene) {
      const image = await scene.image('FROM debian:bookworm-slim\nLABEL fault=gone\nCMD ["true"]\n');
      const name = await scene.create({ Image: image });
      await scene.docker.getImage(image).remove({ force: true });
      return name;
    },
  },
  {
    id: 'image-of-a-job-missing',
    title: 'A runner asks the engine for an image that is not there',
    language: 'python',
    cause: 'image-not-found',
    start: (scene) =>
      scene.run(
        {
          Image: 'python:3.13-slim',
          Cmd: ['python3', '/app/main.py'],
          HostConfig: {
            Binds: [`${scene.engine.endpoint.options.socketPath ?? '/var/run/docker.sock'}:/engine.sock`],
          },
        },
        { '/app/main.py': runner },
      ),
  },
);
