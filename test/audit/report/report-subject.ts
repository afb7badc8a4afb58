import type { Finding } from '../../../src/audit/finding.js';
import type { HtmlSubject } from '../../../src/audit/report/html/html-subject.js';
import type { ImageReport, SizedPath } from '../../../src/audit/report/html/image-report.js';
import { summarize } from '../../../src/audit/summary.js';

/** A report on these findings; the rest is as an audit of one Dockerfile has it. */
export function subjectOf(findings: readonly Finding[], more: Partial<HtmlSubject> = {}): HtmlSubject {
  return {
    target: { kind: 'dockerfile', name: 'Dockerfile' },
    verdict: 'fail',
    findings,
    summary: summarize(findings),
    warnings: [],
    fixed: [],
    files: [],
    rules: [],
    settings: { failOn: 'error', profile: 'default' },
    version: '1.2.3',
    ...more,
  };
}

export function findingOf(more: Partial<Finding> = {}): Finding {
  return {
    rule: 'base-latest',
    aliases: ['DL3007'],
    severity: 'warning',
    title: 'Name a release',
    message: 'debian:latest is whatever was pushed last.',
    principle: 'pinned-base',
    ...more,
  };
}

/** A tree of a layer with one file. @param text the name of everything in it */
export function treeOf(text: string, bytes: number): SizedPath {
  const file: SizedPath = { name: text, sizeBytes: bytes, hiddenBytes: 0, files: 1 };
  const folder: SizedPath = { ...file, children: [file] };
  return { ...folder, name: '/', children: [folder] };
}

/** An image of two layers. @param text every text in it */
export function imageOf(text: string): ImageReport {
  const layer = (number: number) => ({
    digest: `sha256:${String(number).repeat(64)}`,
    createdBy: text,
    sizeBytes: 5000 * number,
    wastedBytes: 10,
    tree: treeOf(text, 4000 * number),
  });
  return {
    id: `sha256:${'ab'.repeat(32)}`,
    sizeBytes: 15_000,
    user: text,
    layers: [layer(1), layer(2)],
    base: { name: text, ageDays: 12 },
    efficiency: 0.95,
    wastedBytes: 20,
    reclaimableBytes: 20,
    savings: [{ bytes: 20, layer: 0, examples: [text], advice: text }],
    packages: { count: 3, byEcosystem: { deb: 2, [`${text}.`]: 1 } },
    vulnerabilities: {
      status: 'scanned',
      scanner: text,
      critical: 1,
      high: 0,
      medium: 0,
      low: 0,
      unknown: 0,
      notCompared: 1,
      reason: text,
      items: [
        {
          id: text,
          aliases: [text],
          severity: 'critical',
          score: 9.8,
          package: text,
          version: text,
          ecosystem: text,
          purl: text,
          fixedVersion: text,
          layer: text,
          path: text,
        },
      ],
    },
  };
}
