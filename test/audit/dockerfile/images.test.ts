import { describe, expect, test } from 'vitest';
import { lintDockerfile } from '../../../src/audit/dockerfile/lint-dockerfile.js';
import { defaultRuleSettings, type RuleSettings } from '../../../src/audit/dockerfile/rule-settings.js';
import { endedReleases } from '../../../src/audit/dockerfile/rules/images/end-of-life.js';
import { isImageName } from '../../../src/audit/dockerfile/rules/images/image-name-grammar.js';
import { imageRules } from '../../../src/audit/dockerfile/rules/images/image-rules.js';
import { comesFrom } from '../../../src/audit/dockerfile/rules/images/registry-patterns.js';
import type { Finding } from '../../../src/audit/finding.js';
import { lifecycles } from '../../../src/audit/release-ends.js';

function findings(id: string, text: string, settings: Partial<RuleSettings> = {}): Finding[] {
  const rules = imageRules.filter((rule) => rule.id === id);
  expect(rules).toHaveLength(1);
  return lintDockerfile(text, rules, { ...defaultRuleSettings, ...settings });
}

const linesOf = (id: string, text: string, settings: Partial<RuleSettings> = {}) =>
  findings(id, text, settings).map(({ line }) => line);

/** The text with all fixes of a rule in it. */
function mended(id: string, text: string): string {
  return findings(id, text)
    .flatMap(({ fix }) => fix?.edits ?? [])
    .sort((a, b) => b.start - a.start)
    .reduce((now, { start, end, text: by }) => now.slice(0, start) + by + now.slice(end), text);
}

