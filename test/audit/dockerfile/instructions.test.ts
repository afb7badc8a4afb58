import { describe, expect, test } from 'vitest';
import { lintDockerfile } from '../../../src/audit/dockerfile/lint-dockerfile.js';
import { defaultRuleSettings, type RuleSettings } from '../../../src/audit/dockerfile/rule-settings.js';
import { instructionRules } from '../../../src/audit/dockerfile/rules/instructions/instruction-rules.js';

function lint(id: string, text: string, settings: Partial<RuleSettings> = {}, target?: string) {
  const rules = instructionRules.filter((rule) => rule.id === id);
  expect(rules).toHaveLength(1);
  return lintDockerfile(text, rules, { ...defaultRuleSettings, ...settings }, target);
}

/** Lines that a rule speaks of. */
const lines = (id: string, text: string, target?: string) => lint(id, text, {}, target).map(({ line }) => line);

function mended(id: string, text: string): string {
  const edits = lint(id, text)
    .flatMap(({ fix }) => fix?.edits ?? [])
    .sort((a, b) => b.start - a.start);
  return edits.reduce((result, { start, end, text: by }) => result.slice(0, start) + by + result.slice(end), text);
}

const stage = 'FROM debian:13\n';

test.each([
  ['ENTRYPOINT sleep\nCMD ["1"]\n', [3]],
  ['ENTRYPOINT sleep\nCMD 1\n', [3]],
  ['CMD ["1"]\nENTRYPOINT exec sleep 2\n', [2]],
  ['ENTRYPOINT ["sleep"]\nCMD ["1"]\n', []],
  ['ENTRYPOINT exec run "$@"\nCMD ["1"]\n', []],
  ['ENTRYPOINT sleep 1\n', []],
  ['CMD sleep 1\n', []],
])('cmd-ignored: %j', (text, expected) => {
  expect(lines('cmd-ignored', stage + text)).toEqual(expected);
});

test.each([
  ['VOLUME /data\nRUN mkdir /data/a\n', [3]],
  ['VOLUME ["/data/"]\nRUN echo x > /data/a\n', [3]],
  ['VOLUME /data\nFROM debian:13\nRUN mkdir /data/a\n', []],
  ['RUN mkdir /data\nVOLUME /data\n', []],
  ['VOLUME /data\nRUN mkdir /database && ls /data\n', []],
  ['VOLUME /data\nCOPY a /data/\n', []],
])('write-into-volume: %j', (text, expected) => {
  expect(lines('write-into-volume', stage + text)).toEqual(expected);
});

test('write-into-volume knows the volumes of the stages below', () => {
  expect(lines('write-into-volume', 'FROM a:1 AS x\nVOLUME /d\nFROM x\nRUN touch /d/a\n')).toEqual([4]);
});

