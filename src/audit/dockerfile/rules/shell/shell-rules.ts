import type { DockerfileRule } from '../../rule.js';
import { cdWithoutEffect } from './cd-without-effect.js';
import { chmod777 } from './chmod-777.js';
import { chpasswd } from './chpasswd.js';
import { consecutiveLayers } from './consecutive-layers.js';
import { copyArchiveThenExtract } from './copy-archive-then-extract.js';
import { exportWithoutEffect } from './export-without-effect.js';
import { pipefail } from './pipefail.js';
import { pipefailEverywhere } from './pipefail-everywhere.js';
import { plainHttp } from './plain-http.js';
import { runCd } from './run-cd.js';
import { scriptFromNetwork } from './script-from-network.js';
import { shellDefaultViaRun } from './shell-default-via-run.js';
import { sudo } from './sudo.js';
import { tlsOffCurl } from './tls-off-curl.js';
import { tlsOffGit } from './tls-off-git.js';
import { tlsOffNode } from './tls-off-node.js';
import { tlsOffPython } from './tls-off-python.js';
import { tlsOffWget } from './tls-off-wget.js';
import { uselessCommands } from './useless-commands.js';
import { useraddLargeUid } from './useradd-large-uid.js';
import { wgetAndCurl } from './wget-and-curl.js';
import { wgetProgress } from './wget-progress.js';

/** What RUN does in its scripts: commands that have no place in a build, failures and checks that are turned off. */
export const shellRules: readonly DockerfileRule[] = [
  runCd,
  cdWithoutEffect,
  exportWithoutEffect,
  sudo,
  uselessCommands,
  wgetAndCurl,
  wgetProgress,
  pipefail,
  pipefailEverywhere,
  shellDefaultViaRun,
  chmod777,
  chpasswd,
  useraddLargeUid,
  plainHttp,
  scriptFromNetwork,
  tlsOffCurl,
  tlsOffGit,
  tlsOffNode,
  tlsOffPython,
  tlsOffWget,
  consecutiveLayers,
  copyArchiveThenExtract,
];
