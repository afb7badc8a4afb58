import { defineFaults } from './fault.js';

/** A server with a certificate of its own making, beside the client. */
const certificate = (options: string) =>
  `openssl req -x509 -newkey rsa:2048 -nodes -keyout /tmp/key.pem -out /tmp/cert.pem -subj /CN=shop.example ${options} 2>/dev/null`;
const server =
  'openssl s_server -quiet -www -accept 127.0.0.1:8443 -key /tmp/key.pem -cert /tmp/cert.pem >/dev/null 2>&1 &';
const untilListening = 'until grep -q ":20FB 0*:0000 0A" /proc/net/tcp /proc/net/tcp6; do sleep 0.05; done';
const script = (client: string, options = '-days 30') =>
  `set -e\n${certificate(options)}\n${server}\n${untilListening}\n${client}\n`;

const pythonClient = `
import urllib.request

def fetch_rates():
    return urllib.request.urlopen("https://localhost:8443/rates", timeout=5).read()

print("fetching rates", flush=True)
fetch_rates()
`;
const goClient = `package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
)

func main() {
	server := httptest.NewTLSServer(http.NotFoundHandler())
	fmt.Println("fetching rates from", server.URL)
	if _, err := http.Get(server.URL); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
`;

export const faults = defineFaults(
  {
    id: 'certificate-self-signed-python',
    title: 'Python meets a self-signed certificate',
    language: 'python',
    cause: 'certificate-error',
    quick: true,
    start: (scene) =>
      scene.run(
        { Image: 'python:3.13-slim', Cmd: ['sh', '/app/start.sh'] },
        { '/app/start.sh': script('exec python3 /app/main.py'), '/app/main.py': pythonClient },
      ),
  },
  {
    id: 'certificate-self-signed-node',
    title: 'Node.js meets a self-signed certificate',
    language: 'node',
    cause: 'certificate-error',
    start: (scene) =>
      scene.run(
        { Image: 'node:22-slim', Cmd: ['sh', '/app/start.sh'] },
        {
          '/app/start.sh': script('exec node /app/main.mjs'),
          '/app/main.mjs': "const answer = await fetch('https://localhost:8443/rates');\nconsole.log(answer.status);\n",
        },
      ),
  },
  {
    id: 'certificate-expired-curl',
    title: 'curl meets an expired certificate',
    language: 'shell',
    cause: 'certificate-error',
    start: async (scene) =>
      scene.run(
        { Image: await scene.toolchain('tls'), Cmd: ['sh', '/app/start.sh'] },
        {
          '/app/start.sh': script(
            'exec curl -sS --cacert /tmp/cert.pem --resolve shop.example:8443:127.0.0.1 https://shop.example:8443/',
            '-not_before 20200101000000Z -not_after 20210101000000Z -addext subjectAltName=DNS:shop.example',
          ),
        },
      ),
  },
  {
    id: 'certificate-wrong-name-python',
    title: 'Python meets a certificate of another name',
    language: 'python',
    cause: 'certificate-error',
    start: (scene) =>
      scene.run(
        { Image: 'python:3.13-slim', Cmd: ['sh', '/app/start.sh'], Env: ['SSL_CERT_FILE=/tmp/cert.pem'] },
        {
          '/app/start.sh': script('exec python3 /app/main.py', '-days 30 -addext subjectAltName=DNS:shop.example'),
          '/app/main.py': pythonClient,
        },
      ),
  },
  {
    id: 'certificate-unknown-authority-go',
    title: 'Go meets a certificate of an unknown authority',
    language: 'go',
    cause: 'certificate-error',
    start: async (scene) => {
      const go = await scene.toolchain('go');
      const image = await scene.image(
        `FROM ${go}\nWORKDIR /src\nCOPY main.go .\nRUN go build -o /app main.go\nCMD ["/app"]\n`,
        { 'main.go': goClient },
      );
      return scene.run({ Image: image });
    },
  },
  {
    id: 'certificate-worker-tries-again',
    title: 'A worker goes on trying against a self-signed certificate',
    language: 'shell',
    cause: 'certificate-error',
    async start(scene) {
      const image = await scene.toolchain('tls');
      const network = await scene.network('shop');
      const serve = `${certificate('-days 30')}\nexec openssl s_server -quiet -www -accept 8443 -key /tmp/key.pem -cert /tmp/cert.pem`;
      await scene.start({
        Image: image,
        Cmd: ['sh', '-c', serve],
        HostConfig: { NetworkMode: network },
        NetworkingConfig: { EndpointsConfig: { [network]: { Aliases: ['shop'] } } },
      });
      const name = await scene.start({
        Image: image,
        Cmd: ['bash', '-c', 'trap "exit 0" TERM; while :; do curl -sS https://shop:8443/ || sleep 0.5; done'],
        HostConfig: { NetworkMode: network },
      });
      await scene.logged(name, /(?:self-signed certificate[\s\S]*){8}/);
      return name;
    },
  },
);