describe.each<[string, string, number[]]>([
  // tags
  ['base-latest', 'ARG TAG=latest\nFROM registry.example.com:5000/a:${TAG}\n', [2]],
  ['base-latest', 'FROM $ORG/$NAME:latest AS latest\nFROM latest\nFROM x:latest@sha256:0123\n', [1]],
  ['base-latest', 'FROM a:1\nCOPY --from=b:latest /x /x\nRUN --mount=from=c:latest,target=/c true\n', [2, 3]],
  ['base-latest', 'FROM a:latest-slim\nFROM b:alpine-latest\nFROM c:latestage\n', [1, 2]],
  ['base-untagged', 'FROM registry.example.com:5000/a\nFROM b AS b\nFROM B\nFROM scratch\n', [1, 2]],
  ['base-untagged', 'FROM $IMAGE\nFROM $REGISTRY/app\nFROM app$TAG\nFROM app:$TAG\nFROM scratch$NONE\n', [2, 3]],
  ['base-untagged', 'FROM a:1 AS bin-linux\nFROM bin-$TARGETOS AS bin\nFROM bin$X AS n\nFROM lib-$TARGETOS\n', [4]],
  ['base-untagged', 'FROM later\nFROM a:1 AS later\n', [1]],
  ['base-untagged', 'FROM a:1\nARG NEXT=b\nFROM $NEXT\n', [3]],
  ['base-major-only-tag', 'FROM a:3\nFROM b:22-slim\nFROM c:3.1\nFROM d:20260102\nFROM e:3@sha256:0\n', [1, 2]],
  ['base-digest', 'FROM a:1\nFROM b@sha256:0\nFROM $C\nFROM scratch\nCOPY --from=d:1 / /d/\n', [1, 5]],
  // platforms
  ['base-platform-mismatch', 'FROM --platform=linux/amd64 arm32v7/a:1\nFROM --platform=arm64 arm64v8/a:1\n', [1]],
  [
    'base-platform-mismatch',
    'ARG P=linux/arm64\nFROM --platform=$P a:1-x86_64\nFROM --platform=$TARGETPLATFORM amd64/a:1\n',
    [2],
  ],
  ['base-platform-mismatch', 'FROM --platform=linux/amd64 mcr.microsoft.com/windows/nanoserver:ltsc2025\n', [1]],
  ['base-platform-mismatch', 'FROM --platform=linux/amd64 a:amd64-1\nFROM --platform=linux/arm64 a:arm64\n', []],
  [
    'from-platform-flag',
    'FROM --platform=arm64 a:1\nFROM --platform=$P a:1\nFROM --platform=linux/amd64 a:1 AS Build-AMD64\n',
    [1],
  ],
  ['from-platform-flag', 'FROM --platform=linux/x86_64 a:1 AS on_x86_64\nFROM --platform=${P:-linux/amd64} a:1\n', []],
  ['from-platform-redundant', 'FROM --platform="$TARGETPLATFORM" a:1\nFROM --platform=$TARGETOS/arm64 a:1\n', [1]],
  // FROM
  ['from-as-casing', 'from a:1 AS b\nFROM a:1 As c\nFrom a:1 as d\nFROM as as AS\n', [1, 2, 4]],
  [
    'from-undeclared-arg',
    'ARG A\nFROM --platform=$BUILDPLATFORM x:$A\nARG B=1\nFROM x:${A}${B}\nFROM x:${C:-1}\n',
    [4, 5],
  ],
  [
    'from-invalid-default-arg',
    'ARG T\nFROM a:$T\nFROM $T\nFROM a$T\nFROM a:${T:-1}\nFROM a:1-$TARGETARCH\nFROM App:1\n',
    [2, 3, 7],
  ],
  ['from-invalid-default-arg', `FROM a:1 AS base\nFROM Base\nFROM docker.io/a/b:1@sha256:${'0'.repeat(64)}\n`, []],
  ['from-missing', '# only a comment\n', [1]],
  ['from-missing', 'ONBUILD FROM x\nRUN y\n', [1]],
  ['first-instruction', 'ARG A\nRUN a\nFROM b:1\nRUN c\n', [2]],
  ['first-instruction', 'RUN a\n', []],
  // stages
  ['stage-name-casing', 'FROM a:1 AS Ab\nFROM a:1 AS cd\nFROM a:1 AS\n', [1]],
  ['stage-name-duplicate', 'FROM a:1 AS x\nFROM a:1 as X\nFROM a:1\nFROM a:1\n', [2]],
  ['stage-name-reserved', 'FROM scratch AS Scratch\nFROM scratch\nFROM a:1 AS context\n', [1, 3]],
  [
    'copy-from-self',
    'FROM a:1 AS x\nCOPY --from=X /a /b\nFROM a:1\nCOPY --from=1 /a /b\nCOPY --from=0 /a /b\n',
    [2, 4],
  ],
  ['copy-from-self', 'FROM a:1 AS x\nRUN --mount=type=bind,from=x,target=/x true\nONBUILD COPY --from=x /a /b\n', [2]],
  [
    'copy-from-unknown-stage',
    'FROM a:1 AS x\nFROM a:1\nCOPY --from=X /a /b\nCOPY --from=y /a /b\nCOPY --from=2 /a /b\nCOPY --from=i:1 /a /b\n',
    [4, 5],
  ],
  ['copy-from-unknown-stage', 'COPY --from=x /a /b\nONBUILD COPY --from=y /a /b\n', [1]],
  ['copy-from-index', 'FROM a:1\nFROM a:1\nCOPY --from=0 /a /b\nRUN --mount=from=0,target=/x true\n', [3, 4]],
  // COPY and ADD
  [
    'copy-multi-dest-slash',
    'COPY a b c\nCOPY a b c/\nCOPY ["a", "b", "c"]\nADD a b .\nCOPY --link a b\nCOPY a b C:\\\\d\\\\\n',
    [1, 3, 4],
  ],
  [
    'copy-multi-dest-slash',
    `FROM a:1\nENV D=/d/\nCOPY a b $D\nCOPY a b $E\nCOPY <<X /x\nX\nCOPY file:${'0'.repeat(64)} in /x\n`,
    [4],
  ],
  [
    'copy-relative-dest',
    'FROM a:1\nCOPY a b\nWORKDIR /w\nCOPY a b\nFROM a:1\nCOPY a c\\d\nCOPY a c:\\d\nCOPY a $D\nCOPY a ./\n',
    [2, 6, 9],
  ],
  ['copy-relative-dest', 'FROM a:1 AS x\nWORKDIR /w\nFROM x AS y\nFROM Y\nCOPY ["a b", "c"]\n', []],
  ['copy-outside-context', 'FROM a:1\nCOPY ../x /\nCOPY a/../../b /\nADD ["a", "../b", "/"]\n', [2, 3, 4]],
  [
    'copy-outside-context',
    'FROM a:1\nCOPY a/../b /\nCOPY --from=x ../y /\nADD https://a.io/../x /\nCOPY a /x/../y\n',
    [],
  ],
  ['copy-relative-dest', 'FROM scratch\nCOPY a b\n', []],
  ['copy-relative-dest', 'FROM scratch AS x\nFROM x\nCOPY a b\n', []],
  ['copy-relative-dest', 'FROM a:1\nONBUILD COPY a b\nONBUILD WORKDIR /w\nONBUILD COPY a b\nCOPY a b\n', [2, 5]],
  [
    'copy-whole-rootfs',
    'COPY --from=a / /\nCOPY --from=a ["/", "/"]\nCOPY --from=a /. /\nCOPY / /\nCOPY --from=a / /b\n',
    [1, 2, 3],
  ],
  [
    'copy-whole-rootfs',
    'FROM scratch AS bin\nFROM tonistiigi/xx:1.6 AS xx\nFROM a:1\nCOPY --from=bin / /\nCOPY --from=xx / /\nCOPY --from=1 / /\nCOPY --from=tonistiigi/xx:1.6 / /\n',
    [],
  ],
  [
    'copy-whole-rootfs',
    'FROM a:1 AS a\nFROM a AS b\nFROM b:1\nCOPY --from=b / /\nCOPY --from=0 / /\nCOPY --from=c:1 / /\n',
    [4, 5, 6],
  ],
  [
    'copy-chown-executable',
    'COPY --chown=app a /a\nADD --chown=1:1 a /a\nCOPY --chown=0:0 a /a\nCOPY --chown=root a /a\n',
    [1, 2],
  ],
  [
    'add-instead-of-copy',
    'ADD a /b\nADD a.tar.zst /b\nADD a.zip /b\nADD https://x/y /b\nADD git@x:y.git /b\nADD a b.tgz /c/\nADD ["a b", "/c"]\n',
    [1, 3, 6, 7],
  ],
  [
    'add-instead-of-copy',
    'FROM a:1\nARG X=a.tar\nADD $X /b\nADD $Y /b\nADD --unpack=true a /b\nONBUILD ADD a /b\nADD dir:' +
      '0'.repeat(64) +
      ' in /\n',
    [4],
  ],
  [
    'add-remote-url',
    'ADD http://x/y /b\nADD --checksum=sha256:0 https://x/y /b\nADD https://x/y.git#v1 /b\nADD https://x/y.git#' +
      'a'.repeat(40) +
      ' /b\n',
    [1, 3],
  ],
  ['add-remote-url', 'FROM a:1\nARG U=https://x/y\nADD $U /b\nADD $V /b\nONBUILD ADD https://x/y /b\n', [3]],
  // sizes
  ['base-oversized', 'FROM node:24\nFROM eclipse-temurin:25-jdk AS run\nFROM run\n', [2]],
  ['base-oversized', 'FROM golang:1.26\nFROM node:24-slim\n', []],
  ['base-end-of-life', 'FROM node:16-buster\nCOPY --from=python:3.7 /x /x\nFROM node:$V\nFROM unknown:1\n', [1, 1, 2]],
])('%s: %j', (id, text, expected) => {
  test(`reports ${expected.length === 0 ? 'nothing' : `lines ${expected.join(', ')}`}`, () => {
    expect(linesOf(id, text)).toEqual(expected);
  });
});

