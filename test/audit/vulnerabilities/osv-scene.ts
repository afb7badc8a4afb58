import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { ImagePackages } from '../../../src/audit/packages/image-packages.js';
import { type ScanOptions, scanOptions, scanVulnerabilities } from '../../../src/audit/vulnerabilities/scan.js';
import type { Vulnerabilities, Vulnerability } from '../../../src/audit/vulnerabilities/vulnerability.js';
import { type StandInOsv, standInOsv } from './stand-in-osv.js';

/** A record of the stand-in, with what every real one has. */
export type GivenRecord = Record<string, unknown> & { id: string };

export interface OsvScene {
  osv: StandInOsv;
  folder: string;
  /** How long was waited before another try, in turn. */
  waits: number[];
  give(match: string, ...records: GivenRecord[]): void;
  scan(packages: ImagePackages, options?: Partial<ScanOptions>): Promise<Vulnerabilities>;
}

/** A stand-in for OSV, an empty cache and no scanners, anew for each test. */
export function osvScene(): OsvScene {
  const scene: OsvScene = {
    osv: undefined as unknown as StandInOsv,
    folder: '',
    waits: [],
    give(match, ...records) {
      for (const record of records)
        scene.osv.records.set(record.id, { schema_version: '1.7.0', modified: '2026-01-01T00:00:00Z', ...record });
      scene.osv.matches.set(
        match,
        records.map(({ id }) => id),
      );
    },
    scan: (packages, options = {}) =>
      scanVulnerabilities(
        null,
        packages,
        {
          ...scanOptions({ DOCKWRIGHT_OSV_URL: scene.osv.url, XDG_STATE_HOME: scene.folder }),
          findProgram: async () => null,
          wait: async (milliseconds) => {
            scene.waits.push(milliseconds);
          },
          ...options,
        },
        { signal: new AbortController().signal, report: () => {} },
      ),
  };
  beforeEach(async () => {
    scene.osv = await standInOsv();
    scene.folder = await mkdtemp(join(tmpdir(), 'dockwright-osv-'));
    scene.waits = [];
  });
  afterEach(async () => {
    await scene.osv.close();
    await rm(scene.folder, { recursive: true, force: true });
  });
  return scene;
}

/** `ID severity package@version -> fixed version` of each. */
export function told(items: readonly Vulnerability[]): string[] {
  return items.map(
    ({ id, severity, score, package: name, version, fixedVersion }) =>
      `${id} ${severity}${score === null ? '' : ` ${score}`} ${name}@${version} -> ${fixedVersion ?? 'none'}`,
  );
}

export const vectors = {
  critical: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
  high: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
  medium: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N',
};

export function cvss(score: string, type = 'CVSS_V3'): { severity: { type: string; score: string }[] } {
  return { severity: [{ type, score }] };
}

export function affects(ecosystem: string, name: string, events: Record<string, string>[], more = {}) {
  return { package: { ecosystem, name }, ranges: [{ type: 'ECOSYSTEM', events }], ...more };
}
