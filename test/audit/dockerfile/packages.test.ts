import { describe, expect, test } from 'vitest';
import { lintDockerfile } from '../../../src/audit/dockerfile/lint-dockerfile.js';
import { defaultRuleSettings, type RuleSettings } from '../../../src/audit/dockerfile/rule-settings.js';
import { packageRules } from '../../../src/audit/dockerfile/rules/packages/package-rules.js';
import type { Finding } from '../../../src/audit/finding.js';

function findings(text: string, rule: string, settings: Partial<RuleSettings> = {}): Finding[] {
  const rules = packageRules.filter(({ id }) => id === rule);
  expect(rules).toHaveLength(1);
  return lintDockerfile(text, rules, { ...defaultRuleSettings, ...settings });
}

/** Lines at which a rule speaks. */
const lines = (rule: string, text: string, settings: Partial<RuleSettings> = {}) =>
  findings(text, rule, settings).map(({ line }) => line);

/** Which of these RUN scripts a rule speaks about. */
const caught = (rule: string, scripts: readonly string[]) =>
  scripts.filter((script) => findings(`FROM base:1\nRUN ${script}\n`, rule).length > 0);

function mend(text: string, rule: string): string {
  return findings(text, rule)
    .flatMap(({ fix }) => fix?.edits ?? [])
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, text: by }) => result.slice(0, start) + by + result.slice(end), text);
}

describe('answers', () => {
  test.each([
    [
      'apt-yes',
      ['apt-get install -yq jq', 'apt-get -qq install jq', 'apt-get install -q -q jq', 'apt-get -q=2 install jq'],
    ],
    ['apt-yes', ['apt-get -o APT::Get::Assume-Yes=true install jq', 'apt-get remove jq', 'apt-get update']],
    [
      'dnf-yes',
      ['dnf --assumeyes install jq', 'microdnf -y install jq', 'dnf install --setopt=assumeyes=1 jq', 'dnf list'],
    ],
    ['yum-yes', ['yum -y groupinstall x', 'yum list']],
    [
      'zypper-yes',
      ['zypper -n in jq', 'zypper --non-interactive patch', 'zypper install --no-confirm jq', 'zypper ref'],
    ],
  ])('%s is silent where the question is answered', (rule, scripts) => {
    expect(
      caught(
        rule,
        scripts.filter((script) => script !== 'yum info install'),
      ),
    ).toEqual([]);
  });

  test.each([
    ['apt-yes', ['apt-get install -q jq', 'apt install jq', 'sudo apt-get install jq', 'A=1 apt-get upgrade']],
    // the value of -t is no option, whatever its letters are
    ['apt-yes', ['apt-get install -ty jq', 'apt-get -oDebug::pkgProblemResolver=yes install jq']],
    ['dnf-yes', ['dnf in jq', 'microdnf install jq', 'dnf upgrade']],
    ['yum-yes', ['yum localinstall ./a.rpm', '["yum", "install", "jq"]']],
    ['zypper-yes', ['zypper rm jq', 'zypper -q install jq']],
  ])('%s speaks where it is not', (rule, scripts) => {
    expect(caught(rule, scripts)).toEqual(scripts);
  });

  test('the fix fits the form of the instruction', () => {
    expect(mend('RUN ["apt-get", "install", "jq"]\n', 'apt-yes')).toBe('RUN ["apt-get", "install", "-y", "jq"]\n');
    expect(mend("RUN sh -c 'dnf install jq'\n", 'dnf-yes')).toBe("RUN sh -c 'dnf install -y jq'\n");
  });
});