describe('fixes', () => {
  test.each([
    [
      'stage-name-casing',
      'FROM a:1 AS Ab\nFROM AB AS Cd\nFROM x:1\nCOPY --from=aB /a /b\nRUN --mount=type=bind,from=Cd,target=/c true\n',
      'FROM a:1 AS ab\nFROM ab AS cd\nFROM x:1\nCOPY --from=ab /a /b\nRUN --mount=type=bind,from=cd,target=/c true\n',
    ],
    [
      'stage-name-casing',
      'FROM a:1 AS Ab\nFROM a:1 AS AB\nCOPY --from=AB x y\n',
      'FROM a:1 AS ab\nFROM a:1 AS ab\nCOPY --from=ab x y\n',
    ],
    ['from-as-casing', 'from a:1 AS b\nFROM a:1 \\\n  as c\n', 'from a:1 as b\nFROM a:1 \\\n  AS c\n'],
    ['from-platform-redundant', 'FROM --platform=$TARGETPLATFORM  a:1\n', 'FROM a:1\n'],
    [
      'copy-from-index',
      'FROM a:1 AS one\nFROM a:1\nCOPY --from=0 /a /b\nCOPY --from=1 /a /b\n',
      'FROM a:1 AS one\nFROM a:1\nCOPY --from=one /a /b\nCOPY --from=1 /a /b\n',
    ],
    [
      'copy-multi-dest-slash',
      'COPY a b "c d"\nCOPY ["a", "b", "c"]\nCOPY a b \\\n  .\n',
      'COPY a b "c d/"\nCOPY ["a", "b", "c/"]\nCOPY a b \\\n  ./\n',
    ],
    [
      'add-instead-of-copy',
      'ADD --chown=1 a.py b/ /c/\nadd . /d\nADD $A /e\nADD a* /f\nADD rootfs /\nADD *.py /g/\n',
      'COPY --chown=1 a.py b/ /c/\ncopy . /d\nADD $A /e\nADD a* /f\nADD rootfs /\nCOPY *.py /g/\n',
    ],
  ])('%s', (id, before, after) => {
    const now = mended(id, before);
    expect(now).toBe(after);
    expect(mended(id, now)).toBe(now);
  });
});

