import { describe, expect, test } from 'vitest';
import { changeSetting } from '../../../src/diagnose/remedies/compose-place.js';
import { runAgain } from '../../../src/diagnose/remedies/run-again.js';
import { shellWord } from '../../../src/diagnose/remedies/shell-word.js';
import { anEvidence, publishing } from '../an-evidence.js';

const labels = {
  'com.docker.compose.project': 'shop',
  'com.docker.compose.service': 'api',
  'com.docker.compose.project.config_files': '/home/me/shop/compose.prod.yaml',
};

describe('the command that makes a container anew', () => {
  test('of an ordinary one it is short', () => {
    expect(runAgain(anEvidence())).toBe('docker rm -f web && docker run -d --name web shop:1.0.0');
  });

  test('leaves out what Podman gives by itself, and keeps what was asked for', () => {
    const environment = new Map([
      ['container', 'podman'],
      ['HOSTNAME', 'aaaaaaaaaaaa'],
      ['HOME', '/root'],
      ['PORT', '80'],
    ]);
    const settings = { environment, command: ['python3', 'main.py'] };
    const again = (podman: boolean) => runAgain(anEvidence({ settings, engine: { podman } }));
    expect(again(true)).toBe('docker rm -f web && docker run -d --name web -e PORT=80 shop:1.0.0');
    expect(again(false)).toContain('-e HOSTNAME=aaaaaaaaaaaa');
  });

  test('keeps its settings, and takes hidden values from the caller’s environment', () => {
    const evidence = anEvidence({
      limits: { memoryBytes: 67_108_864 },
      settings: {
        command: ['python3', 'worker.py', '--name', 'a b'],
        environment: new Map([
          ['PATH', '/usr/local/bin:/usr/bin:/bin'],
          ['TOKEN', '***'],
          ['MODE', 'fast'],
        ]),
        publishedPorts: [publishing(8000, 80)],
        mounts: [
          { type: 'bind', source: '/srv/my data', target: '/data', writable: false },
          { type: 'volume', source: 'c'.repeat(64), target: '/anonymous', writable: true },
          { type: 'tmpfs', source: '', target: '/tmp', writable: true },
        ],
        networkMode: 'shop',
        user: '1000',
        readOnlyRoot: true,
        init: true,
        restartPolicy: { name: 'always', maximumRetryCount: 0 },
        droppedCapabilities: ['ALL'],
      },
    });
    expect(runAgain(evidence)).toBe(
      "docker rm -f web && docker run -d --name web --network shop -p 127.0.0.1:80:8000 -e TOKEN -e MODE=fast -v '/srv/my data:/data:ro' --tmpfs /tmp --user 1000 --read-only --memory 67108864 --restart always --init --cap-drop ALL shop:1.0.0 python3 worker.py --name 'a b'",
    );
  });

  test('changes what it is told to', () => {
    const evidence = anEvidence({ settings: { publishedPorts: [publishing(8000)], networkMode: 'old' } });
    const ports = [{ hostPort: 9000, containerPort: 8000 }];
    expect(runAgain(evidence, { options: ['-e', 'A=1'], ports, network: 'new', user: '0' })).toBe(
      'docker rm -f web && docker run -d --name web -e A=1 --network new -p 9000:8000 --user 0 shop:1.0.0',
    );
  });

  test('an option that is given once more is not repeated', () => {
    const settings = {
      environment: new Map([['PORT', '80']]),
      mounts: [{ type: 'tmpfs' as const, source: '', target: '/data', writable: true }],
    };
    const command = runAgain(anEvidence({ settings }), {
      options: ['-e', 'PORT=90', '--tmpfs', '/data:size=9m'],
      withoutMount: '/data',
    });
    expect(command).toBe('docker rm -f web && docker run -d --name web -e PORT=90 --tmpfs /data:size=9m shop:1.0.0');
  });

  test('one that removes itself need not be removed, a port that the engine chose stays so', () => {
    const settings = { autoRemove: true, publishedPorts: [{ ...publishing(8000, null), hostAddress: '0.0.0.0' }] };
    expect(runAgain(anEvidence({ settings }))).toBe('docker run -d --rm --name web -p 8000 shop:1.0.0');
  });

  test('an entry point of several words keeps them all', () => {
    const settings = { entrypoint: ['tini', '--'], command: ['app'] };
    expect(runAgain(anEvidence({ settings }))).toContain('--entrypoint tini shop:1.0.0 -- app');
  });

  test.each([
    ['plain-1.0/x', 'plain-1.0/x'],
    ['', "''"],
    ['a b', "'a b'"],
    ["it's", `'it'\\''s'`],
    ['$(rm -rf /)', "'$(rm -rf /)'"],
    ['`id`', "'`id`'"],
  ])('%s is one harmless word', (text, word) => {
    expect(shellWord(text)).toBe(word);
  });
});

describe('where a setting is changed', () => {
  test('in the Compose file that made it', () => {
    expect(changeSetting(anEvidence({ settings: { labels } }), 'Give it TOKEN', 'environment: {TOKEN: x}', {})).toEqual(
      {
        description: 'Give it TOKEN: in compose.prod.yaml, service api: environment: {TOKEN: x}',
        command: 'docker compose -p shop up -d api',
      },
    );
  });

  test('by making it anew, without Compose', () => {
    const { description, command } = changeSetting(anEvidence(), 'Give it TOKEN', 'environment: {TOKEN: x}', {
      options: ['-e', 'TOKEN'],
    });
    expect(description).toBe('Give it TOKEN (compose.yaml: environment: {TOKEN: x})');
    expect(command).toContain('-e TOKEN shop:1.0.0');
  });
});
