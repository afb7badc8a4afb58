import { describe, expect, test } from 'vitest';
import { lintDockerfile } from '../../../src/audit/dockerfile/lint-dockerfile.js';
import { defaultRuleSettings } from '../../../src/audit/dockerfile/rule-settings.js';
import { shellRules } from '../../../src/audit/dockerfile/rules/shell/shell-rules.js';
import type { Finding } from '../../../src/audit/finding.js';

function findings(text: string, rule: string): Finding[] {
  const rules = shellRules.filter(({ id }) => id === rule);
  expect(rules).toHaveLength(1);
  return lintDockerfile(text, rules, defaultRuleSettings);
}

/** Lines at which a rule speaks. */
const lines = (rule: string, text: string) => findings(text, rule).map(({ line }) => line);

/** Which of these RUN scripts a rule speaks about. */
const caught = (rule: string, scripts: readonly string[]) =>
  scripts.filter((script) => findings(`FROM base:1\nRUN ${script}\n`, rule).length > 0);

function mend(text: string, rule: string): string {
  return findings(text, rule)
    .flatMap(({ fix }) => fix?.edits ?? [])
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, text: by }) => result.slice(0, start) + by + result.slice(end), text);
}

describe.each<[rule: string, named: string[], silent: string[]]>([
  [
    'run-cd',
    ['cd /srv', 'make && cd x && make', '(cd x; make)', 'bash -c "cd x && make"'],
    ['echo cd /srv', 'abcd /srv'],
  ],
  ['cd-without-effect', ['mkdir x && cd x', 'cd /srv'], ['cd x && make', 'make -C x', 'X=$(cd x)']],
  [
    'sudo',
    ['sudo make', 'true; /usr/bin/sudo -E make', 'if true; then sudo make; fi', '["sudo", "make"]'],
    ['apk add sudo', 'echo sudo make', 'visudo -c', 'rm -rf /etc/sudoers.d'],
  ],
  [
    'useless-commands',
    ['top -b', 'service nginx start', 'kill -9 1', '["ps", "aux"]', 'nano /etc/hosts', 'sudo mount /dev/sdb /mnt'],
    ['apk add vim openssh', 'echo top', 'systemctl --version', 'x & kill $!', 'sleep 9 & kill %1'],
  ],
  [
    'wget-progress',
    ['wget https://a.example/x', 'wget -O- https://a.example/x', 'wget -nc https://a.example/x'],
    [
      'wget -qO- https://a.example/x',
      'wget -nv https://a.example/x',
      'wget -o log https://a.example/x',
      'apk add wget',
    ],
  ],
  [
    'shell-default-via-run',
    [
      'ln -sf bash /bin/sh',
      'mv /bin/zsh /bin/sh',
      'chsh -s /bin/bash',
      'dpkg-reconfigure dash',
      'usermod -s /bin/zsh root',
    ],
    ['ln -s /bin/true /sbin/x', 'ln -s a b && run /bin/sh', 'usermod -s /sbin/nologin app', 'apk add powershell'],
  ],
  [
    'chmod-777',
    [
      'chmod 777 /srv',
      'chmod -R 0777 /srv',
      'chmod a+rwx x',
      'chmod o+w x',
      'chmod +x a && chmod 666 b',
      'chmod ugo=rwx x',
    ],
    [
      'chmod 755 x',
      'chmod 1777 /tmp',
      'chmod +t,o+w /tmp',
      'chmod g+w x',
      'chmod u=rwX,go=rX .',
      'chmod --reference=a b',
      'echo 777',
    ],
  ],
  [
    'chpasswd',
    [
      'echo a:b | chpasswd',
      'chpasswd < list',
      'passwd -d root',
      'useradd -p letmein app',
      'echo x | passwd --stdin app',
    ],
    ['useradd app', 'passwd -l root', "usermod -p '*' root", 'chown root /etc/passwd'],
  ],
  [
    'useradd-large-uid',
    ['useradd -u 100000 app', 'useradd --uid=1000700000 app', 'useradd -mu 123456 app', 'useradd -u123456 app'],
    [
      'useradd app',
      'useradd -u 65534 app',
      'useradd -lu 123456 app',
      'useradd --no-log-init -u 123456 app',
      'useradd -u $ID app',
    ],
  ],
  [
    'plain-http',
    [
      'curl http://a.example/x',
      'wget -q "http://a.example/x"',
      'pip install --index-url=http://a.example/simple x',
      'git clone http://a.example/x',
    ],
    [
      'curl https://a.example/x',
      'curl http://localhost:9200/_health',
      'wget http://[::1]:80/',
      'curl -x http://proxy:3128 https://a.example/x',
      'echo "deb http://deb.example/debian stable main" > /etc/apt/sources.list',
      'curl -o a http://a.example/a && echo "abc a" | sha256sum -c -',
      'xmlstarlet -N x=http://a.example/ns',
    ],
  ],
  [
    'tls-off-curl',
    [
      'curl -k https://a.example',
      'curl -sSLkO https://a.example',
      'sudo curl --insecure x',
      'echo insecure >> ~/.curlrc',
    ],
    [
      'curl -o k https://a.example',
      'curl -okernel https://a.example',
      'curl -o -k x',
      'curl x | grep -k y',
      'curl -K config',
    ],
  ],
  [
    'tls-off-wget',
    ['wget --no-check-certificate x', 'wget -q x --no-check-certificate', 'echo check_certificate=off > /etc/wgetrc'],
    ['wget x', 'wget x && echo --no-check-certificate'],
  ],
  [
    'tls-off-git',
    [
      'GIT_SSL_NO_VERIFY=0 git clone x',
      'export GIT_SSL_NO_VERIFY=1 && git fetch',
      'env GIT_SSL_NO_VERIFY=true git fetch',
      'git config --global http.sslVerify false',
      'git -c http.sslVerify=false clone x',
    ],
    ['git clone x', 'unset GIT_SSL_NO_VERIFY', 'git config http.sslVerify true', 'MY_GIT_SSL_NO_VERIFY=1 git fetch'],
  ],
  [
    'tls-off-node',
    ['NODE_TLS_REJECT_UNAUTHORIZED=0 npm ci', "export NODE_TLS_REJECT_UNAUTHORIZED='0'"],
    ['NODE_TLS_REJECT_UNAUTHORIZED=1 npm ci', 'npm ci'],
  ],
  [
    'tls-off-python',
    ['PYTHONHTTPSVERIFY="0" pip install x'],
    ['PYTHONHTTPSVERIFY=1 pip install x', 'XPYTHONHTTPSVERIFY=0 pip install x'],
  ],
])('%s', (rule, named, silent) => {
  test('names what it should', () => {
    expect(caught(rule, named)).toEqual(named);
  });

  test('leaves the rest alone', () => {
    expect(caught(rule, silent)).toEqual([]);
  });
});