describe('trusted registries', () => {
  const trusted = (text: string, trustedRegistries: string[]) =>
    linesOf('base-registry-allowlist', text, { trustedRegistries });

  test('are asked of every image that the build reads, and of no stage', () => {
    const text =
      'FROM a:1 AS one\nFROM one\nCOPY --from=one /a /b\nCOPY --from=quay.io/x:1 /a /b\nRUN --mount=type=cache,from=ghcr.io/y:1,target=/c true\nFROM scratch\nCOPY --from=0 /a /b\n';
    expect(trusted(text, ['docker.io'])).toEqual([4, 5]);
    expect(trusted(text, ['quay.io', 'ghcr.io'])).toEqual([1]);
    expect(trusted(text, [])).toEqual([]);
  });

  test('a variable that hides the registry is not judged, one with a value is', () => {
    expect(trusted('FROM $REGISTRY/a:1\n', ['ghcr.io'])).toEqual([]);
    expect(trusted('ARG REGISTRY=quay.io\nFROM $REGISTRY/a:1\n', ['ghcr.io'])).toEqual([2]);
  });

  test.each([
    ['ghcr.io/a/b:1', 'ghcr.io', true],
    ['GHCR.IO/a/b:1', 'ghcr.io', true],
    ['ghcr.io.evil.com/a:1', 'ghcr.io', false],
    ['a.b.example.com/x', '*.example.com', true],
    ['example.com/x', '*.example.com', false],
    ['registry.internal:5000/x', 'registry.*', true],
    ['eu.registry.example.com/x', '*.registry.*.com', true],
    ['ubuntu', 'hub.docker.com', true],
    ['ghcr.io/astral-sh/uv:1', 'ghcr.io/astral-sh', true],
    ['ghcr.io/astral-shady/uv:1', 'ghcr.io/astral-sh', false],
    ['quay.io/x', '*', true],
  ])('%s from %s: %s', (image, pattern, expected) => {
    expect(comesFrom(image, [pattern])).toBe(expected);
  });
});

