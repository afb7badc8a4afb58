import type { DockerfileRule } from '../../rule.js';
import { apkNoCache } from './apk-no-cache.js';
import { apkPin } from './apk-pin.js';
import { apkVirtual } from './apk-virtual.js';
import { aptDistUpgrade } from './apt-dist-upgrade.js';
import { aptListsKept } from './apt-lists-kept.js';
import { aptNoRecommends } from './apt-no-recommends.js';
import { aptNoUpdate } from './apt-no-update.js';
import { aptNotAptGet } from './apt-not-apt-get.js';
import { aptPin } from './apt-pin.js';
import { aptUpgrade } from './apt-upgrade.js';
import { aptYes } from './apt-yes.js';
import { dnfClean } from './dnf-clean.js';
import { dnfPin } from './dnf-pin.js';
import { dnfYes } from './dnf-yes.js';
import { gemPin } from './gem-pin.js';
import { goInstallPin } from './go-install-pin.js';
import { npmCi } from './npm-ci.js';
import { npmPin } from './npm-pin.js';
import { pipNoCache } from './pip-no-cache.js';
import { pipPin } from './pip-pin.js';
import { pkgUpdateAlone } from './pkg-update-alone.js';
import { tlsOffNpm } from './tls-off-npm.js';
import { tlsOffPip } from './tls-off-pip.js';
import { tlsOffYum } from './tls-off-yum.js';
import { unsignedApk } from './unsigned-apk.js';
import { unsignedApt } from './unsigned-apt.js';
import { unsignedRpm } from './unsigned-rpm.js';
import { yarnCacheClean } from './yarn-cache-clean.js';
import { yumClean } from './yum-clean.js';
import { yumPin } from './yum-pin.js';
import { yumYes } from './yum-yes.js';
import { zypperClean } from './zypper-clean.js';
import { zypperDistUpgrade } from './zypper-dist-upgrade.js';
import { zypperPin } from './zypper-pin.js';
import { zypperYes } from './zypper-yes.js';

/** Rules about package managers. */
export const packageRules: readonly DockerfileRule[] = [
  apkNoCache,
  apkPin,
  apkVirtual,
  aptDistUpgrade,
  aptListsKept,
  aptNoRecommends,
  aptNotAptGet,
  aptPin,
  aptUpgrade,
  aptYes,
  aptNoUpdate,
  dnfClean,
  dnfPin,
  dnfYes,
  gemPin,
  goInstallPin,
  npmCi,
  npmPin,
  pipNoCache,
  pipPin,
  pkgUpdateAlone,
  tlsOffNpm,
  tlsOffPip,
  tlsOffYum,
  unsignedApk,
  unsignedApt,
  unsignedRpm,
  yarnCacheClean,
  yumClean,
  yumPin,
  yumYes,
  zypperClean,
  zypperDistUpgrade,
  zypperPin,
  zypperYes,
];
