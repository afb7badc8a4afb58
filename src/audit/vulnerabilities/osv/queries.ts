import type { Distribution, ImagePackage } from '../../packages/package.js';

/** One question to OSV, and the packages that its answer is about. */
export interface OsvQuery {
  package: { name: string; ecosystem: string };
  version: string;
  about: ImagePackage[];
}

export interface OsvQueries {
  queries: OsvQuery[];
  /** What OSV cannot be asked about, by the reason. */
  left: Map<string, number>;
}

/** Names of ecosystems are those of the OSV schema; distributions are asked by source package and release. */
export function osvQueries(packages: readonly ImagePackage[], distribution: Distribution | null): OsvQueries {
  const queries = new Map<string, OsvQuery>();
  const left = new Map<string, number>();
  for (const one of packages) {
    if (one.fromDistribution) continue;
    const questions = questionsFor(one, distribution);
    if (typeof questions === 'string') left.set(questions, (left.get(questions) ?? 0) + 1);
    else for (const question of questions) ask(queries, question, one);
  }
  return { queries: [...queries.values()], left };
}

type Question = Omit<OsvQuery, 'about'>;

function ask(queries: Map<string, OsvQuery>, question: Question, about: ImagePackage): void {
  const key = `${question.package.ecosystem}\n${question.package.name}\n${question.version}`;
  const known = queries.get(key);
  if (!known) queries.set(key, { ...question, about: [about] });
  else if (!known.about.includes(about)) known.about.push(about);
}

/** @returns a reason where there is nothing to ask */
function questionsFor(one: ImagePackage, distribution: Distribution | null): Question[] | string {
  const { type, name, version } = one;
  switch (type) {
    case 'deb':
    case 'apk':
    case 'rpm':
      return systemQuestions(one, distribution);
    case 'pypi':
      return [question('PyPI', name.toLowerCase().replace(/[-_.]+/g, '-'), version)];
    case 'npm':
      return [question('npm', name, version)];
    case 'golang':
      return [question('Go', name, version.replace(/^v/, ''))];
    case 'maven':
      return name.includes(':') ? [question('Maven', name, version)] : 'Java archives that do not state their group';
    case 'cargo':
      return [question('crates.io', name, version)];
    case 'gem':
      return [question('RubyGems', name, version)];
    case 'composer':
      return [question('Packagist', name.toLowerCase(), version.replace(/^v/, ''))];
    case 'nuget':
      return [question('NuGet', name, version)];
  }
}

function question(ecosystem: string, name: string, version: string): Question {
  return { package: { name, ecosystem }, version };
}

function systemQuestions(
  { type, name, version, source }: ImagePackage,
  distribution: Distribution | null,
): Question[] | string {
  const ecosystem = distribution && releaseOf(distribution);
  if (!distribution) return `${type} packages of an image that does not say which distribution it is`;
  if (!ecosystem)
    return `${type} packages of ${[distribution.id, distribution.version].filter(Boolean).join(' ')}, for which OSV has no data by release`;
  const own = question(ecosystem, name, version);
  const built = source ? question(ecosystem, source.name, source.version) : own;
  // rpm distributions file some advisories under the source's name and some under the package's
  if (type === 'rpm') return source && source.name !== name ? [own, question(ecosystem, source.name, version)] : [own];
  return [built];
}

/** The ecosystem of a distribution's release, as OSV writes it; null where OSV has none. */
function releaseOf({ id, version }: Distribution): string | null {
  const [major = '', minor = ''] = (version ?? '').split('.');
  switch (id) {
    case 'wolfi':
      return 'Wolfi';
    case 'chainguard':
      return 'Chainguard';
    case 'opensuse-tumbleweed':
      return 'openSUSE:Tumbleweed';
    case 'debian':
      return /^\d+$/.test(major) ? `Debian:${major}` : null;
    case 'ubuntu':
      // every second April's release is supported for long, and OSV says so in the name
      if (!/^\d+\.\d+$/.test(version ?? '')) return null;
      return `Ubuntu:${version}${minor === '04' && Number(major) % 2 === 0 ? ':LTS' : ''}`;
    case 'alpine':
      return /^\d+\.\d+(?:\.\d+)?$/.test(version ?? '') ? `Alpine:v${major}.${minor}` : null;
    case 'opensuse-leap':
      return version ? `openSUSE:Leap ${version}` : null;
    case 'almalinux':
      return /^\d+$/.test(major) ? `AlmaLinux:${major}` : null;
    case 'rocky':
      return /^\d+$/.test(major) ? `Rocky Linux:${major}` : null;
    case 'mageia':
      return /^\d+$/.test(major) ? `Mageia:${major}` : null;
    case 'azurelinux':
      return /^\d+$/.test(major) ? `Azure Linux:${major}` : null;
    default:
      return null;
  }
}
