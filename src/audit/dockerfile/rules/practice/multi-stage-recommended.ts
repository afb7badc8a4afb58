import type { Instruction } from '../../model/instruction.js';
import type { ShellCommand, ShellWord } from '../../model/shell.js';
import { parseImageName, rootImage, type Stage } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import { stageChain } from '../instructions/stage-chain.js';
import { dependencyInstalls } from './dependency-installs.js';

export const multiStageRecommended = defineRule({
  id: 'multi-stage-recommended',
  severity: 'info',
  profile: 'default',
  aliases: { azure: ['ca/recommend-multistage', 'ca-ts/multi-stage-optimization'] },
  principle: 'multi-stage',
  title: 'Leave compilers in a build stage',
  why: "A compiler, a build tool and headers are needed once, at build time; in the image that runs they are hundreds of megabytes to pull and to patch, and tools for whoever breaks in. Named are packages that compile and stay (a purge in the same RUN removes them), and programs built in the toolchain's own image. A stage whose name says development or build is meant to have them.",
  bad: 'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y build-essential libpq-dev\nRUN pip install psycopg2\nCMD ["python", "main.py"]\n',
  good: 'FROM python:3.13 AS build\nRUN python -m venv /venv && /venv/bin/pip install psycopg2\n\nFROM python:3.13-slim\nCOPY --from=build /venv /venv\nCMD ["/venv/bin/python", "main.py"]\n',
  check({ target }, report) {
    if (!target?.from || isForBuilding(target) || bringsCompilers(target)) return;
    const built = builtWithToolchain(target);
    if (built)
      report(
        built.command,
        `${built.program} leaves its toolchain and the source in the image that runs; build in a stage of its own and copy the result with COPY --from.`,
      );
    for (const stage of stageChain(target))
      for (const run of stage.instructions) {
        if (run.keyword !== 'RUN' || run.onbuild) continue;
        const left = leftTools(run);
        const [first] = left;
        if (first)
          report(
            first,
            `${names(left)} ${left.length > 1 ? 'are' : 'is'} needed to build, and stays in the image that runs; install and compile in a stage of its own and copy the result.`.replace(
              'are needed to build, and stays',
              'are needed to build, and stay',
            ),
          );
      }
  },
});

function names(words: readonly ShellWord[]): string {
  const shown = words.slice(0, 3).map(({ value }) => value);
  return words.length > 3 ? `${shown.join(', ')} and ${words.length - 3} more` : shown.join(', ');
}

function isForBuilding({ name }: Stage): boolean {
  return /(?:^|[-_])(?:dev|devel|development|test|tests|testing|ci|lint|debug|e2e|local|build|builder|base|toolchain|sdk|docs|devcontainer)(?:$|[-_])/i.test(
    name ?? '',
  );
}

/** A base for building, such as that of the large official images: what is added to it makes no difference. */
function bringsCompilers(target: Stage): boolean {
  return /^(?:buildpack-deps|gcc|clang|emsdk|devcontainers?)$|devcontainer|manylinux|musllinux/.test(
    parseImageName(rootImage(target) ?? '').repository.replace(/^library\//, ''),
  );
}

const toolchains: Record<string, RegExp> = {
  Go: /^golang$/,
  Rust: /^rust$/,
  Java: /^(?:maven|gradle)$/,
  '.NET': /^sdk$/,
};

/** A compiled program that runs from the image that compiled it. */
function builtWithToolchain(target: Stage): { command: ShellCommand; program: string } | null {
  const { name } = parseImageName(rootImage(target) ?? '');
  for (const run of stageChain(target).flatMap(({ instructions }) => instructions))
    if (run.keyword === 'RUN' && !run.onbuild)
      for (const { ecosystem, does, command, program } of dependencyInstalls(run))
        if (does === 'build' && toolchains[ecosystem.name]?.test(name)) return { command, program };
  return null;
}

const tool =
  /^(?:build-essential|build-base|gcc(?:-\d+)?|g\+\+(?:-\d+)?|gcc-c\+\+|clang(?:-\d+)?|make|cmake|ninja-build|autoconf|automake|musl-dev|libc6?-dev|python3(?:\.\d+)?-dev(?:el)?|linux-headers|cargo|rustc|golang(?:-go)?|maven|gradle|(?:default|openjdk-\d+)-jdk(?:-headless)?|nodejs-dev|lib[\w.+-]+-dev|[\w.+-]+-devel|(?:postgresql|libffi|openssl|zlib|jpeg|libxml2|libxslt|mariadb|mysql|python3|linux|krb5|openldap|unixodbc|readline|sqlite|yaml)-dev)(?:[=~<>].*)?$/;

/** Packages for building that a RUN installs and does not remove again. */
function leftTools({ script }: Instruction): ShellWord[] {
  const commands = script?.commands ?? [];
  if (commands.some(removesPackages)) return [];
  return commands.filter(installsPackages).flatMap(({ words }) => words.filter(({ value }) => tool.test(value)));
}

const managers = new Set(['apt-get', 'apt', 'apk', 'dnf', 'microdnf', 'yum', 'zypper', 'tdnf']);

function installsPackages({ name, words }: ShellCommand): boolean {
  return managers.has(name) && words.some(({ value }) => value === 'install' || value === 'add' || value === 'in');
}

function removesPackages({ name, words }: ShellCommand): boolean {
  return managers.has(name) && words.some(({ value }) => /^(?:purge|remove|autoremove|erase|del)$/.test(value));
}
