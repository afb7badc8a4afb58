import { packageManager } from './package-call.js';

export const apt = packageManager(
  ['apt-get', 'apt'],
  't target-release default-release o option c config-file a host-architecture P build-profiles',
);

const redHatOptions =
  'c config d debuglevel e errorlevel R randomwait x exclude excludepkgs setopt enablerepo disablerepo repo repoid ' +
  'repofrompath installroot releasever forcearch comment advisory cve enableplugin disableplugin downloaddir destdir';

export const yum = packageManager(['yum'], redHatOptions);
/** `microdnf` is dnf for small images and is called the same way. */
export const dnf = packageManager(['dnf', 'microdnf'], redHatOptions);

export const zypper = packageManager(
  ['zypper'],
  'r repo from t type R root p plus-repo c config D reposd-dir C cache-dir',
);

export const apk = packageManager(
  ['apk'],
  't virtual X repository p root arch keys-dir repositories-file wait cache-dir cache-max-age timeout',
);

export const npm = packageManager(
  ['npm'],
  'loglevel registry prefix C cache userconfig globalconfig workspace w omit include only before tag otp ' +
    'fetch-timeout fetch-retries install-strategy script-shell cpu os libc',
);

export const gem = packageManager(
  ['gem'],
  'v version P trust-policy s source p http-proxy i install-dir n bindir platform g file',
);
