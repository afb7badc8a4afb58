import type { Header } from 'tar-stream';
import type { LayerVisitor } from '../../engine/image-layer.js';
import type { SecretFinding } from './finding.js';
import { kindOfName } from './name-rules.js';
import { isPlaceholder } from './placeholder.js';
import { scanText } from './scan-text.js';

/** What was found in one layer. */
export interface LayerScan extends LayerVisitor {
  findings: SecretFinding[];
  scannedFiles: number;
  /** Files of installed packages and of the system, whose contents are public already. */
  packageFiles: number;
  /** Too big or not text. */
  skippedFiles: number;
}

const largestFile = 1_000_000;
const mostFindings = 100;

/**
 * Looks for secrets in a layer as it streams by. Contents of installed packages are not read: they come from public indexes,
 * and their tests are full of keys that unlock nothing.
 */
export function scanLayer(): LayerScan {
  const scan: LayerScan = {
    findings: [],
    scannedFiles: 0,
    packageFiles: 0,
    skippedFiles: 0,
    wants: (header) => !isPackaged(pathOf(header)) && (header.size ?? 0) > 0 && (header.size ?? 0) <= largestFile,
    async entry(header, content) {
      if (header.type !== 'file' || scan.findings.length >= mostFindings) return;
      const path = pathOf(header);
      if (isPackaged(path)) scan.packageFiles++;
      else if (!content) scan.skippedFiles += header.size ? 1 : 0;
      else await readFile(scan, path, content);
    },
  };
  return scan;
}

async function readFile(scan: LayerScan, path: string, content: AsyncIterable<Buffer>): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const named = kindOfName(path);
  if (bytes.subarray(0, 8_000).includes(0)) {
    scan.skippedFiles++;
    if (named) scan.findings.push({ kind: named, place: path });
    return;
  }
  scan.scannedFiles++;
  const text = bytes.toString('utf8');
  const found = await scanText(path, text);
  for (const { kind, line } of found) scan.findings.push({ kind, place: `${path}:${line}` });
  if (named && found.length === 0 && holdsValues(text)) scan.findings.push({ kind: named, place: path });
}

/** An environment file of names without values, or with placeholders only, gives nothing away. */
function holdsValues(text: string): boolean {
  return text.split('\n').some((line) => {
    const trimmed = line.trim();
    if (!trimmed || trimmed.startsWith('#')) return false;
    const at = trimmed.indexOf('=');
    return at < 0 || !isPlaceholder(trimmed.slice(at + 1));
  });
}

function pathOf(header: Header): string {
  return `/${header.name.replace(/^(?:\.?\/)+/, '')}`;
}

/** Installed by a package manager. Local wheels and editable installs lie elsewhere, or show up as sources too. */
export function isPackaged(path: string): boolean {
  return (
    /\/(?:site-packages|dist-packages|node_modules)\//.test(path) ||
    /^\/(?:usr|lib|lib64|bin|sbin)\/(?!local\/(?!lib\/|bin\/|share\/|include\/)|src\/)/.test(path) ||
    /^\/var\/(?:lib\/(?:dpkg|apt|rpm)|cache|log)\//.test(path) ||
    /^\/etc\/(?:ssl|ca-certificates|alternatives|ld\.so|pam\.d|apt|dpkg)/.test(path) ||
    path.endsWith('.pyc')
  );
}
