import { inflateSync } from 'node:zlib';
import { isElf, readElf } from '../formats/elf.js';
import { readGoBuildInfo } from '../formats/go-build-info.js';
import { asRecord, parseObject, textOf } from '../formats/json.js';
import type { StatedPackage } from '../package.js';
import type { PackageReader } from '../reader.js';

const smallest = 4096;
const scriptName = /\.(?:sh|py|pl|rb|js|mjs|cjs|json|html?|css|txt|ya?ml|la|pc|h|c)$/;
/** cargo-auditable keeps it to some kilobytes. */
const largestAuditData = 8 * 1024 * 1024;

/** Programs that say what is built into them: Go's build info, and Cargo's where cargo-auditable built them. */
export const programs: PackageReader = {
  wants: ({ path, mode, sizeBytes }) => (mode & 0o111) !== 0 && sizeBytes >= smallest && !scriptName.test(path),
  read(content) {
    if (!isElf(content)) return {};
    const elf = readElf(content);
    const auditData = elf.section('.dep-v0');
    const info = auditData ? null : readGoBuildInfo(elf);
    if (auditData) return { packages: cratesIn(auditData) };
    return info ? { packages: [...standardLibrary(info.goVersion), ...modulesIn(info.modules)] } : {};
  },
};

/** `go1.22.3`, also with experiments named behind it. */
function standardLibrary(goVersion: string): StatedPackage[] {
  const version = /^go(\d+\.\d+(?:\.\d+)?(?:rc\d+|beta\d+)?)(?=$|[\s-])/.exec(goVersion)?.[1];
  return version ? [{ type: 'golang', name: 'stdlib', version, licenses: [] }] : [];
}

/** Lines of `go version -m`: `mod` the program's own module, `dep` the others, `=>` what replaces the one before. */
function modulesIn(text: string): StatedPackage[] {
  const modules: StatedPackage[] = [];
  for (const line of text.split('\n')) {
    const [kind, name, version] = line.split('\t');
    if (kind === '=>') modules.pop();
    if ((kind !== 'mod' && kind !== 'dep' && kind !== '=>') || !name || !version) continue;
    // a replacement by a folder has no version; what is built from a checkout is (devel)
    modules.push({ type: 'golang', name, version: version === '(devel)' ? '' : version, licenses: [] });
  }
  return modules.filter((one) => one.version !== '');
}

/** https://github.com/rust-secure-code/cargo-auditable/blob/master/PARSING.md */
function cratesIn(compressed: Buffer): StatedPackage[] {
  const { packages } = parseObject(inflateSync(compressed, { maxOutputLength: largestAuditData }));
  return (Array.isArray(packages) ? packages : []).flatMap((item): StatedPackage[] => {
    const { name, version, kind, root } = asRecord(item);
    const [known, at] = [textOf(name), textOf(version)];
    if (!known || !at || kind === 'build' || root === true) return [];
    return [{ type: 'cargo', name: known, version: at, licenses: [] }];
  });
}
