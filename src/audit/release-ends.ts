/**
 * When the releases of what images are built on stop getting security fixes, as published in November 2026. A date in the future is
 * the announced one. Kept by hand from the pages named with each; a release that is not here is not judged.
 */
export interface Lifecycle {
  /** Where its dates are published. */
  source: string;
  /** Release to the last day of its fixes; `*`: every release. Oldest first. */
  ends: Readonly<Record<string, string>>;
  /** What took its place, where no release is left. */
  successor?: string;
  /** Names of releases that tags use as well. */
  codenames?: Readonly<Record<string, string>>;
}

const python: Lifecycle = {
  source: 'https://devguide.python.org/versions/',
  ends: {
    '2.6': '2013-10-29',
    '2.7': '2020-01-01',
    '3.3': '2017-09-29',
    '3.4': '2019-03-18',
    '3.5': '2020-09-30',
    '3.6': '2021-12-23',
    '3.7': '2023-06-27',
    '3.8': '2024-10-07',
    '3.9': '2025-10-31',
    '3.10': '2026-10-31',
    '3.11': '2027-10-31',
    '3.12': '2028-10-31',
    '3.13': '2029-10-31',
    '3.14': '2030-10-31',
  },
};

const node: Lifecycle = {
  source: 'https://github.com/nodejs/Release',
  ends: {
    '4': '2018-04-30',
    '5': '2016-06-30',
    '6': '2019-04-30',
    '7': '2017-06-30',
    '8': '2019-12-31',
    '9': '2018-06-30',
    '10': '2021-04-30',
    '11': '2019-06-01',
    '12': '2022-04-30',
    '13': '2020-06-01',
    '14': '2023-04-30',
    '15': '2021-06-01',
    '16': '2023-09-11',
    '17': '2022-06-01',
    '18': '2025-04-30',
    '19': '2023-06-01',
    '20': '2026-04-30',
    '21': '2024-06-01',
    '22': '2027-04-30',
    '23': '2025-06-01',
    '24': '2028-04-30',
    '25': '2026-06-01',
  },
  codenames: {
    argon: '4',
    boron: '6',
    carbon: '8',
    dubnium: '10',
    erbium: '12',
    fermium: '14',
    gallium: '16',
    hydrogen: '18',
    iron: '20',
    jod: '22',
    krypton: '24',
  },
};

/** The end of long-term support: after it only paid-for fixes are left. */
const debian: Lifecycle = {
  source: 'https://wiki.debian.org/LTS',
  ends: {
    '6': '2016-02-29',
    '7': '2018-05-31',
    '8': '2020-06-30',
    '9': '2022-06-30',
    '10': '2024-06-30',
    '11': '2026-08-31',
    '12': '2028-06-30',
    '13': '2030-06-30',
  },
  codenames: {
    squeeze: '6',
    wheezy: '7',
    jessie: '8',
    stretch: '9',
    buster: '10',
    bullseye: '11',
    bookworm: '12',
    trixie: '13',
  },
};

/** The end of standard support; what follows needs a subscription. */
const ubuntu: Lifecycle = {
  source: 'https://ubuntu.com/about/release-cycle',
  ends: {
    '12.04': '2017-04-28',
    '14.04': '2019-04-25',
    '16.04': '2021-04-30',
    '16.10': '2017-07-20',
    '17.04': '2018-01-13',
    '17.10': '2018-07-19',
    '18.04': '2023-05-31',
    '18.10': '2019-07-18',
    '19.04': '2020-01-23',
    '19.10': '2020-07-17',
    '20.04': '2025-05-31',
    '20.10': '2021-07-22',
    '21.04': '2022-01-20',
    '21.10': '2022-07-14',
    '22.04': '2027-06-01',
    '22.10': '2023-07-20',
    '23.04': '2024-01-25',
    '23.10': '2024-07-11',
    '24.04': '2029-05-31',
    '24.10': '2025-07-10',
    '25.04': '2026-01-17',
    '25.10': '2026-07-31',
    '26.04': '2031-04-30',
  },
  codenames: {
    precise: '12.04',
    trusty: '14.04',
    xenial: '16.04',
    bionic: '18.04',
    focal: '20.04',
    jammy: '22.04',
    kinetic: '22.10',
    lunar: '23.04',
    mantic: '23.10',
    noble: '24.04',
    oracular: '24.10',
    plucky: '25.04',
    questing: '25.10',
    resolute: '26.04',
  },
};