describe('apt', () => {
  test('apt becomes apt-get or apt-cache where that has the subcommand', () => {
    expect(mend('RUN /usr/bin/apt update && apt show jq && apt list\n', 'apt-not-apt-get')).toBe(
      'RUN /usr/bin/apt-get update && apt-cache show jq && apt list\n',
    );
    expect(mend('RUN ["apt", "update"]\n', 'apt-not-apt-get')).toBe('RUN ["apt-get", "update"]\n');
    expect(caught('apt-not-apt-get', ['rm -rf apt dpkg', 'echo apt install x', 'apt-mark hold x'])).toEqual([]);
  });

  test('recommended packages are avoided by option, by -o and by configuration', () => {
    expect(
      caught('apt-no-recommends', [
        'apt-get install jq --no-install-recommends',
        'apt-get -o APT::Install-Recommends=0 install jq',
        'apt-get -oAPT::Install-Recommends=false install jq',
      ]),
    ).toEqual([]);
    const configured = `RUN echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/90lean\nRUN apt-get install jq\n`;
    expect(lines('apt-no-recommends', `FROM a\n${configured}`)).toEqual([]);
    expect(lines('apt-no-recommends', `FROM a\n${configured}FROM b\nRUN apt-get install jq\n`)).toEqual([5]);
  });

  test('a pin is a version, a release or a file, and the word after -t is none', () => {
    expect(
      caught('apt-pin', ['apt-get install jq=1.7', 'apt-get install jq/trixie ./a.deb', 'apt-get install -t x jq=1']),
    ).toEqual([]);
    const [finding] = findings('RUN apt-get install -t backports jq=1 curl git a b c\n', 'apt-pin');
    expect(finding?.message).toMatch(/^curl, git, a and 2 more /);
    expect(finding?.column).toBe('RUN apt-get install -t backports jq=1 '.length + 1);
  });

  test('versions in variables are looked up', () => {
    expect(lines('apt-pin', 'FROM a\nARG JQ=jq=1.7\nRUN apt-get install $JQ\n')).toEqual([]);
    expect(lines('apt-pin', 'FROM a\nENV TOOLS="jq=1.7 curl"\nRUN apt-get install $TOOLS\n')).toEqual([3]);
    expect(lines('apt-pin', 'FROM a\nARG TOOLS\nRUN apt-get install $TOOLS\n')).toEqual([]);
  });
});

describe('apt-lists-kept', () => {
  const update = 'apt-get update && apt-get install -y jq';

  test.each([
    `${update} && rm -rf /var/lib/apt/lists/*`,
    `${update} && rm -rf /var/lib/apt/lists`,
    `${update} && rm -rf /var/lib/apt /tmp/*`,
    `${update} && rm -rf /var/lib/{apt,dpkg,cache}/`,
    `${update} && cd /var/lib && rm -rf apt`,
    `${update} && find /var/lib/apt/lists -type f -delete`,
    `${update} && apt-get distclean`,
    `--mount=type=cache,target=/var/lib/apt/lists,sharing=locked ${update}`,
    `--mount=type=tmpfs,target=/var/lib/apt --mount=type=cache,dst=/var/cache/apt ${update}`,
    'apt-get install -y jq',
  ])('is silent on %s', (script) => {
    expect(caught('apt-lists-kept', [script])).toEqual([]);
  });

  test.each([
    `${update} && apt-get clean`,
    `rm -rf /var/lib/apt/lists/* && ${update}`,
    `${update} && rm -rf /tmp/*`,
    `--mount=type=cache,target=/var/lib/apt ${update}`,
    `--mount=type=bind,target=/var/lib/apt/lists ${update}`,
    'aptitude update',
  ])('speaks about %s', (script) => {
    expect(caught('apt-lists-kept', [script])).toEqual([script]);
  });

  test('only of stages that are in an image', () => {
    expect(lines('apt-lists-kept', `FROM a AS b\nRUN ${update}\nFROM scratch\nCOPY --from=b /x /\n`)).toEqual([]);
    expect(lines('apt-lists-kept', `FROM a AS b\nRUN ${update}\nFROM B\nRUN true\n`)).toEqual([2]);
    expect(lines('apt-lists-kept', `FROM a AS b\nONBUILD RUN ${update}\nFROM scratch\n`)).toEqual([2]);
    expect(lines('apt-lists-kept', `RUN ${update}\n`)).toEqual([1]);
  });

  test('the fix ends the RUN, in its own layout, where that is safe', () => {
    expect(mend(`RUN ${update}\n`, 'apt-lists-kept')).toBe(`RUN ${update} && rm -rf /var/lib/apt/lists/*\n`);
    expect(mend('RUN apt-get update \\\n && apt-get install jq\nUSER 1\n', 'apt-lists-kept')).toBe(
      'RUN apt-get update \\\n && apt-get install jq \\\n && rm -rf /var/lib/apt/lists/*\nUSER 1\n',
    );
    for (const unsafe of [
      'RUN apt-get update\nRUN apt-get install jq\n',
      'RUN if x; then apt-get update; fi\n',
      `RUN ${update} || true\n`,
      `RUN ${update} # why\n`,
      `RUN <<EOF\n${update}\nEOF\n`,
    ])
      expect(mend(unsafe, 'apt-lists-kept')).toBe(unsafe);
  });
});