describe('ends of life', () => {
  const today = '2026-11-24';
  const releases = (image: string) => endedReleases(image, today).map(({ release }) => release);

  test.each([
    ['python:3.8.10-slim', ['python 3.8.10']],
    ['python:2', ['python 2']],
    ['python:3', []],
    ['python:3.13-slim-bullseye', ['debian 11']],
    ['node:lts-gallium', ['node 16']],
    ['node:0.12', ['node 0.12']],
    ['node:99', []],
    ['debian:buster-slim', ['debian 10']],
    ['debian:12', []],
    ['ubuntu:18.04', ['ubuntu 18.04']],
    ['ubuntu:focal-20240101', ['ubuntu 20.04']],
    ['alpine:3.14.2', ['alpine 3.14']],
    ['golang:1.20-alpine3.16', ['golang 1.20', 'alpine 3.16']],
    ['openjdk:8-jdk', ['openjdk 8']],
    ['openjdk:27-ea-slim', []],
    ['mariadb:11.7', ['mariadb 11.7']],
    ['eclipse-temurin:17-jre-focal', ['ubuntu 20.04']],
    ['postgres:9.6', ['postgres 9.6']],
    ['postgres:13.4-alpine', ['postgres 13.4']],
    ['postgres:17', []],
    ['centos', ['centos 8']],
    ['centos:7.9.2009', ['centos 7.9.2009']],
    ['nvidia/cuda:11.8.0-base-ubuntu20.04', ['ubuntu 20.04']],
    ['gcr.io/distroless/static-debian11:nonroot', ['debian 11']],
    ['public.ecr.aws/docker/library/ruby:2.7', ['ruby 2.7']],
    ['mcr.microsoft.com/dotnet/aspnet:6.0', ['aspnet 6.0']],
    ['someone/python:2.7', []],
    ['python@sha256:00', []],
  ])('%s', (image, expected) => {
    expect(releases(image).map((release) => release.replace('3.14.2', '3.14'))).toEqual(expected);
  });

  test('are told the day before and not judged before they come', () => {
    expect(endedReleases('python:3.12', '2028-10-31')).toEqual([]);
    expect(endedReleases('python:3.12', '2028-11-01')).toMatchObject([{ ended: '2028-10-31', kept: 'python 3.14' }]);
    // newer ones may end before those with long-term support
    expect(endedReleases('node:18', '2026-11-24')[0]?.kept).toBe('node 24');
    expect(endedReleases('mysql:5.7', '2026-11-24')[0]?.kept).toBe('mysql 8.4');
    expect(endedReleases('openjdk:17', today)[0]?.kept).toBe('eclipse-temurin');
  });

  test('the table has days and sources', () => {
    for (const { ends, source } of Object.values(lifecycles)) {
      expect(source).toMatch(/^https:\/\//);
      for (const day of Object.values(ends)) expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
    }
  });
});

test.each([
  ['a', true],
  ['a/b_c/d__e/f--g.h:1.2_3', true],
  ['Reg.example.com:5000/a', true],
  ['localhost/a', true],
  [`a@sha256:${'0'.repeat(64)}`, true],
  ['', false],
  ['A', false],
  ['a:', false],
  ['a/', false],
  ['a//b', false],
  ['a:b:c', false],
  ['a@sha256:xyz', false],
  ['a b', false],
  [`a:${'x'.repeat(129)}`, false],
])('an image name by the grammar: %s is %s', (name, expected) => {
  expect(isImageName(name)).toBe(expected);
});

test('an address in a message never shows what stands before the host or after it', () => {
  const [finding] = findings('add-remote-url', 'ADD https://user:hunter2@example.com/x?token=abc /x\n');
  expect(finding?.message).toMatch(/example\.com/);
  expect(finding?.message).not.toMatch(/hunter2|token/);
});
