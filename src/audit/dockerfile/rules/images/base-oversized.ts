import { parseImageName } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import { baseImages, hasUnknown } from './image-uses.js';

/** Official images that have a smaller variant, and what to take instead of the full one. */
const smaller: Readonly<Record<string, string>> = {
  python: 'the -slim variant',
  node: 'the -slim variant',
  ruby: 'the -slim variant',
  perl: 'the -slim variant',
  debian: 'the -slim variant',
  rust: 'the -slim variant, or a second stage with only the program',
  golang: 'a second stage with only the program',
  gradle: 'a second stage with a JRE and the jar',
  maven: 'a second stage with a JRE and the jar',
  'buildpack-deps': 'a second stage without compilers',
};

/** A JDK is for building; the JRE runs what was built. */
const withJdk = new Set(['eclipse-temurin', 'amazoncorretto', 'openjdk']);
const small = /(?:^|-)(?:slim|alpine[\d.]*|jre|headless|nanoserver|distroless)(?:-|$)/;

export const baseOversized = defineRule({
  id: 'base-oversized',
  severity: 'style',
  profile: 'strict',
  aliases: {},
  principle: 'minimal-runtime',
  title: 'Run on the small variant of the base image',
  why: 'The full images carry compilers, headers and version control for builds: `python:3.13` is about eight times the size of `python:3.13-slim`, and every package in it is scanned and patched. Only the image that the final stage starts from counts.',
  bad: 'FROM python:3.13\n',
  good: 'FROM python:3.13 AS build\nRUN pip wheel .\n\nFROM python:3.13-slim\n',
  check(dockerfile, report) {
    let root = dockerfile.target;
    while (root?.base) root = root.base;
    for (const { reference, written, where, stage } of baseImages(dockerfile)) {
      if (stage !== root || hasUnknown(reference)) continue;
      const { registry, repository, name, tag } = parseImageName(reference);
      if (registry !== 'docker.io' || !repository.startsWith('library/') || small.test(tag ?? '')) continue;
      const instead = withJdk.has(name) && /(?:^|-)jdk(?:-|$)/.test(tag ?? '') ? 'the -jre variant' : smaller[name];
      if (instead) report(where, `${written} is made for building, and it is what runs here; use ${instead}.`);
    }
  },
});
