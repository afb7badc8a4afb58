import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  checkImage,
  defaultImageRuleSettings,
  type ImageRuleSettings,
  imageRuleInfo,
} from '../../../src/audit/image/image-rule.js';
import { inspectImageFrom } from '../../../src/audit/image/inspect-image.js';
import { imageCheckRules } from '../../../src/audit/image/rules/image-check-rules.js';
import type { ImageConfig } from '../../../src/engine/image-archive.js';
import { archiveFile, type Entry, image, layout, layoutFiles, quiet, saved, tar } from './make-image.js';

interface Made {
  layers?: Record<string, Entry>[];
  config?: ImageConfig;
  settings?: Partial<ImageRuleSettings>;
  reference?: string;
  oci?: boolean;
}

const now = new Date('2026-06-01T00:00:00Z');

async function check(
  rule: string,
  { layers = [{ 'app/main.py': 'print(1)' }], config, settings, reference, oci }: Made,
) {
  const made = image(await Promise.all(layers.map((layer) => tar(layer))), config);
  const { blobs, descriptor } = layout(made);
  const path = await archiveFile(await tar(oci ? layoutFiles(blobs, [descriptor]) : saved(made)));
  const inspected = await inspectImageFrom({ path }, { now, reference: reference ?? null }, quiet);
  const rules = imageCheckRules.filter(({ id }) => id === rule);
  expect(rules).toHaveLength(1);
  return checkImage(inspected, rules, { ...defaultImageRuleSettings, now, ...settings });
}

const history = (...steps: string[]): ImageConfig => ({ history: steps.map((created_by) => ({ created_by })) });
const two: Record<string, Entry>[] = [{ a: 'a' }, { b: 'b' }];
const account = (path: string, text: string) => [{ [path]: text }];