test('script-from-network', () => {
  const named = [
    'curl -fsSL https://x.io/i.sh | sh',
    'curl https://x.io/i.sh | sudo -E bash -',
    'wget -qO- https://x.io/i.sh | bash -s -- --yes',
    'curl x | tee log | sh',
    'curl https://x.io/i.py | python3 -',
    'sh -c "$(curl -fsSL https://x.io/i.sh)"',
    'bash <(curl -s https://x.io/i.sh)',
    'eval "$(curl x)"',
  ];
  expect(caught('script-from-network', named)).toEqual(named);
  const others = [
    'curl x | tar -xz',
    'curl x | python3 -m json.tool',
    "curl x | sh -c 'cat > y'",
    'curl x | bash ./filter.sh',
    'echo x | sh',
    'V=$(curl x) && sh build.sh "$V"',
    'curl -o i.sh x && echo "$SUM i.sh" | sha256sum -c && sh i.sh',
  ];
  expect(caught('script-from-network', others)).toEqual([]);
});

test('export-without-effect', () => {
  const named = ['export A=1', 'make && export A=1', 'export A=$(date)'];
  expect(caught('export-without-effect', named)).toEqual(named);
  expect(caught('export-without-effect', ['export A=1 && make', 'export -p', 'A=1 make', 'echo export A=1'])).toEqual(
    [],
  );
});

