import type { PackageReader } from '../reader.js';
import { apkDatabase } from './apk.js';
import { composerInstalled } from './composer.js';
import { debianCopyright } from './debian-copyright.js';
import { dotnetDependencies } from './dotnet.js';
import { dpkgDatabase, dpkgFiles } from './dpkg.js';
import { javaArchive } from './java.js';
import { nodeManifest } from './node.js';
import { programs } from './programs.js';
import { pythonMetadata } from './python.js';
import { releaseFile } from './release.js';
import { rpmDatabase } from './rpm.js';
import { gemSpecification } from './ruby.js';

/** Files of the distribution first; what only a mode tells, last. */
export const allReaders: readonly PackageReader[] = [
  releaseFile,
  dpkgDatabase,
  dpkgFiles,
  debianCopyright,
  apkDatabase,
  rpmDatabase,
  pythonMetadata,
  nodeManifest,
  javaArchive,
  gemSpecification,
  composerInstalled,
  dotnetDependencies,
  programs,
];