/** For each rule what it speaks of, with words of the message, and what it lets pass. */
const cases: Record<string, { bad: [Made, string][]; good: Made[] }> = {
  'image-root-user': {
    bad: [
      [{}, 'has no user'],
      [{ config: { config: { User: 'root' } } }, 'USER root'],
      [{ config: { config: { User: '0:0' } } }, 'USER 0:0'],
      [{ config: { config: { User: 'toor' } }, layers: account('etc/passwd', 'toor:x:0:0::/:/bin/sh\n') }, 'number 0'],
    ],
    good: [
      { config: { config: { User: '1000' } } },
      { config: { config: { User: 'app:root' } }, layers: account('etc/passwd', 'app:x:1000:0::/:/bin/sh\n') },
    ],
  },
  'image-healthcheck': {
    bad: [
      [{}, 'no HEALTHCHECK'],
      [{ config: { config: { Healthcheck: { Test: ['NONE'] } } } }, 'switches'],
    ],
    good: [{ config: { config: { Healthcheck: { Test: ['CMD', 'true'] } } } }],
  },
  'image-setuid': {
    bad: [
      [{ layers: [{ 'bin/su': { mode: 0o4755 } }] }, '/bin/su'],
      [{ layers: [{ a: { mode: 0o2755 }, b: { mode: 0o4755 } }] }, '2 files are setuid or setgid: /a, /b'],
    ],
    good: [
      { layers: [{ 'bin/su': { mode: 0o755 }, 'var/mail/': { mode: 0o2775 } }] },
      { layers: [{ 'bin/su': { mode: 0o4755 } }, { 'bin/su': { mode: 0o755 } }] },
      { layers: [{ 'bin/su': { mode: 0o4755 } }, { 'bin/.wh.su': '' }] },
    ],
  },
  'image-world-writable': {
    bad: [
      [{ layers: [{ 'app/run.sh': { mode: 0o777 } }] }, '/app/run.sh'],
      [{ layers: [{ 'data/': { mode: 0o777 } }] }, '/data'],
    ],
    good: [{ layers: [{ 'tmp/': { mode: 0o1777 }, l: { type: 'symlink', linkname: 'x', mode: 0o777 } }] }],
  },
  'image-empty-password': {
    bad: [
      [
        { layers: account('etc/shadow', 'root:*:1:0:::::\napp::1:0:::::\n') },
        'app has an empty password in /etc/shadow',
      ],
      [{ layers: account('etc/passwd', 'root::0:0::/root:/bin/sh\n') }, 'root has an empty password in /etc/passwd'],
    ],
    good: [
      { layers: account('etc/shadow', 'root:*:1:0:::::\napp:!:1:0:::::\n# comment\n+::::\n\n') },
      { layers: [{ 'etc/shadow': 'app::1:\n' }, { 'etc/shadow': 'app:!:1:\n' }] },
    ],
  },
  'image-duplicate-id': {
    bad: [
      [{ layers: account('etc/passwd', 'root:x:0:0::/:\ntoor:x:0:0::/:\n') }, 'root, toor share the UID 0'],
      [{ layers: account('etc/passwd', 'a:x:1:1::/:\na:x:2:2::/:\n') }, 'The name a stands 2 times in /etc/passwd'],
      [{ layers: account('etc/group', 'one:x:5:\ntwo:x:5:\n') }, 'one, two share the GID 5'],
    ],
    good: [{ layers: [{ 'etc/passwd': 'root:x:0:0::/:\na:x:1:1::/:\n', 'etc/group': 'root:x:0:\na:x:1:\n' }] }],
  },
  'image-add': {
    bad: [
      [{ layers: two, config: history('ADD rootfs / # buildkit', 'ADD app /app # buildkit') }, 'ADD app /app'],
      [{ layers: two, config: history('COPY a a', '/bin/sh -c #(nop) ADD file:abc in /app ') }, 'ADD file:abc in /app'],
    ],
    good: [
      { layers: two, config: history('ADD rootfs.tar / # buildkit', 'COPY app /app # buildkit') },
      { layers: two, config: history('COPY a a', 'ADD vendor.tar.gz /opt # buildkit') },
    ],
  },
  'image-sudo': {
    bad: [
      [{ layers: [{ 'usr/bin/sudo': { mode: 0o4755 } }] }, '/usr/bin/sudo is installed'],
      [{ config: history('/bin/sh -c sudo apt-get update && sudo apt-get install -y curl') }, 'uses sudo'],
    ],
    good: [{ config: history('RUN /bin/sh -c echo sudo # buildkit') }],
  },
  'image-package-cache': {
    bad: [
      [{ layers: [{ 'var/lib/apt/lists/deb_Packages': 9000 }] }, '/var/lib/apt/lists holds'],
      [{ layers: [{ 'var/cache/apk/APKINDEX.tar.gz': 9000 }] }, 'apk add --no-cache'],
      [{ layers: [{ 'root/.cache/pip/http/x': 9000 }] }, '/root/.cache/pip holds'],
    ],
    good: [
      { layers: [{ 'var/lib/apt/lists/lock': '', 'var/lib/apt/lists/partial/': {} }] },
      { layers: [{ 'var/lib/apt/lists/deb_Packages': 9000 }, { 'var/lib/apt/.wh.lists': '' }] },
    ],
  },
  'image-dist-upgrade': {
    bad: [
      [
        { config: history('RUN /bin/sh -c apt-get update && apt-get -y dist-upgrade # buildkit') },
        'upgrades the release',
      ],
    ],
    good: [{ config: history('RUN /bin/sh -c apt-get install -y dist-upgrade-tool # buildkit') }],
  },
  'image-update-alone': {
    bad: [
      [{ config: history('/bin/sh -c apt-get update') }, 'installs nothing after it'],
      [{ config: history('RUN /bin/sh -c apt-get install -y curl && apt-get update # buildkit') }, 'installs nothing'],
    ],
    good: [
      { config: history('RUN /bin/bash -o pipefail -c apt-get update && apt-get install -y curl # buildkit') },
      { config: history('RUN |1 A=b /bin/sh -c apk update && apk add curl # buildkit') },
    ],
  },
  'image-latest-tag': {
    bad: [
      [{ reference: 'app' }, 'no tag'],
      [{ reference: 'registry:5000/app:latest' }, 'the tag latest'],
    ],
    good: [
      {},
      { reference: 'app:1.2.3' },
      { reference: `app@sha256:${'a'.repeat(64)}` },
      { reference: 'abcdef012345' },
    ],
  },
  'image-ssh': {
    bad: [
      [{ config: { config: { ExposedPorts: { '22/tcp': {} } } } }, 'Port 22'],
      [{ layers: [{ 'usr/sbin/sshd': { mode: 0o755 } }] }, '/usr/sbin/sshd'],
    ],
    good: [{ config: { config: { ExposedPorts: { '2222/tcp': {}, '80/tcp': {} } } } }],
  },
  'image-credential-file': {
    bad: [
      [{ layers: [{ 'app/.env': 'A=1' }] }, '/app/.env looks like credentials'],
      [{ layers: [{ 'root/.docker/config.json': '{}' }] }, '/root/.docker/config.json'],
      [{ layers: [{ 'app/server.jks': 'x' }, { 'app/.wh.server.jks': '' }] }, 'this one still holds it'],
    ],
    good: [{ layers: [{ 'usr/lib/python3/site-packages/x/credentials.json': 'x', 'app/.env.example': 'A=1' }] }],
  },
  'image-settings-file': {
    bad: [[{ layers: [{ 'app/settings.py': 'x' }] }, '/app/settings.py']],
    good: [{ layers: [{ 'usr/lib/python3/dist-packages/django/settings.py': 'x', 'app/main.py': 'x' }] }],
  },
  'image-junk-files': {
    bad: [
      [{ layers: [{ 'app/.git/HEAD': 'x', 'app/.git/objects/1': 'y' }] }, '/app/.git (2 files'],
      [{ layers: [{ 'app/Dockerfile': 'FROM x' }] }, '/app/Dockerfile'],
    ],
    good: [{ layers: [{ 'app/node_modules/x/.vscode/settings.json': 'x', 'app/.github/x': 'y' }] }],
  },
  'image-sensitive-volume': {
    bad: [[{ config: { config: { Volumes: { '/proc': {}, '/data': {} } } } }, 'VOLUME /proc']],
    good: [{ config: { config: { Volumes: { '/var/lib/data': {} } } } }],
  },
  'image-content-trust': {
    bad: [[{ settings: { contentTrust: false } }, 'DOCKER_CONTENT_TRUST']],
    good: [{}, { settings: { contentTrust: true } }],
  },
  'image-efficiency': {
    bad: [[{ layers: [{ a: 9000 }, { '.wh.a': '', b: 5000 }] }, 'The efficiency is 0.36, below 0.9']],
    good: [
      { layers: [{ a: 9000 }, { b: 5000 }] },
      { layers: [{ a: 9 }, { a: 9 }], settings: { lowestEfficiency: 0.5 } },
    ],
  },
  'image-wasted-bytes': {
    bad: [[{ layers: [{ a: 9000 }, { a: 8000 }], settings: { highestWastedBytes: 10_000 } }, 'are wasted by dive']],
    good: [{ layers: [{ a: 9000 }, { a: 8000 }] }],
  },
  'image-wasted-percent': {
    bad: [[{ layers: [{ a: 9000 }, { a: 8000, b: 2000 }] }, '170 % of what the layers above']],
    good: [{ layers: [{ a: 9000 }, { b: 8000 }] }, { layers: [{ a: 9000 }] }],
  },
  'image-reclaimable-bytes': {
    bad: [[{ layers: [{ a: 3_000_000 }, { '.wh.a': '' }] }, 'deletes 3.0 MB of this one: /a.']],
    good: [{ layers: [{ a: 900_000 }, { '.wh.a': '' }] }],
  },
  'image-platform': {
    bad: [[{ settings: { platform: 'linux/arm64' } }, 'for linux/amd64, and linux/arm64 is meant']],
    good: [
      {},
      { settings: { platform: 'linux/amd64' } },
      { settings: { platform: 'linux/arm' }, config: { architecture: 'arm', variant: 'v7' } },
    ],
  },
  'image-labels': {
    bad: [[{ config: { config: { Labels: { 'org.opencontainers.image.title': 'x' } } } }, 'image.description, org']],
    good: [
      {
        config: {
          config: {
            Labels: Object.fromEntries(
              ['title', 'description', 'version', 'source'].map((name) => [`org.opencontainers.image.${name}`, 'x']),
            ),
          },
        },
      },
    ],
  },
  'image-attestations': {
    bad: [[{ oci: true }, 'has no attestations']],
    good: [{}],
  },
  'image-base-end-of-life': {
    bad: [
      [
        {
          layers: account('etc/os-release', 'ID=debian\nVERSION_ID="10"\nPRETTY_NAME="Debian GNU/Linux 10 (buster)"\n'),
        },
        'since 2024-06-30',
      ],
      [{ layers: account('usr/lib/os-release', 'ID=alpine\nVERSION_ID=3.15.4\n') }, 'alpine 3.15.4'],
    ],
    good: [
      { layers: account('etc/os-release', 'ID=debian\nVERSION_ID="13"\n') },
      { layers: account('etc/os-release', 'ID=unheard-of\nVERSION_ID="1"\n') },
    ],
  },
  'image-base-age': {
    bad: [[{ layers: two, config: { history: basedOn('2025-01-15T00:00:00Z') } }, 'of 2025-01-15, 502 days old']],
    good: [
      { layers: two, config: { history: basedOn('2026-05-15T00:00:00Z') } },
      { layers: two, config: { history: basedOn('1970-01-01T00:00:00Z') } },
    ],
  },
  'image-smaller-base': {
    bad: [
      [
        {
          layers: [{ 'etc/os-release': 'ID=ubuntu\nVERSION_ID="24.04"\n', big: 130_000_000 }, { b: 'b' }],
          config: { history: basedOn('2026-05-15T00:00:00Z') },
        },
        'debian:trixie-slim has about 80 MB',
      ],
    ],
    good: [
      {
        layers: [{ 'etc/os-release': 'ID=ubuntu\nVERSION_ID="24.04"\n' }, { b: 'b' }],
        config: { history: basedOn('2026-05-15T00:00:00Z') },
      },
    ],
  },
};