describe('caches', () => {
  test('the last installation counts, and the clean-up of the same program', () => {
    expect(
      caught('yum-clean', [
        'yum -y install a && yum clean all && yum -y install b',
        'yum clean all && yum -y install a',
        'yum -y install a && yum clean metadata',
        'yum -y install a && yum -y clean all',
        'yum -y install a && rm -rf /var/cache/yum',
      ]),
    ).toHaveLength(3);
    expect(
      caught('dnf-clean', [
        'dnf -y up && microdnf clean all',
        'dnf -y up && dnf clean all',
        'microdnf install a && rm -rf /var/cache/dnf/*',
        '--mount=type=cache,target=/var/cache dnf -y in a',
        '--mount=type=cache,target=/var/cache/libdnf5 dnf -y in a',
      ]),
    ).toEqual(['dnf -y up && microdnf clean all']);
    expect(caught('zypper-clean', ['zypper -n rm a', 'zypper -n in a && zypper cc -a'])).toEqual(['zypper -n rm a']);
  });

  test('a stage from which files are only copied leaves nothing', () => {
    const build = 'FROM a AS build\nRUN yum -y install gcc\n';
    expect(lines('yum-clean', `${build}FROM b\nCOPY --from=build /x /x\n`)).toEqual([]);
    expect(lines('yum-clean', `${build}FROM b\nRUN --mount=from=build,target=/x cp /x/y /y\n`)).toEqual([]);
    expect(lines('yum-clean', `${build}FROM b\n`)).toEqual([2]);
    expect(lines('yum-clean', `${build}FROM build\n`)).toEqual([2]);
  });

  test('yarn', () => {
    expect(
      caught('yarn-cache-clean', [
        'yarn add left-pad',
        'yarn run install',
        'yarn --version',
        'yarn install && yarn cache clean',
        '--mount=type=cache,target=/root/.cache yarn install',
        'yarn cache clean && yarn install',
      ]),
    ).toEqual(['yarn add left-pad', 'yarn cache clean && yarn install']);
  });

  test('apk', () => {
    expect(
      caught('apk-no-cache', [
        'apk --no-cache add jq',
        'apk add --no-network --virtual .run jq',
        'apk add jq',
        '--mount=type=cache,target=/var/cache apk add jq',
      ]),
    ).toEqual(['apk add jq']);
    expect(
      caught('apk-virtual', [
        'apk add gcc && make && apk del gcc',
        'apk add -t .b gcc && make && apk del .b',
        'apk del gcc && apk add jq',
      ]),
    ).toEqual(['apk add gcc && make && apk del gcc']);
  });

  test('pip, by option, variable, mount or removal', () => {
    expect(
      caught('pip-no-cache', [
        'pip --no-cache-dir install a',
        'env PIP_NO_CACHE_DIR=true pip install a',
        'export PIP_NO_CACHE_DIR=ON; pip install a',
        'pip install a && rm -rf ~/.cache/pip',
        '--mount=type=cache,target=/root/.cache pip install a',
        'pipx install a',
        'uv pip install a',
        'pip list',
      ]),
    ).toEqual([]);
    expect(caught('pip-no-cache', ['/venv/bin/pip install a', 'python3.13 -m pip install a'])).toHaveLength(2);
    expect(lines('pip-no-cache', 'FROM a AS b\nENV PIP_NO_CACHE_DIR=1\nFROM b\nRUN pip install a\n')).toEqual([]);
    expect(lines('pip-no-cache', 'FROM a AS b\nENV PIP_NO_CACHE_DIR=1\nFROM a\nRUN pip install a\n')).toEqual([4]);
    expect(lines('pip-no-cache', 'ENV PIP_NO_CACHE_DIR=1\nRUN PIP_NO_CACHE_DIR=0 pip install a\n')).toEqual([2]);
  });
});

