import type { Project } from '../../project/project.js';
import type { Spec } from '../../spec/schema.js';
import { plainLine } from '../text/plain.js';
import type { Block } from './block.js';

/** Packages of Alpine that hold what a Debian package holds. */
const onAlpine = new Map(
  Object.entries({
    'build-essential': 'build-base',
    gcc: 'build-base',
    'g++': 'build-base',
    make: 'build-base',
    git: 'git',
    pkgconf: 'pkgconf',
    'pkg-config': 'pkgconf',
    cmake: 'cmake',
    curl: 'curl',
    libpq5: 'libpq',
    'libpq-dev': 'libpq-dev',
    'default-libmysqlclient-dev': 'mariadb-connector-c-dev',
    libmariadb3: 'mariadb-connector-c',
    'libmariadb-dev': 'mariadb-connector-c-dev',
    'libffi-dev': 'libffi-dev',
    libffi8: 'libffi',
    'libssl-dev': 'openssl-dev',
    libxml2: 'libxml2',
    'libxml2-dev': 'libxml2-dev',
    'libxslt1.1': 'libxslt',
    'libxslt1-dev': 'libxslt-dev',
    libmagic1: 'libmagic',
    libmagic1t64: 'libmagic',
    libgomp1: 'libgomp',
    libgl1: 'mesa-gl',
    'libglib2.0-0': 'glib',
    'libglib2.0-0t64': 'glib',
    ffmpeg: 'ffmpeg',
    graphviz: 'graphviz',
    'poppler-utils': 'poppler-utils',
    'tesseract-ocr': 'tesseract-ocr',
    libcairo2: 'cairo',
    'libcairo2-dev': 'cairo-dev',
    'libpango-1.0-0': 'pango',
    'libpangocairo-1.0-0': 'pango',
    'libpangoft2-1.0-0': 'pango',
    'libgdk-pixbuf-2.0-0': 'gdk-pixbuf',
    'unixodbc-dev': 'unixodbc-dev',
    unixodbc: 'unixodbc',
    libsndfile1: 'libsndfile',
    'libjpeg-dev': 'jpeg-dev',
    'zlib1g-dev': 'zlib-dev',
    'libldap2-dev': 'openldap-dev',
    'libldap-dev': 'openldap-dev',
    'libsasl2-dev': 'cyrus-sasl-dev',
    'libxmlsec1-dev': 'xmlsec-dev',
    'libxmlsec1-openssl': 'xmlsec',
    gdal: 'gdal',
    'libgdal-dev': 'gdal-dev',
    libgeos: 'geos',
    rustc: 'rust',
    cargo: 'cargo',
  }),
);

/**
 * Debian packages of a stage from the Spec (facts of the project where the Spec names none), as Alpine names them there.
 * Building with Alpine needs a compiler: many wheels are not built for musl.
 */
export function systemPackages(
  project: Project,
  spec: Spec,
  stage: 'build' | 'runtime',
  alpine: boolean,
): { names: string[]; unknown: string[] } {
  const debian = spec.systemPackages
    ? spec.systemPackages[stage]
    : project.systemPackages.filter((entry) => entry.stage === stage).map((entry) => entry.name);
  const wanted = [
    ...debian,
    ...(stage === 'build' && project.dependencies.needsGit ? ['git'] : []),
    ...(stage === 'build' && alpine && project.dependencies.manager !== 'none' ? ['build-essential'] : []),
  ];
  const names = alpine ? wanted.map((name) => onAlpine.get(name) ?? name) : wanted;
  const unknown = alpine ? wanted.filter((name) => !onAlpine.has(name)) : [];
  return { names: [...new Set(names)].sort(), unknown };
}

/** The block that installs the packages of a stage, or none. */
export function systemPackagesBlock(
  project: Project,
  names: string[],
  stage: 'build' | 'runtime',
  alpine: boolean,
): Block[] {
  if (!names.length) return [];
  const reasons = project.systemPackages
    .filter((entry) => entry.stage === stage)
    .map((entry) => `${entry.name}: ${entry.reason}`);
  if (stage === 'build' && project.dependencies.needsGit) reasons.push('git: a dependency comes from a repository');
  if (stage === 'build' && alpine) reasons.push('build-base: what has no wheel for musl is compiled');
  const what = reasons.length ? reasons.join('; ') : 'from systemPackages of container.spec.yaml';
  return [
    {
      template: alpine ? 'apk' : 'apt',
      principle: stage === 'build' ? 'multi-stage' : 'minimal-runtime',
      reason: plainLine(stage === 'build' ? `Only to build with (${what})` : `Needed to run (${what})`, 300),
      data: { names },
    },
  ];
}
