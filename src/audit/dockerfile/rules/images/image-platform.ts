import { parseImageName } from '../../model/stages.js';

export interface Platform {
  os: string | null;
  architecture: string | null;
}

const architectures: Readonly<Record<string, string>> = {
  amd64: 'amd64',
  'x86-64': 'amd64',
  x86_64: 'amd64',
  arm64: 'arm64',
  arm64v8: 'arm64',
  aarch64: 'arm64',
  arm: 'arm',
  arm32v5: 'arm',
  arm32v6: 'arm',
  arm32v7: 'arm',
  armhf: 'arm',
  armv7: 'arm',
  i386: '386',
  '386': '386',
  ppc64le: 'ppc64le',
  s390x: 's390x',
  riscv64: 'riscv64',
  mips64le: 'mips64le',
};

function architectureOf(word: string): string | null {
  return Object.hasOwn(architectures, word) ? (architectures[word] as string) : null;
}

/** `linux/arm64/v8`, `arm64`, `windows`: as containerd reads it, without filling in this machine's own values. */
export function parsePlatform(text: string): Platform {
  const [first = '', second] = text.toLowerCase().split('/');
  if (second !== undefined) return { os: first.replace(/\(.*$/, ''), architecture: architectureOf(second) ?? second };
  const architecture = architectureOf(first);
  return architecture ? { os: null, architecture } : { os: first, architecture: null };
}

/** What an image's name says of its platform: `arm64v8/python`, `app:1.2-amd64`, Windows images. */
export function platformOfImage(reference: string): Platform {
  const { registry, repository, tag } = parseImageName(reference);
  const windows =
    /(?:^|\/)(?:windows|windowsservercore|nanoserver)(?:\/|$)/i.test(repository) ||
    /(?:^|-)(?:windowsservercore|nanoserver)(?:-|$)/i.test(tag ?? '');
  const owner = registry === 'docker.io' ? architectureOf(repository.split('/', 1)[0] as string) : null;
  const words = (tag ?? '')
    .toLowerCase()
    .replace('x86_64', 'x86-64')
    .split(/[_.]|-(?!64)/);
  const [tagged = null] = words.slice(1).flatMap((word) => architectureOf(word) ?? []);
  return { os: windows ? 'windows' : owner ? 'linux' : null, architecture: owner ?? tagged };
}
