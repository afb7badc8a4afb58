import { defineFaults } from './fault.js';
import { javaProgram, nodeProgram, phpProgram, pythonProgram, rubyProgram } from './programs.js';

export const faults = defineFaults(
  {
    id: 'python-module',
    title: 'import of a package that is not installed',
    language: 'python',
    cause: 'missing-module',
    quick: true,
    start: (scene) => scene.run(...pythonProgram('import yaml\nfrom fastapi import FastAPI\n')),
  },
  {
    id: 'python-run-module',
    title: 'python -m of a package that is not installed',
    language: 'python',
    cause: 'missing-module',
    start: (scene) => scene.run({ Image: 'python:3.13-slim', Cmd: ['python3', '-m', 'gunicorn', 'app:app'] }),
  },
  {
    id: 'node-module',
    title: "require('express') that npm did not install",
    language: 'node',
    cause: 'missing-module',
    start: (scene) => scene.run(...nodeProgram("const express = require('express');")),
  },
  {
    id: 'node-esm-package',
    title: 'import of a package that npm did not install',
    language: 'node',
    cause: 'missing-module',
    start: (scene) =>
      scene.run(
        { Image: 'node:22-slim', Cmd: ['node', '/app/main.mjs'] },
        { '/app/main.mjs': "import pino from 'pino';" },
      ),
  },
  {
    id: 'ruby-gem',
    title: "require 'sinatra' without the gem",
    language: 'ruby',
    cause: 'missing-module',
    start: async (scene) => scene.run(...(await rubyProgram(scene, "require 'sinatra'\n"))),
  },
  {
    id: 'java-class',
    title: 'The main class is not on the class path',
    language: 'java',
    cause: 'missing-module',
    start: async (scene) => {
      const [options] = await javaProgram(scene, '');
      return scene.run({ ...options, Cmd: ['java', '-cp', '/app', 'com.example.Server'] });
    },
  },
  {
    id: 'java-class-for-name',
    title: 'ClassNotFoundException of a driver',
    language: 'java',
    cause: 'missing-module',
    start: async (scene) =>
      scene.run(
        ...(await javaProgram(
          scene,
          'class Main { public static void main(String[] a) throws Exception { Class.forName("org.postgresql.Driver"); } }',
        )),
      ),
  },
  {
    id: 'php-autoload',
    title: 'vendor/autoload.php was never made by composer',
    language: 'php',
    cause: 'missing-module',
    start: async (scene) => scene.run(...(await phpProgram(scene, "require __DIR__ . '/vendor/autoload.php';"))),
  },
  {
    id: 'python-shared-library',
    title: 'A Python package loads a shared library that the image lacks',
    language: 'python',
    cause: 'missing-module',
    start: (scene) => scene.run(...pythonProgram("import ctypes\nctypes.CDLL('libGL.so.1')\n")),
  },
  {
    id: 'loader-shared-library',
    title: 'A compiled program loads a shared library that the image lacks',
    language: 'c',
    cause: 'missing-module',
    start: async (scene) => {
      const image = await scene.image(
        `FROM ${await scene.toolchain('c')} AS build
COPY . /src/
RUN cd /src && gcc -shared -fPIC -o libgreet.so greet.c && gcc -o /usr/local/bin/greet main.c -L. -lgreet
FROM debian:trixie-slim
COPY --from=build /usr/local/bin/greet /usr/local/bin/greet
CMD ["greet"]
`,
        { 'greet.c': 'void greet(void) {}', 'main.c': 'void greet(void); int main(void) { greet(); return 0; }' },
      );
      return scene.run({ Image: image });
    },
  },
);