const alpine: Lifecycle = {
  source: 'https://alpinelinux.org/releases/',
  ends: {
    '3.3': '2017-11-01',
    '3.4': '2018-05-01',
    '3.5': '2018-11-01',
    '3.6': '2019-05-01',
    '3.7': '2019-11-01',
    '3.8': '2020-05-01',
    '3.9': '2020-11-01',
    '3.10': '2021-05-01',
    '3.11': '2021-11-01',
    '3.12': '2022-05-01',
    '3.13': '2022-11-01',
    '3.14': '2023-05-01',
    '3.15': '2023-11-01',
    '3.16': '2024-05-23',
    '3.17': '2024-11-22',
    '3.18': '2025-05-09',
    '3.19': '2025-11-01',
    '3.20': '2026-04-01',
    '3.21': '2026-11-01',
    '3.22': '2027-05-01',
    '3.23': '2027-11-01',
  },
};

/** A release is kept until there are two newer ones, which come every February and August. */
const golang: Lifecycle = {
  source: 'https://go.dev/doc/devel/release#policy',
  ends: {
    '1.8': '2018-02-16',
    '1.9': '2018-08-24',
    '1.10': '2019-02-25',
    '1.11': '2019-09-03',
    '1.12': '2020-02-25',
    '1.13': '2020-08-11',
    '1.14': '2021-02-16',
    '1.15': '2021-08-16',
    '1.16': '2022-03-15',
    '1.17': '2022-08-02',
    '1.18': '2023-02-01',
    '1.19': '2023-08-08',
    '1.20': '2024-02-06',
    '1.21': '2024-08-13',
    '1.22': '2025-02-11',
    '1.23': '2025-08-12',
    '1.24': '2026-02-10',
    '1.25': '2026-08-31',
    '1.26': '2027-02-28',
  },
};

const ruby: Lifecycle = {
  source: 'https://www.ruby-lang.org/en/downloads/branches/',
  ends: {
    '2.1': '2017-03-31',
    '2.2': '2018-03-31',
    '2.3': '2019-03-31',
    '2.4': '2020-03-31',
    '2.5': '2021-03-31',
    '2.6': '2022-04-12',
    '2.7': '2023-03-31',
    '3.0': '2024-04-23',
    '3.1': '2025-03-31',
    '3.2': '2026-03-31',
    '3.3': '2027-03-31',
    '3.4': '2028-03-31',
    '4.0': '2029-03-31',
  },
};

const php: Lifecycle = {
  source: 'https://www.php.net/supported-versions.php',
  ends: {
    '5.3': '2014-08-14',
    '5.4': '2015-09-03',
    '5.5': '2016-07-21',
    '5.6': '2018-12-31',
    '7.0': '2019-01-10',
    '7.1': '2019-12-01',
    '7.2': '2020-11-30',
    '7.3': '2021-12-06',
    '7.4': '2022-11-28',
    '8.0': '2023-11-26',
    '8.1': '2025-12-31',
    '8.2': '2026-12-31',
    '8.3': '2027-12-31',
    '8.4': '2028-12-31',
    '8.5': '2029-12-31',
  },
};

/** Docker's own image, deprecated as a whole: only its builds for early access (`-ea`) have been renewed since. */
const openjdk: Lifecycle = {
  source: 'https://hub.docker.com/_/openjdk',
  ends: { '*': '2022-07-31' },
  successor: 'eclipse-temurin',
};

const java: Lifecycle = {
  source: 'https://adoptium.net/support/',
  ends: {
    '8': '2030-12-31',
    '11': '2027-10-31',
    '16': '2021-09-30',
    '17': '2027-10-31',
    '18': '2022-09-30',
    '19': '2023-03-31',
    '20': '2023-09-19',
    '21': '2029-12-31',
    '22': '2024-09-17',
    '23': '2025-03-18',
    '24': '2025-09-16',
    '25': '2031-09-30',
  },
};

const postgres: Lifecycle = {
  source: 'https://www.postgresql.org/support/versioning/',
  ends: {
    '9.0': '2015-10-08',
    '9.1': '2016-10-27',
    '9.2': '2017-11-09',
    '9.3': '2018-11-08',
    '9.4': '2020-02-13',
    '9.5': '2021-02-11',
    '9.6': '2021-11-11',
    '10': '2022-11-10',
    '11': '2023-11-09',
    '12': '2024-11-21',
    '13': '2025-11-13',
    '14': '2026-11-12',
    '15': '2027-11-11',
    '16': '2028-11-09',
    '17': '2029-11-08',
    '18': '2030-11-14',
  },
};

const mysql: Lifecycle = {
  source: 'https://www.oracle.com/us/support/library/lifetime-support-technology-069183.pdf',
  ends: {
    '5.5': '2018-12-31',
    '5.6': '2021-02-28',
    '5.7': '2023-10-31',
    '8.0': '2026-04-30',
    '8.1': '2023-10-25',
    '8.2': '2023-12-14',
    '8.3': '2024-04-10',
    '8.4': '2032-04-30',
    '9.0': '2024-10-15',
    '9.1': '2025-01-21',
    '9.2': '2025-04-15',
    '9.3': '2025-07-22',
    '9.4': '2025-10-21',
    '9.5': '2026-01-20',
    '9.6': '2026-04-21',
  },
};