function basedOn(created: string): NonNullable<ImageConfig['history']> {
  return [
    { created, created_by: '/bin/sh -c #(nop) ADD file:1 in / ' },
    { created, created_by: '/bin/sh -c #(nop)  CMD ["bash"]', empty_layer: true },
    { created: '2026-05-30T00:00:00Z', created_by: 'COPY . /app # buildkit' },
  ];
}

describe.each(imageCheckRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const { bad, good } = cases[id] as (typeof cases)[string];

  test('finds what it should', async () => {
    for (const [made, words] of bad) {
      const findings = await check(id, made);
      expect(findings.map(({ message }) => message).join('\n')).toContain(words);
      for (const finding of findings) {
        expect(finding).toMatchObject({
          rule: id,
          severity: rule.severity,
          title: rule.title,
          principle: rule.principle,
        });
        expect(finding.message).not.toMatch(/\n|gh4kd93jf0sk2/);
      }
    }
    expect(bad.length).toBeGreaterThan(0);
  });

  test('lets pass what is good', async () => {
    for (const made of good) expect(await check(id, made)).toEqual([]);
    expect(good.length).toBeGreaterThan(0);
  });

  test('names a principle that is there', () => {
    expect(existsSync(join('prompts', 'principles', `${rule.principle}.md`))).toBe(true);
    expect(rule.why.length).toBeGreaterThan(40);
  });
});

