import type { PackageReader } from '../reader.js';

const specification = /\/specifications\/(?:default\/)?[^/]+\.gemspec$/;

/**
 * Installed gems. RubyGems writes their specifications itself, so that the few assignments that are read look alike; Ruby is
 * not run.
 */
export const gemSpecification: PackageReader = {
  wants: ({ path, sizeBytes }) => specification.test(path) && sizeBytes < 1_000_000,
  read(content) {
    const text = content.toString('utf8');
    const name = assigned(text, 'name');
    const version = assigned(text, 'version');
    if (!name || !version) return {};
    const list = /^\s*s\.licenses\s*=\s*\[([^\]\n]*)\]/m.exec(text)?.[1] ?? '';
    const licenses = [...list.matchAll(/["']([^"'\n]+)["']/g)].map((match) => match[1] as string);
    const single = assigned(text, 'license');
    return { packages: [{ type: 'gem', name, version, licenses: licenses.length || !single ? licenses : [single] }] };
  },
};

/** `s.name = "rake".freeze` and `s.version = Gem::Version.new("1")`. */
function assigned(text: string, field: string): string | null {
  const pattern = new RegExp(
    `^[ \\t]*s\\.${field}[ \\t]*=[ \\t]*(?:Gem::Version\\.new[ \\t]*\\(?)?[ \\t]*["']([^"'\\n]+)["']`,
    'm',
  );
  return pattern.exec(text)?.[1] ?? null;
}