describe('pins', () => {
  test('pip', () => {
    const pinned = [
      'pip install a==1 "b>=2" c~=3',
      'pip install --root-user-action ignore -i https://x/y a==1',
      'pip install -c constraints.txt a',
      'pip install -rrequirements.txt',
      'uv pip install --requirements requirements.txt',
      'pip install .[dev]',
      'pip install -e .',
      'pip install git+https://host/x/y@v1.2',
      'pip install dist/a.whl https://host/a.zip',
      'pip install "a${EXTRA}==1"',
    ];
    expect(caught('pip-pin', pinned)).toEqual([]);
    const loose = [
      'pip install -U pip',
      'python -m pip install a',
      'pip install git+https://user@host/x/y',
      'pip install git+ssh://git@host/x/y.git#egg=y',
      'pipx install a',
      'uv pip install --system a',
    ];
    expect(caught('pip-pin', loose)).toEqual(loose);
  });

  test('a message shows no address, which may hold a password', () => {
    const [finding] = findings('RUN pip install git+https://user:hunter2@host/x/y\n', 'pip-pin');
    expect(finding?.message).toContain('a package from an address');
    expect(finding?.message).not.toContain('hunter2');
  });

  test('npm', () => {
    expect(
      caught('npm-pin', ['npm install', 'npm i -g a@1 @s/b@2', 'npm install ./x ../y /z a.tgz .', 'npm run install a']),
    ).toEqual([]);
    const loose = [
      'npm i -g a',
      'npm add @s/b',
      'npm install git+https://host/x.git',
      'npm install --loglevel error a',
    ];
    expect(caught('npm-pin', loose)).toEqual(loose);
  });

  test('npm ci, where there is a lock file or may be one', () => {
    const text = 'FROM node:22\nRUN npm install --omit=dev\nRUN npm install -g pm2@6\n';
    expect(lines('npm-ci', text)).toEqual([2]);
    expect(lines('npm-ci', text, { contextFiles: ['package.json'] })).toEqual([]);
    expect(lines('npm-ci', text, { contextFiles: ['web/package-lock.json'] })).toEqual([2]);
  });

  test('gems', () => {
    expect(
      caught('gem-pin', [
        'gem install a:1 -- --with-x y',
        'gem i a -v 1',
        'gem install ./a-1.gem',
        'gem install a:1 --with-y z',
      ]),
    ).toEqual([]);
    const loose = ['gem install --no-document a', 'gem i a b -v 1', 'gem install a:1 b'];
    expect(caught('gem-pin', loose)).toEqual(loose);
  });

  test('Go', () => {
    expect(
      caught('go-install-pin', [
        'go install ./...',
        'go install -ldflags "-s -w" x.org/y@v1',
        'go run main.go',
        'go build x',
      ]),
    ).toEqual([]);
    const loose = [
      'go install x.org/y@latest',
      'go get -d x.org/y',
      'go run x.org/y@main serve',
      'go install -v x.org/y',
    ];
    expect(caught('go-install-pin', loose)).toEqual(loose);
  });

  test('rpm', () => {
    expect(
      caught('dnf-pin', [
        'dnf -y install nginx-1:1.26 gcc-c++-14.2',
        'dnf -y install @web https://host/a.rpm',
        'dnf -y --enablerepo crb install nginx-1.26',
        'dnf -y module install nodejs:22',
        'dnf -y group install web',
        'V=1.26 && dnf -y install nginx-$V',
      ]),
    ).toEqual([]);
    const loose = [
      'dnf -y install nginx',
      'dnf in nginx-mod-stream',
      'dnf module install nodejs',
      'dnf install nginx-$V',
    ];
    expect(caught('dnf-pin', loose)).toEqual(loose);
    expect(
      lines('yum-pin', 'FROM a AS b\nENV V=1\nFROM b\nRUN yum install x-$V\nFROM a\nRUN yum install x-$V\n'),
    ).toEqual([6]);
  });

  test('apk and zypper', () => {
    expect(
      caught('apk-pin', ['apk add -t .b jq~1.7 "curl>8"', 'apk add -X https://host/x jq=1', 'apk add ./a.apk']),
    ).toEqual([]);
    expect(caught('apk-pin', ['apk add -t .b jq'])).toHaveLength(1);
    expect(
      caught('zypper-pin', ['zypper in -y jq=1 ./a.rpm', 'zypper in -t pattern devel', 'zypper in jq\\>1']),
    ).toEqual([]);
    expect(caught('zypper-pin', ['zypper in -y jq'])).toHaveLength(1);
  });
});