describe('pipes', () => {
  test('whose failure is lost', () => {
    const scripts = [
      'curl x | tar xz',
      'make || (wget -qO- x | sh)',
      'bash -c "curl x | sh"',
      '["bash", "-c", "curl x | sh"]',
    ];
    expect(caught('pipefail', scripts)).toEqual(scripts);
  });

  test('that only read are for the strict profile', () => {
    const scripts = ['echo "$SUM a" | sha256sum -c -', 'find / -name x | xargs rm', 'yes | sdkmanager --licenses'];
    expect(caught('pipefail', scripts)).toEqual([]);
    expect(caught('pipefail-everywhere', scripts)).toEqual(scripts);
  });

  test('that end in a check which fails without its text', () => {
    const scripts = [
      'curl -fsS x | grep -q ready',
      'curl x | grep version',
      'curl x.sha256 | sha256sum -c -',
      'wget -qO- x | sha512sum --check',
    ];
    expect(caught('pipefail', scripts)).toEqual([]);
    expect(caught('pipefail-everywhere', scripts)).toEqual(scripts);
    const others = ['curl x | grep y > /etc/y', 'curl x | sha256sum', 'curl x | grep y | sh'];
    expect(caught('pipefail', others)).toEqual(others);
  });

  test('behind pipefail, and what is no pipe', () => {
    const scripts = [
      'set -euo pipefail; curl x | sh',
      'bash -o pipefail -c "curl x | sh"',
      'curl x || true',
      "echo 'a | b'",
      'pwsh Get-Item | Out-Null',
    ];
    expect(caught('pipefail', scripts)).toEqual([]);
    expect(caught('pipefail-everywhere', scripts.slice(1))).toEqual([]);
  });

  test('by the SHELL that holds, also of the stage below', () => {
    const text = [
      'FROM debian:13 AS one',
      'SHELL ["/usr/bin/bash", "-eo", "pipefail", "-c"]',
      'RUN curl a | sh',
      'FROM one',
      'RUN curl b | sh',
      'SHELL ["/bin/sh", "-o", "pipefail", "-c"]',
      'RUN curl c | sh',
      'FROM debian:13',
      'RUN curl d | sh',
      'ONBUILD RUN curl e | sh',
      '',
    ].join('\n');
    expect(lines('pipefail', text)).toEqual([7, 9]);
  });

  test('in an array are words', () => {
    expect(lines('pipefail', 'FROM a:1\nRUN ["cat", "x", "|", "sh"]\n')).toEqual([2]);
  });
});

describe('wget-and-curl', () => {
  test('counts within a stage, and names each RUN that mixes', () => {
    const text =
      'FROM a:1\nRUN wget x\nRUN curl x\nRUN apk add wget curl\nRUN wget y && curl y\nFROM b:1\nRUN curl z\n';
    expect(lines('wget-and-curl', text)).toEqual([3, 5]);
  });
});

describe('settings of variables', () => {
  test('in ENV and ARG', () => {
    const text = [
      'FROM a:1',
      'ENV GIT_SSL_NO_VERIFY 0',
      'ENV A=1 GIT_SSL_NO_VERIFY=false',
      'ARG GIT_SSL_NO_VERIFY',
      'ARG GIT_SSL_NO_VERIFY=1',
      'ARG GIT_SSL_NO_VERIFY 1',
      'ENV GIT_SSL_NO_VERIFY_X=1',
      '',
    ].join('\n');
    expect(lines('tls-off-git', text)).toEqual([2, 3, 5, 6]);
  });

  test('whose value comes from a variable that is known', () => {
    expect(lines('tls-off-node', 'FROM a:1\nARG CHECK=0\nENV NODE_TLS_REJECT_UNAUTHORIZED=$CHECK\n')).toEqual([3]);
    expect(lines('tls-off-node', 'FROM a:1\nARG CHECK\nENV NODE_TLS_REJECT_UNAUTHORIZED=$CHECK\n')).toEqual([]);
  });
});

describe('chmod-777', () => {
  test('reads --chmod with its variables', () => {
    const text =
      'FROM a:1\nARG MODE=0777\nCOPY --chmod=$MODE a b\nADD --chown=1:1 --chmod=777 a b\nCOPY --chmod=1777 a b\nCOPY --chmod=0644 a b\n';
    expect(lines('chmod-777', text)).toEqual([3, 4]);
  });
});

