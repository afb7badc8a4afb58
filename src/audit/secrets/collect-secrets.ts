import { textKind } from '../../secrets/text-kind.js';
import type { LayerCollector, LayerEntry } from '../image/layer-collector.js';
import { credentialsIn, kindOfName } from './credential-files.js';
import type { SecretFinding } from './finding.js';
import { isMedia, isPackaged } from './packaged.js';
import { type FirstLook, lookAgain, lookAt } from './scan-text.js';

/** Looks for secrets in the files of one layer. */
export interface SecretCollector extends LayerCollector {
  /** Those of our own rules as the files go by, those of secretlint's after `settle`. */
  findings: SecretFinding[];
  scannedFiles: number;
  /** Files of installed packages and of the system, whose contents are public already. */
  packageFiles: number;
  /** Too big or not text. */
  skippedFiles: number;
  /** Files that may be text and were not searched: too big, or too many. */
  unsearchedFiles: number;
  /** Waits for what is judged later. */
  settle(): Promise<void>;
}

const mostFindings = 100;
/** Files that secretlint is asked about, in one layer; each of them costs it about a millisecond. */
const mostDoubts = 2_000;

/** @param largestFile in bytes; larger ones are counted and not read */
export function collectSecrets(largestFile = 8_000_000): SecretCollector {
  const doubts: { path: string; look: FirstLook }[] = [];
  const collector: SecretCollector = {
    findings: [],
    scannedFiles: 0,
    packageFiles: 0,
    skippedFiles: 0,
    unsearchedFiles: 0,
    wants: ({ path, type, sizeBytes }) =>
      type === 'file' &&
      sizeBytes > 0 &&
      sizeBytes <= largestFile &&
      !isPackaged(path) &&
      (!isMedia(path) || kindOfName(path) !== null),
    entry(entry, content) {
      if (entry.type !== 'file') return;
      if (collector.findings.length >= mostFindings) collector.unsearchedFiles++;
      else if (isPackaged(entry.path)) collector.packageFiles++;
      else if (content && content.length > 0) scanFile(entry.path, content);
      else if (entry.sizeBytes > 0) skip(entry);
    },
    async settle() {
      for (const { path, look } of doubts.splice(0))
        for (const { kind, line } of await lookAgain(path, look)) add(kind, path, line);
    },
  };
  const add = (kind: string, path: string, line?: number) => {
    const place = line === undefined ? path : `${path}:${line}`;
    collector.findings.push({ kind, place, source: 'file', path, ...(line === undefined ? {} : { line }) });
  };
  const skip = ({ path, sizeBytes }: LayerEntry) => {
    collector.skippedFiles++;
    if (sizeBytes > largestFile && !isMedia(path)) collector.unsearchedFiles++;
    if (kindOfName(path) === 'key store') add('key store', path);
  };
  const scanFile = (path: string, content: Buffer) => {
    const text = asText(content);
    if (!text) {
      collector.skippedFiles++;
      const kind = credentialsIn(path, null);
      if (kind) add(kind, path);
      return;
    }
    collector.scannedFiles++;
    const look = lookAt(text, textKind(path));
    for (const { kind, line } of unique(look.findings)) add(kind, path, line);
    if (look.findings.length === 0) {
      const kind = credentialsIn(path, text.toString('latin1'));
      if (kind) return add(kind, path);
    }
    if (!look.excerpt) return;
    if (doubts.length < mostDoubts) doubts.push({ path, look });
    else collector.unsearchedFiles++;
  };
  return collector;
}

/** One finding a line and kind. */
function unique<Found extends { kind: string; line: number }>(findings: readonly Found[]): Found[] {
  return [...new Map(findings.map((finding) => [`${finding.line} ${finding.kind}`, finding])).values()];
}

/** The bytes if they are text, UTF-16 of Windows included; null for what is none. */
function asText(bytes: Buffer): Buffer | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return Buffer.from(bytes.toString('utf16le'));
  return bytes.subarray(0, 8_000).includes(0) ? null : bytes;
}