test('each rule has a file, is in the list, and is tried here', () => {
  const files = readdirSync('src/audit/image/rules').filter((name) => /^image-(?!check-rules)/.test(name));
  const ids = imageCheckRules.map(({ id }) => id);
  expect(files.map((name) => name.replace('.ts', '')).sort()).toEqual([...ids].sort());
  expect(Object.keys(cases).sort()).toEqual([...ids].sort());
});

test('all checks of Dockle and dive’s three are there, by their ids', () => {
  const aliases = new Set(imageCheckRules.flatMap((rule) => imageRuleInfo(rule).aliases));
  // CIS-DI-0002 to 0004 and 0011 are named by Dockle and not checked by it
  const dockle = ['0001', '0005', '0006', '0007', '0008', '0009', '0010'].map((number) => `CIS-DI-${number}`);
  for (let number = 1; number <= 6; number += 1) dockle.push(`DKL-DI-000${number}`);
  dockle.push('DKL-LI-0001', 'DKL-LI-0002', 'DKL-LI-0003');
  expect(dockle).toHaveLength(16);
  for (const id of [...dockle, 'lowestEfficiency', 'highestWastedBytes', 'highestUserWastedPercent'])
    expect(aliases).toContain(id);
});

test('findings name their layer and path, and what is too much is counted', async () => {
  const shadow = Array.from({ length: 40 }, (_, index) => `user${index}::1:\n`).join('');
  const layers = [{ 'etc/shadow': shadow }];
  const findings = await check('image-empty-password', { layers });
  expect(findings).toHaveLength(26);
  expect(findings[0]).toMatchObject({ path: '/etc/shadow', layer: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
  expect(findings.at(-1)?.message).toBe('15 more of the same, not listed here.');
});