describe('updates and upgrades', () => {
  test('an installation of the same family must follow in the same RUN', () => {
    const together = [
      'apt-get update && apt install jq',
      'apt-get update; if x; then apt-get install jq; fi',
      'apk update --no-cache && apk upgrade --no-cache',
      'apk --update add jq',
      'apt-get update && cat list | xargs apt-get install -y',
      'pacman -Syu --noconfirm jq',
      'zypper ref && zypper in jq',
      'composer update',
      '<<EOF\napt-get update\napt-get install jq\nEOF',
    ];
    expect(caught('pkg-update-alone', together)).toEqual([]);
    const alone = [
      'apt-get update && install -m 755 a /usr/bin/a',
      'apt-get install jq && apt-get update',
      'dnf update -y',
      'pacman -Syu',
      'apk update && apt-get install jq',
      '["apk", "update"]',
    ];
    expect(caught('pkg-update-alone', alone)).toEqual(alone);
  });

  test('another release comes from FROM', () => {
    expect(caught('apt-dist-upgrade', ['apt-get -y dist-upgrade', 'apt full-upgrade', 'apt-get upgrade'])).toHaveLength(
      2,
    );
    expect(caught('zypper-dist-upgrade', ['zypper -n dup', 'zypper up'])).toEqual(['zypper -n dup']);
    expect(caught('apt-upgrade', ['apt-get upgrade', 'apt-get update'])).toEqual(['apt-get upgrade']);
  });
});