const mariadb: Lifecycle = {
  source: 'https://mariadb.org/about/#maintenance-policy',
  ends: {
    '5.5': '2020-04-11',
    '10.0': '2019-03-31',
    '10.1': '2020-10-17',
    '10.2': '2022-05-23',
    '10.3': '2023-05-25',
    '10.4': '2024-06-18',
    '10.5': '2025-06-24',
    '10.6': '2026-07-06',
    '10.7': '2023-02-14',
    '10.8': '2023-05-20',
    '10.9': '2023-08-22',
    '10.10': '2023-11-17',
    '10.11': '2028-02-16',
    '11.0': '2024-06-06',
    '11.1': '2024-08-21',
    '11.2': '2024-11-21',
    '11.3': '2024-05-29',
    '11.4': '2029-05-29',
    '11.5': '2024-11-21',
    '11.6': '2025-02-13',
    '11.7': '2025-05-12',
    '11.8': '2028-06-04',
    '12.0': '2025-11-18',
    '12.1': '2026-02-13',
    '12.2': '2026-05-13',
    '12.3': '2029-06-30',
  },
};

const mongo: Lifecycle = {
  source: 'https://www.mongodb.com/legal/support-policy/lifecycles',
  ends: {
    '3.4': '2020-01-31',
    '3.6': '2021-04-30',
    '4.0': '2022-04-30',
    '4.2': '2023-04-30',
    '4.4': '2024-02-29',
    '5.0': '2024-10-31',
    '6.0': '2025-07-31',
    '7.0': '2027-08-31',
    '8.0': '2029-10-31',
  },
};

/** The last release of Docker's image is 8; `latest` is that one. */
const centos: Lifecycle = {
  source: 'https://www.centos.org/centos-linux-eol/',
  ends: { '5': '2017-03-31', '6': '2020-11-30', '7': '2024-06-30', '8': '2021-12-31' },
  successor: 'almalinux or rockylinux',
  codenames: { centos5: '5', centos6: '6', centos7: '7', centos8: '8', latest: '8' },
};

const fedora: Lifecycle = {
  source: 'https://docs.fedoraproject.org/en-US/releases/eol/',
  ends: {
    '33': '2021-11-30',
    '34': '2022-06-07',
    '35': '2022-12-13',
    '36': '2023-05-16',
    '37': '2023-12-05',
    '38': '2024-05-21',
    '39': '2024-11-26',
    '40': '2025-05-13',
    '41': '2025-12-15',
    '42': '2026-05-13',
    '43': '2026-12-09',
  },
};

const amazonlinux: Lifecycle = {
  source: 'https://aws.amazon.com/amazon-linux-2/faqs/',
  ends: {
    '1': '2023-12-31',
    '2': '2026-06-30',
    '2016.09': '2023-12-31',
    '2017.03': '2023-12-31',
    '2017.09': '2023-12-31',
    '2018.03': '2023-12-31',
    '2023': '2029-06-30',
  },
};

const dotnet: Lifecycle = {
  source: 'https://dotnet.microsoft.com/platform/support/policy/dotnet-core',
  ends: {
    '1.0': '2019-06-27',
    '1.1': '2019-06-27',
    '2.0': '2018-10-01',
    '2.1': '2021-08-21',
    '2.2': '2019-12-23',
    '3.0': '2020-03-03',
    '3.1': '2022-12-13',
    '5': '2022-05-10',
    '6': '2024-11-12',
    '7': '2024-05-14',
    '8': '2026-11-10',
    '9': '2026-11-10',
    '10': '2028-11-14',
  },
};

/** By the name of the image: Docker's official images without `library/`, others with their registry. */
export const lifecycles: Readonly<Record<string, Lifecycle>> = {
  python,
  node,
  debian,
  ubuntu,
  alpine,
  golang,
  ruby,
  php,
  openjdk,
  'eclipse-temurin': java,
  amazoncorretto: java,
  postgres,
  mysql,
  mariadb,
  mongo,
  centos,
  fedora,
  amazonlinux,
  'mcr.microsoft.com/dotnet/sdk': dotnet,
  'mcr.microsoft.com/dotnet/aspnet': dotnet,
  'mcr.microsoft.com/dotnet/runtime': dotnet,
  'mcr.microsoft.com/dotnet/runtime-deps': dotnet,
};

/** Systems that tags of other images name: `node:20-bullseye`, `golang:1.25-alpine3.18`, `nvidia/cuda:12.1.0-base-ubuntu20.04`. */
export const systems: Readonly<Record<string, Lifecycle>> = { debian, ubuntu, alpine, centos, fedora };