describe('plain-http', () => {
  test('reads ADD, unless it has a checksum', () => {
    const text =
      'FROM a:1\nADD http://a.example/x /x\nADD --checksum=sha256:00 http://a.example/y /y\nADD https://a.example/z /z\n';
    expect(lines('plain-http', text)).toEqual([2]);
  });

  test('shows the host and no login', () => {
    const [finding] = findings('FROM a:1\nRUN curl http://me:hunter22@a.example/x\n', 'plain-http');
    expect(finding?.message).toContain('a.example');
    expect(finding?.message).not.toContain('hunter22');
  });
});

describe('consecutive-layers', () => {
  test('RUNs of one command with the same flags', () => {
    const text = [
      'RUN a',
      '# between',
      'RUN b',
      'RUN c && d',
      'RUN e',
      'RUN --mount=type=cache,target=/x f',
      'RUN --mount=type=cache,target=/x g',
      'WORKDIR /',
      'RUN h',
      'ONBUILD RUN i',
      'RUN j',
      'RUN sudo k',
      '',
    ].join('\n');
    expect(lines('consecutive-layers', text)).toEqual([3, 7, 12]);
  });

  test('COPYs to one place, in the stage that is built', () => {
    const copies = 'COPY a /x/\nCOPY b /x\nCOPY --chown=1 c /x\nCOPY d /y\nADD e /y\n';
    expect(lines('consecutive-layers', `FROM a:1 AS one\n${copies}FROM b:1\n${copies}`)).toEqual([8]);
    expect(lines('consecutive-layers', `FROM a:1\nCOPY a ./\nCOPY b .\nCOPY c ./\n`)).toEqual([2]);
    expect(lines('consecutive-layers', 'FROM a:1\nCOPY <<EOF /x\na\nEOF\nCOPY <<EOF /x\nb\nEOF\n')).toEqual([]);
  });
});

describe('copy-archive-then-extract', () => {
  test.each([
    ['COPY a.tar.gz /tmp/\nRUN tar xzf /tmp/a.tar.gz', 1],
    ['COPY x/a.tgz /tmp/b.tgz\nWORKDIR /tmp\nRUN cd /tmp && tar --extract --file b.tgz', 1],
    ['COPY a.tar.xz /tmp/\nRUN unxz /tmp/a.tar.xz', 1],
    ['COPY a.tar /tmp/\nRUN tar -tf /tmp/a.tar', 0],
    ['COPY a.tar /tmp/\nRUN tar -xf /tmp/b.tar', 0],
    ['COPY --from=x a.tar /tmp/\nRUN tar -xf /tmp/a.tar', 0],
    ['COPY a.tar /tmp/\nRUN tar -cf /tmp/x.tar a.tar', 0],
    ['COPY a.tar /tmp/\nFROM b\nRUN tar -xf /tmp/a.tar', 0],
  ])('%s', (text, count) => {
    expect(lines('copy-archive-then-extract', `FROM a:1\n${text}\n`)).toHaveLength(count);
  });

  test('advises ADD only where it can do the same', () => {
    const message = (options: string) =>
      findings(`FROM a:1\nCOPY a.tar /\nRUN tar -xf /a.tar ${options}\n`, 'copy-archive-then-extract')[0]?.message;
    expect(message('')).toContain('ADD');
    expect(message('--strip-components=1')).toContain('--mount=type=bind');
  });
});

describe('fixes', () => {
  test('of useradd and wget keep the rest of the command', () => {
    expect(mend('FROM a:1\nRUN x && useradd -m -u 123456 app\n', 'useradd-large-uid')).toBe(
      'FROM a:1\nRUN x && useradd --no-log-init -m -u 123456 app\n',
    );
    expect(mend('FROM debian:13\nRUN wget https://a.example/x\n', 'wget-progress')).toBe(
      'FROM debian:13\nRUN wget --progress=dot:giga https://a.example/x\n',
    );
  });

  test('of wget are not made where its wget knows no --progress', () => {
    const text = 'FROM alpine:3.22\nRUN wget https://a.example/x\n';
    expect(findings(text, 'wget-progress')).toHaveLength(1);
    expect(mend(text, 'wget-progress')).toBe(text);
  });
});

test('no rule looks into what no POSIX shell runs', () => {
  const text =
    'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ["powershell", "-Command"]\nRUN cd C:\\x; Get-Item a | Out-Null; curl -k http://a.example\n';
  expect(lintDockerfile(text, shellRules, defaultRuleSettings)).toEqual([]);
});
