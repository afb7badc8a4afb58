import { defineFaults } from './fault.js';

export const faults = defineFaults(
  {
    id: 'time-zone-python',
    title: 'Python finds no data of time zones',
    language: 'python',
    cause: 'clock-or-timezone',
    quick: true,
    async start(scene) {
      const image = await scene.image('FROM python:3.13-slim\nRUN rm -rf /usr/share/zoneinfo\n');
      return scene.run(
        { Image: image, Cmd: ['python3', '/app/main.py'] },
        { '/app/main.py': 'from zoneinfo import ZoneInfo\nberlin = ZoneInfo("Europe/Berlin")\n' },
      );
    },
  },
  {
    id: 'time-zone-go',
    title: 'Go finds no data of time zones',
    language: 'go',
    cause: 'clock-or-timezone',
    async start(scene) {
      const go = await scene.toolchain('go');
      const image = await scene.image(
        `FROM ${go} AS build\nWORKDIR /src\nCOPY main.go .\nRUN CGO_ENABLED=0 go build -o /app main.go\nFROM scratch\nCOPY --from=build /app /app\nCMD ["/app"]\n`,
        {
          'main.go':
            'package main\n\nimport (\n\t"log"\n\t"time"\n)\n\nfunc main() {\n\tif _, err := time.LoadLocation("Asia/Tokyo"); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}\n',
        },
      );
      return scene.run({ Image: image });
    },
  },
  {
    id: 'time-zone-without-effect',
    title: 'TZ names a zone that the image does not know, and all is UTC',
    language: 'shell',
    cause: 'clock-or-timezone',
    async start(scene) {
      const image = await scene.image('FROM debian:bookworm-slim\nRUN rm -rf /usr/share/zoneinfo\n');
      const name = await scene.start({
        Image: image,
        Env: ['TZ=Asia/Tokyo'],
        Cmd: ['bash', '-c', 'trap "exit 0" TERM; while :; do date; sleep 1 & wait $!; done'],
      });
      await scene.logged(name, '20');
      return name;
    },
  },
  {
    id: 'clock-certificate-of-the-future',
    title: 'A certificate is valid from a later day on',
    language: 'shell',
    cause: 'clock-or-timezone',
    tolerated: ['certificate-error'],
    start: async (scene) =>
      scene.run(
        { Image: await scene.toolchain('tls'), Cmd: ['sh', '/app/start.sh'] },
        {
          '/app/start.sh': `set -e
openssl req -x509 -newkey rsa:2048 -nodes -keyout /tmp/key.pem -out /tmp/cert.pem -subj /CN=shop.example -not_before 20990101000000Z -not_after 21000101000000Z -addext subjectAltName=DNS:shop.example 2>/dev/null
openssl s_server -quiet -www -accept 8443 -key /tmp/key.pem -cert /tmp/cert.pem >/dev/null 2>&1 &
until grep -q ":20FB 0*:0000 0A" /proc/net/tcp /proc/net/tcp6; do sleep 0.05; done
exec curl -sS --cacert /tmp/cert.pem --resolve shop.example:8443:127.0.0.1 https://shop.example:8443/
`,
        },
      ),
  },
);