describe('user', () => {
  test.each([
    ['no USER', 'FROM node:22\nCMD ["node"]', [1]],
    ['a USER without a name', 'FROM node:22\nUSER\n', [1]],
    ['one in another stage', 'FROM node:22\nUSER 1\nFROM node:22\n', [3]],
    ['one in the stage that it starts from', 'FROM node:22 AS a\nUSER 1\nFROM a\n', []],
    ['one that a trigger sets elsewhere', 'FROM node:22\nONBUILD USER 1\n', [1]],
    ['an image that ends as another user', 'FROM gcr.io/distroless/static:nonroot\n', []],
    ['Windows', 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n', []],
    ['scratch', 'FROM scratch\nCMD ["/x"]\n', []],
    ['no stage', 'RUN make\n', []],
  ])('user-missing: %s', (_, text, expected) => {
    expect(lines('user-missing', text)).toEqual(expected);
  });

  const steppingDown = [
    'FROM debian:13\nRUN apt-get install -y gosu\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\n',
    'FROM alpine:3.22\nRUN apk add --no-cache su-exec tini\nENTRYPOINT ["tini", "--", "/docker-entrypoint"]\n',
    'FROM debian:13\nCOPY --from=tianon/gosu /gosu /usr/local/bin/\nENTRYPOINT ["tini", "--", "gosu", "app", "node"]\n',
    'FROM debian:13\nCOPY <<EOF /entrypoint.sh\n#!/bin/sh\nexec setpriv --reuid=app "$@"\nEOF\nENTRYPOINT ["/entrypoint.sh"]\n',
    'FROM debian:13\nADD https://example.org/s6-overlay.tar.xz /tmp\nENTRYPOINT ["/init"]\n',
    'FROM postgres:17\nCOPY schema.sql /docker-entrypoint-initdb.d/\n',
  ];

  test.each(steppingDown)('user-missing leaves what steps down by itself to the strict profile: %j', (text) => {
    expect(lines('user-missing', text)).toEqual([]);
    expect(lines('user-missing-steps-down', text)).toEqual([1]);
    expect(lint('user-missing-steps-down', text).map(({ aliases }) => aliases)).toEqual(
      lint('user-missing', 'FROM node:22\n').map(({ aliases }) => aliases),
    );
  });

  test.each([
    'FROM debian:13\nRUN apt-get install -y gosu\nENTRYPOINT ["node", "server.js"]\n',
    'FROM debian:13\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\n',
    'FROM postgres:17\nENTRYPOINT ["/backup"]\n',
  ])('user-missing still names %j', (text) => {
    expect(lines('user-missing', text)).toEqual([1]);
    expect(lines('user-missing-steps-down', text)).toEqual([]);
  });

  test('user-missing judges the stage that is asked for', () => {
    const text = 'FROM node:22 AS dev\nFROM node:22 AS prod\nUSER 1\n';
    expect(lines('user-missing', text)).toEqual([]);
    expect(lines('user-missing', text, 'dev')).toEqual([1]);
  });

  test('user-missing-scratch asks only what runs', () => {
    expect(lines('user-missing-scratch', 'FROM scratch\nCOPY x /\n')).toEqual([]);
    expect(lines('user-missing-scratch', 'FROM scratch AS a\nCMD ["/x"]\nFROM a\n')).toEqual([3]);
    expect(lines('user-missing-scratch', 'FROM debian:13\nCMD ["/x"]\n')).toEqual([]);
  });

  test.each(['root', '0', '00', '+0', 'root:root', '0:0', '"root"', '$WHO', '${WHO:-x}'])(
    'user-root-last: USER %s is root',
    (user) => {
      expect(lines('user-root-last', `${stage}ARG WHO=root\nUSER 1\nUSER ${user}\nRUN make\n`)).toEqual([4]);
    },
  );

  test.each(['1000:0', 'rooty', '0100', '$WHO', '${NOBODY}'])(
    'user-root-last: USER %s is not, or not known',
    (user) => {
      expect(lines('user-root-last', `${stage}ARG WHO\nUSER ${user}\n`)).toEqual([]);
    },
  );

  test('user-root-last and user-root-stage share the stages', () => {
    const text = `${stage}USER root\nFROM debian:13 AS base\nUSER root\nFROM base\nRUN make\n`;
    expect(lines('user-root-last', text)).toEqual([4]);
    expect(lines('user-root-stage', text)).toEqual([2]);
  });

  test('user-non-numeric leaves what who builds decides', () => {
    expect(lines('user-non-numeric', 'ARG A\nFROM x\nARG B=7\nUSER $A\nUSER $B\nUSER 1:x\nUSER x:1\n')).toEqual([7]);
    expect(lines('user-non-numeric', 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\nUSER root\nUSER $APP_UID\n')).toEqual(
      [],
    );
  });
});

describe('working directory', () => {
  test.each([
    ['WORKDIR a', [2], []],
    ['WORKDIR /a\nWORKDIR b', [], [3]],
    ['WORKDIR $A\nWORKDIR b', [], [3]],
    ['ENV A=a\nWORKDIR $A', [3], []],
    ['ENV A=/a\nWORKDIR ${A}/b', [], []],
    ['WORKDIR "a b"', [2], []],
    ["WORKDIR 'C:\\app'\nWORKDIR c:/app", [], []],
    ['ONBUILD WORKDIR a', [], []],
    ['WORKDIR', [], []],
    ['WORKDIR /a\nFROM x\nWORKDIR b', [4], []],
  ])('%s', (text, first, step) => {
    expect(lines('workdir-relative', `${stage}${text}\n`)).toEqual(first);
    expect(lines('workdir-relative-step', `${stage}${text}\n`)).toEqual(step);
  });

  test('workdir-system-dir', () => {
    expect(
      lines('workdir-system-dir', 'WORKDIR /proc\nWORKDIR "/dev/fd"\nWORKDIR /devel\nWORKDIR /app/proc\n'),
    ).toEqual([1, 2]);
  });

  test('workdir-missing wants one that is used', () => {
    expect(lines('workdir-missing', 'FROM a AS base\nWORKDIR /a\nFROM base\nRUN make\n')).toEqual([]);
    expect(lines('workdir-missing', 'FROM a\nENV A=1\n')).toEqual([]);
  });
});

describe('commands', () => {
  test.each([
    ['CMD npm start', 'CMD ["npm", "start"]'],
    ['cmd   npm start', 'cmd   ["npm", "start"]'],
    ["ENTRYPOINT ['a', 'b']", 'ENTRYPOINT ["a", "b"]'],
    ['CMD [python, app.py]', 'CMD ["python", "app.py"]'],
  ])('json-args mends %s', (text, by) => {
    expect(mended('json-args', stage + text)).toBe(stage + by);
    expect(lines('json-args', stage + by)).toEqual([]);
  });

  test.each([
    'CMD npm start && npm test',
    'CMD exec node x.js',
    'CMD NODE_ENV=production node x.js',
    'CMD node $FILE',
    'CMD echo "a b"',
    'CMD npm \\\n start',
    'CMD ["a", "b"',
    'ENTRYPOINT a\nCMD ["b"]',
  ])('json-args leaves %s to a person', (text) => {
    const findings = lint('json-args', stage + text);
    expect(findings.map(({ line, fix }) => [line, fix])).toEqual([[2, undefined]]);
  });

  test('json-args respects a SHELL that stands before it, json-args-everywhere does not', () => {
    const text =
      'FROM a AS b\nCMD x\nSHELL ["/bin/bash", "-c"]\nENTRYPOINT y\nFROM b\nCMD z\nHEALTHCHECK CMD z\nFROM a\nCMD x\n';
    expect(lines('json-args', text)).toEqual([2, 9]);
    expect(lines('json-args-everywhere', text)).toEqual([4, 6, 7]);
  });

  test.each([
    ['multiple-cmd', 'CMD'],
    ['multiple-entrypoint', 'ENTRYPOINT'],
    ['multiple-healthcheck', 'HEALTHCHECK CMD'],
  ])('%s counts in each stage', (id, keyword) => {
    const one = `${keyword} ["x"]\n`;
    expect(lines(id, `${stage}${one}${one}RUN make\n${one}${stage}${one}ONBUILD ${one}`)).toEqual([3, 5]);
    expect(lines(id, one + one)).toEqual([2]);
  });

  test('healthcheck-missing and -service share the images', () => {
    const job = 'FROM a\nCMD ["x"]\n';
    const service = 'FROM a\nEXPOSE 80\n';
    expect([lines('healthcheck-missing', job), lines('healthcheck-missing-service', job)]).toEqual([[1], []]);
    expect([lines('healthcheck-missing', service), lines('healthcheck-missing-service', service)]).toEqual([[], [1]]);
    const inherited = 'FROM a AS b\nHEALTHCHECK NONE\nFROM b\nEXPOSE 80\n';
    expect(lines('healthcheck-missing-service', inherited)).toEqual([]);
  });
});

describe('ports', () => {
  test.each([
    ['22', [2]],
    ['8080 22/udp', [2]],
    ['20-25', [2]],
    ['2222:22', [2]],
    ['$SSH', [2]],
    ['220 2222 22222', []],
    ['23-${N}', []],
  ])('port-22: EXPOSE %s', (port, expected) => {
    expect(lines('port-22', `ENV SSH=22\nEXPOSE ${port}\n`)).toEqual(expected);
  });

  test.each(['65536', '8080-70000', 'http', '80,443', '80/http', '90-80', '99999999999999999999', '80/'])(
    'port-range: EXPOSE %s',
    (port) => {
      expect(lines('port-range', `EXPOSE ${port}\n`)).toEqual([1]);
    },
  );

  test.each([
    '0',
    '65535/sctp',
    '80-90/TCP',
    '$PORT',
    '${PORT}/tcp',
    '80-$PORT',
    '${PORT:-80}',
    '127.0.0.1:80:80',
    '[::1]:80:80',
  ])('port-range accepts EXPOSE %s', (port) => {
    expect(lines('port-range', `EXPOSE ${port}\n`)).toEqual([]);
  });

  test('expose-host-mapping and expose-proto-casing mend each word', () => {
    expect(mended('expose-host-mapping', 'EXPOSE 127.0.0.1:80:81 5000:5001/udp 9\n')).toBe('EXPOSE 81 5001/udp 9\n');
    expect(lines('expose-host-mapping', 'EXPOSE ${PORT:-80}\n')).toEqual([]);
    expect(mended('expose-proto-casing', 'EXPOSE 80/TcP 81/tcp $P/UDP\n')).toBe(
      'EXPOSE 80/tcp 81/tcp $p/udp\n'.replace('$p', '$P'),
    );
  });
});

describe('notation', () => {
  test.each([
    ['ENV A b', 'ENV A=b'],
    ['ENV A b c', 'ENV A="b c"'],
    ['ENV A "b c"', 'ENV A="b c"'],
    ['LABEL a   b  c', 'LABEL a="b  c"'],
    ['ENV PATH $PATH:/x', 'ENV PATH=$PATH:/x'],
  ])('legacy-key-value mends %s', (text, by) => {
    expect(mended('legacy-key-value', text)).toBe(by);
  });

  test.each(['ENV A b "c d"', 'ENV A b\\ c', 'ENV A \\\n b', "ENV A it's"])('legacy-key-value leaves %s', (text) => {
    expect(lint('legacy-key-value', text).map(({ fix }) => fix)).toEqual([undefined]);
  });

  test('legacy-key-value knows arguments that are two', () => {
    expect(lines('legacy-key-value', `${stage}ARG name value\n`)).toEqual([2]);
    expect(lines('legacy-key-value', `${stage}ARG a b\nRUN echo $b\n`)).toEqual([]);
    expect(lines('legacy-key-value', `${stage}ARG HTTP PIP_INDEX_URL\nARG x y z\nARG a=1 b\n`)).toEqual([]);
  });

  test('maintainer-deprecated keeps the name as it is', () => {
    expect(mended('maintainer-deprecated', `${stage}MAINTAINER "A $B" <a@b.c>\n`)).toBe(
      `${stage}LABEL org.opencontainers.image.authors="\\"A \\$B\\" <a@b.c>"\n`,
    );
    expect(mended('maintainer-deprecated', 'MAINTAINER A\nFROM a\n')).toBe('MAINTAINER A\nFROM a\n');
  });

  test('instruction-casing follows the majority', () => {
    expect(mended('instruction-casing', 'from a\nRUN x\ncopy a b\nOnbuild run x\n')).toBe(
      'from a\nrun x\ncopy a b\nonbuild run x\n',
    );
    expect(mended('instruction-casing', 'arg A\nFROM a\nRun x\nrun <<EOF\nrun y\nEOF\n')).toBe(
      'ARG A\nFROM a\nRUN x\nRUN <<EOF\nrun y\nEOF\n',
    );
    expect(lines('instruction-uppercase', 'from a\nrun x\n')).toEqual([1]);
  });

  test('empty-continuation takes out empty lines, not those of a here-document', () => {
    expect(mended('empty-continuation', 'RUN a \\\n\n  \n && b \\\n# c\n\n && c\nRUN d\n')).toBe(
      'RUN a \\\n && b \\\n# c\n && c\nRUN d\n',
    );
    expect(lines('empty-continuation', 'RUN <<EOF\n\nx\nEOF\nCOPY a \\\n b\n\nRUN x\n')).toEqual([]);
    expect(mended('empty-continuation', 'RUN a \\\r\n\r\n && b\r\n')).toBe('RUN a \\\r\n && b\r\n');
  });

  test('definition-description looks at the line above', () => {
    expect(
      lines(
        'definition-description',
        '# x\nFROM a\n# x\nFROM a AS b\n# b is\nFROM a AS b\n# c\n#\nARG d\n# e\n\nARG d\n',
      ),
    ).toEqual([3]);
    expect(
      lines(
        'definition-description',
        '# syntax=docker/dockerfile:1\nFROM a AS b\n# hadolint ignore=DL3006\nFROM a AS c\n',
      ),
    ).toEqual([]);
  });

  test('onbuild-forbidden-trigger', () => {
    expect(
      lines('onbuild-forbidden-trigger', 'ONBUILD FROM a\nonbuild onbuild RUN x\nONBUILD RUN x\nMAINTAINER x\n'),
    ).toEqual([1, 2]);
  });

  test('inline-ignore-banned', () => {
    expect(
      lines(
        'inline-ignore-banned',
        '# hadolint ignore=DL3000\nRUN x\n# dockwright global ignore=all\n# hadolint shell=bash\n',
      ),
    ).toEqual([1, 3]);
  });

  test('volume-sensitive-dir', () => {
    expect(lines('volume-sensitive-dir', 'VOLUME /sys/ /data\nVOLUME ["/", "/x"]\nVOLUME /etc/app /devices\n')).toEqual(
      [1, 2],
    );
  });
});

describe('labels', () => {
  test.each([
    [
      'label-email',
      'email',
      ['a@b.c', "o'neill+x@example.co.uk"],
      ['a', 'a@', '@b', 'a b@c', 'A <a@b.c>', 'a@b..c', 'a@b@c'],
    ],
    [
      'label-git-hash',
      'hash',
      ['0123abc', 'a'.repeat(40), 'a'.repeat(64)],
      ['0123ab', 'ABCDEF0', 'v1.0.00', 'a'.repeat(41)],
    ],
    [
      'label-rfc3339',
      'rfc3339',
      ['2024-02-29T00:00:00Z', '2026-12-31t23:59:60.123-08:00'],
      ['2023-02-29T00:00:00Z', '2026-01-01', '2026-13-01T00:00:00Z', '2026-01-01T24:00:00Z', '2026-01-01T00:00:00'],
    ],
    [
      'label-semver',
      'semver',
      ['0.0.0', '1.2.3-rc.1', '1.2.3-x-y.0a+001'],
      ['1.2', 'v1.2.3', '01.2.3', '1.2.3-01', '1.2.3-', '1.2.3+a+b', '1.2.3-a..b'],
    ],
    [
      'label-spdx',
      'spdx',
      ['MIT', 'GPL-3.0-or-later', '(MIT OR Apache-2.0) AND BSD-3-Clause'],
      ['mine', 'MIT, Apache', 'GPL'],
    ],
    ['label-url', 'url', ['https://a.b/c?d#e', 'http://localhost'], ['a.b/c', 'a b', '//a.b', 'http://a b']],
  ] as const)('%s', (id, type, valid, invalid) => {
    const settings = { labels: { l: type } };
    for (const value of [...valid, '$BUILD', 'x${BUILD}'])
      expect(lint(id, `LABEL l="${value}" other="?"\n`, settings), value).toEqual([]);
    for (const value of invalid) expect(lint(id, `LABEL l="${value}"\n`, settings), value).toHaveLength(1);
    expect(lint(id, `LABEL l="${invalid[0]}"\n`)).toEqual([]);
  });

  test('label-missing asks the stages that become images', () => {
    const settings = { labels: { l: 'text' } } as const;
    const missing = (text: string) => lint('label-missing', text, settings).map(({ line }) => line);
    expect(missing('FROM a AS b\nFROM c\nLABEL l=1\nCOPY --from=b / /\n')).toEqual([]);
    expect(missing('FROM a AS b\nFROM c\nLABEL l=1\nRUN --mount=type=bind,from=b x\n')).toEqual([]);
    expect(missing('FROM a AS b\nLABEL l=1\nFROM b\nFROM a\n')).toEqual([4]);
    expect(missing('FROM a AS b\nFROM c\nLABEL l=1\n')).toEqual([1]);
    expect(missing('RUN x\n')).toEqual([]);
  });

  test('label-empty, label-superfluous', () => {
    const settings = { labels: { l: 'text' }, strictLabels: true } as const;
    expect(lint('label-empty', 'LABEL l="" m=""\nLABEL l=\n', settings)).toHaveLength(2);
    expect(lint('label-superfluous', 'LABEL l=1 m=1 n=1\n', settings)).toHaveLength(2);
    expect(lint('label-superfluous', 'LABEL l=1 m=1\n', { ...settings, strictLabels: false })).toEqual([]);
  });

  test.each(['A', '1a', 'a-', 'a b', 'a..b', 'a--b', 'a$b', 'com.docker.x', 'io.docker.x', 'org.dockerproject.x', ''])(
    'label-key-invalid: "%s"',
    (name) => {
      expect(lint('label-key-invalid', `LABEL "${name}"=1\n`)).toHaveLength(1);
    },
  );
});

describe('variables', () => {
  test.each([
    ['ENV A=1 B=$A', 1],
    ['ENV A=1 B=${A}x$A', 2],
    ['ENV A=1 B=$AB C=A', 0],
    ["ENV A=1 B='$A'", 0],
    ['ENV A=1 B=\\$A', 0],
    ['ENV A=$A', 0],
    ['ENV A=1\nENV A=2 B=$A', 0],
    ['ARG A\nENV A=2 B=$A', 0],
    ['ENV PATH=/a:$PATH PATH=/b:$PATH', 2],
  ])('env-self-reference: %s', (text, count) => {
    expect(lint('env-self-reference', stage + text)).toHaveLength(count);
  });

  test.each([
    ['COPY $A /', 1],
    ['COPY ["$A", "/"]', 1],
    ['ENV A=1\nCOPY $A ${A}', 0],
    ["LABEL a='$A' b=\\$A c=${A:-x} d=${A+x}", 0],
    ['LABEL a=${A#x} b=${A}', 2],
    ['RUN echo $A\nCMD $A\nENTRYPOINT ["$A"]\nHEALTHCHECK CMD $A', 0],
    ['ONBUILD COPY $A /', 0],
    ['ENV PATH=/x:$PATH', 0],
    ['ARG A=1 B=$A C=$D', 1],
    ['COPY --chown=$A x /', 1],
    ['COPY <<EOF /x\n$A \\$B\nEOF', 1],
    ['COPY <<"EOF" /x\n$A\nEOF', 0],
    ['ARG TARGETARCH\nADD x-$TARGETARCH /', 0],
    ['ADD x-$TARGETARCH /', 1],
  ])('undefined-var: %s', (text, count) => {
    expect(lint('undefined-var', `${stage}${text}\n`)).toHaveLength(count);
  });

  test('undefined-var reports only what cannot come from the base image', () => {
    expect(lint('undefined-var', 'FROM python:3.13\nENV V=$PYTHON_VERSION\nCOPY $ANYTHING /\n')).toEqual([]);
    expect(lint('undefined-var', 'FROM python:3.13\nENV PATH=$PAHT:/x\n').map(({ message }) => message)).toEqual([
      expect.stringContaining('did you mean $PATH?'),
    ]);
    expect(lint('undefined-var', 'COPY $A /\n')).toEqual([]);
  });

  test('undefined-var declares an argument of before FROM once in a stage', () => {
    const text = 'ARG V=1\nFROM python:3.13\nLABEL v=$V\nCOPY x-$V /\n';
    expect(lines('undefined-var', text)).toEqual([3, 4]);
    expect(mended('undefined-var', text)).toBe('ARG V=1\nFROM python:3.13\nARG V\nLABEL v=$V\nCOPY x-$V /\n');
    expect(lines('undefined-var', 'ARG NODE_VERSION\nFROM node:$NODE_VERSION\nLABEL v=$NODE_VERSION\n')).toEqual([]);
  });

  test.each([
    ['DIST_FODLER', 'DIST_FOLDER'],
    ['DIST_FOLDERS', 'DIST_FOLDER'],
    ['dist_folder', null],
    ['OTHER', null],
  ])('undefined-var: $%s', (name, meant) => {
    const [finding] = lint('undefined-var', `${stage}ARG DIST_FOLDER=x\nCOPY $${name} /\n`);
    expect(/did you mean \$(\w+)/.exec(finding?.message ?? '')?.[1] ?? null).toBe(meant);
    expect(finding).toMatchObject({ line: 3, column: 6, endColumn: 7 + name.length });
  });
});

describe('syntax', () => {
  test.each([
    'FROM',
    'FROM a b',
    'FROM a AS',
    'FROM a AS b c',
    'RUN',
    'COPY a',
    'ADD ["a"]',
    'USER a b',
    'WORKDIR',
    'WORKDIR /a b',
    'STOPSIGNAL a b',
    'STOPSIGNAL FOO',
    'STOPSIGNAL 0',
    'HEALTHCHECK --interval=x CMD true',
    'HEALTHCHECK --timeout=30 CMD true',
    'HEALTHCHECK --retries=many CMD true',
    'SHELL /bin/sh',
    'SHELL []',
    'ENV A',
    'ENV A=b c',
    'ENV =b',
    'LABEL a',
    'LABEL a=b c',
    'ARG',
    'HEALTHCHECK',
    'HEALTHCHECK curl x',
    'HEALTHCHECK NONE x',
    'HEALTHCHECK CMD',
    'HEALTHCHECK --often=1 CMD x',
    'HEALTHCHECK --retries CMD x',
    'EXPOSE',
    'ONBUILD',
    'ONBUILD COPY a',
  ])('syntax-argument-count: %s', (text) => {
    expect(lint('syntax-argument-count', `${text}\n`)).toHaveLength(1);
  });

  test.each([
    'FROM a',
    'FROM --platform=x a as b',
    'RUN <<EOF\nx\nEOF',
    'COPY a b',
    'COPY <<EOF /x\ny\nEOF',
    'ADD \\x" /y',
    'COPY --from=a b c',
    'WORKDIR "/a b"',
    'WORKDIR /a\\ b',
    'USER a:b',
    'SHELL ["a"]',
    'ENV A b c',
    'ENV A=',
    'LABEL "a b"="c d" e=f\\ g',
    'ARG A B=c',
    'CMD []',
    'HEALTHCHECK --interval=1s --start-interval=1s --retries=3 CMD x',
    'healthcheck none',
    'VOLUME ["/a"]',
    'STOPSIGNAL SIGQUIT',
    'STOPSIGNAL int',
    'STOPSIGNAL 9',
    'STOPSIGNAL SIGRTMIN+3',
    'STOPSIGNAL $SIGNAL',
    'HEALTHCHECK --interval=1m30.5s --timeout=500ms --retries=0 --start-period=0 CMD true',
    'HEALTHCHECK --interval=${EVERY:-30s} CMD true',
  ])('syntax-argument-count accepts %s', (text) => {
    expect(lint('syntax-argument-count', `${text}\n`)).toEqual([]);
  });

  test('syntax-unknown-instruction mends a misspelt one', () => {
    expect(mended('syntax-unknown-instruction', 'FRM a\nENTRYPIONT ["x"]\n')).toBe('FROM a\nENTRYPOINT ["x"]\n');
    const [finding] = lint('syntax-unknown-instruction', 'FROM a\nRUN apt-get update\n&& apt-get upgrade\n');
    expect([finding?.line, finding?.fix]).toEqual([3, undefined]);
    expect(lines('syntax-unknown-instruction', 'from a\nONBUILD RUN x\nONBUILD\n')).toEqual([]);
  });
});

test('many instructions and stages take linear time', () => {
  const texts = [
    `FROM a\n${'CMD x y\n'.repeat(10_000)}`,
    Array.from({ length: 3000 }, (_, at) => `FROM ${at ? `s${at - 1}` : 'a'} AS s${at}\nCMD x\nUSER root`).join('\n'),
    `RUN a \\\n${'\n'.repeat(50_000)}b`,
    `EXPOSE ${'$x:/'.repeat(20_000)}`,
    `FROM debian\nENV X=${'${'.repeat(50_000)}`,
  ];
  const start = performance.now();
  for (const text of texts) lintDockerfile(text, instructionRules, defaultRuleSettings);
  expect(performance.now() - start).toBeLessThan(5000);
});

test('a long duration without a unit is judged at once', () => {
  const started = performance.now();
  const text = `FROM a:1\nHEALTHCHECK --interval=${'1'.repeat(5_000)}x CMD ["a"]\n`;
  expect(lint('syntax-argument-count', text)).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(1_000);
});