describe('checks that are turned off', () => {
  test('of signatures', () => {
    expect(
      caught('unsigned-apk', ['apk add --allow-untrusted a', 'apk add a | grep -- --allow-untrusted']),
    ).toHaveLength(1);
    const apt = [
      'apt-get --force-yes install a',
      'apt-get -o APT::Get::AllowUnauthenticated=true install a',
      'echo "deb [arch=amd64 trusted=yes] https://host/x /" > /etc/apt/sources.list.d/x.list',
    ];
    expect(caught('unsigned-apt', apt)).toEqual(apt);
    const checked = [
      'echo --force-yes',
      'echo "deb [signed-by=/k] https://host/x /"',
      'echo "deb [ trusted=yes ] file://$built ./" > /etc/apt/sources.list.d/built.list',
    ];
    expect(caught('unsigned-apt', checked)).toEqual([]);
    const rpm = [
      'tdnf install a --nogpgcheck',
      'yum --setopt=gpgcheck=0 install a',
      'zypper --no-gpg-checks in a',
      'rpm -i --nodigest a',
    ];
    expect(caught('unsigned-rpm', rpm)).toEqual(rpm);
    expect(caught('unsigned-rpm', ['rpm -i --nodeps a', 'dnf install a || echo --nogpgcheck'])).toEqual([]);
  });

  test('of certificates', () => {
    const npm = [
      'npm_config_strict_ssl=false npm ci',
      'export NPM_CONFIG_STRICT_SSL=false',
      'npm config set strict-ssl=false',
      'yarn config set "strict-ssl" false -g',
      'npm --strict-ssl=false ci',
    ];
    expect(caught('tls-off-npm', npm)).toEqual(npm);
    expect(
      caught('tls-off-npm', [
        'npm config get strict-ssl || false',
        'npm install strict-ssl false',
        'npm set strict-ssl true',
      ]),
    ).toEqual([]);
    expect(
      lines(
        'tls-off-npm',
        'ENV A=1 NPM_CONFIG_STRICT_SSL=false\nARG npm_config_strict_ssl false\nENV XNPM_CONFIG_STRICT_SSL=false\n',
      ),
    ).toEqual([1, 2]);
    const pip = [
      'pip install a --trusted-host=x',
      'PIP_TRUSTED_HOST=x pip install a',
      'pip config set global.trusted-host x',
    ];
    expect(caught('tls-off-pip', pip)).toEqual(pip);
    expect(caught('tls-off-pip', ['pip install a | grep trusted-host', 'echo PIP_TRUSTED_HOST'])).toEqual([]);
    expect(lines('tls-off-pip', 'ARG PIP_TRUSTED_HOST\nENV PIP_TRUSTED_HOST x\n')).toEqual([2]);
    const yum = [
      'yum-config-manager --save --setopt=\\*.sslverify=0',
      "dnf config-manager --setopt='x.sslverify'=False",
    ];
    expect(caught('tls-off-yum', yum)).toEqual(yum);
    expect(
      caught('tls-off-yum', ['dnf config-manager --setopt=sslverify=1', 'dnf config-manager --setopt=x=0']),
    ).toEqual([]);
  });
});

test('all fixes together are done in one pass', () => {
  const text = 'FROM debian:13\nRUN apt update && apt install jq=1\n';
  const settings = defaultRuleSettings;
  const apply = (source: string) =>
    lintDockerfile(source, packageRules, settings)
      .flatMap(({ fix }) => fix?.edits ?? [])
      .sort((a, b) => b.start - a.start)
      .reduce((result, { start, end, text: by }) => result.slice(0, start) + by + result.slice(end), source);
  const mended = apply(text);
  expect(mended).toMatch(/^FROM debian:13\nRUN apt-get update && apt-get install (?:-y|--no-install-recommends) /);
  expect(apply(mended)).toBe(mended);
  expect(lintDockerfile(mended, packageRules, settings)).toEqual([]);
});

describe('apt-no-update', () => {
  test.each([
    ['RUN apt-get install -y jq\n', [2]],
    ['RUN apt-get install -y jq && apt-get update\n', [2]],
    ['RUN apt-get update && apt-get install -y jq\n', []],
    ['RUN apt-get update\nRUN apt-get install -y jq\n', []],
    ['RUN curl -fsSL https://x.io/setup | bash - && apt-get install -y nodejs\n', []],
    ['RUN ./prepare.sh\nRUN apt-get install -y jq\n', []],
    ['RUN apt-get install -y ./jq.deb\n', []],
    ['RUN --mount=type=cache,target=/var/lib/apt apt-get install -y jq\n', []],
    ['FROM debian:13\nRUN apt-get update\nFROM debian:13\nRUN apt-get install -y jq\n', [5]],
  ])('%j', (text, expected) => {
    expect(lines('apt-no-update', `FROM debian:13\n${text}`)).toEqual(expected);
  });

  test('counts the stages below, and judges no base that may bring lists', () => {
    expect(
      lines('apt-no-update', 'FROM debian:13 AS a\nRUN apt-get update\nFROM a\nRUN apt-get install -y jq\n'),
    ).toEqual([]);
    expect(lines('apt-no-update', 'FROM company/base:1\nRUN apt-get install -y jq\n')).toEqual([]);
    expect(lines('apt-no-update', 'RUN apt-get install -y jq\n')).toEqual([]);
  });
});
