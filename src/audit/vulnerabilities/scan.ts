import { join } from 'node:path';
import type { Activity } from '../../activity.js';
import { currentSurroundings } from '../../engine/docker-config.js';
import { findProgram } from '../../engine/find-program.js';
import { stateFolder } from '../../state-folder.js';
import type { ImagePackages } from '../packages/image-packages.js';
import { attachPlaces } from './attach-places.js';
import { compareWithOsv } from './osv/compare-with-osv.js';
import { recordCache } from './osv/record-cache.js';
import { OsvFailure, waitFor } from './osv/request.js';
import { dockerScout } from './scanners/docker-scout.js';
import { grype } from './scanners/grype.js';
import { runScanner, ScannerFailure } from './scanners/run-scanner.js';
import type { ScanTarget } from './scanners/scanner.js';
import { trivy } from './scanners/trivy.js';
import { notScanned, scanned, type Vulnerabilities } from './vulnerability.js';

export interface ScanOptions {
  /** No network: scanners use the database that they have, and OSV is not asked. */
  offline: boolean;
  /** The one that is to be used, by its name (`trivy`, `grype`, `docker scout`, `osv.dev`); null for the first that works. */
  only: string | null;
  env: Record<string, string | undefined>;
  /** Where a program lies; null where there is none. */
  findProgram(name: string): Promise<string | null>;
  osvUrl: string;
  cacheFolder: string;
  /** For one scanner; a first run downloads its database. */
  scannerPatienceMs: number;
  /** For one answer of OSV. */
  osvPatienceMs: number;
  wait: typeof waitFor;
}

const scanners = [trivy, grype, dockerScout];
const osvName = 'osv.dev';
/** As they are written in the environment. */
const scannerNames: Record<string, string> = {
  trivy: trivy.name,
  grype: grype.name,
  'docker-scout': dockerScout.name,
  osv: osvName,
};
const publicOsv = 'https://api.osv.dev';

/**
 * Options by the environment: `DOCKWRIGHT_OFFLINE=1` forbids the network; `DOCKWRIGHT_OSV_URL` names another place that speaks
 * OSV's API, such as a mirror; `DOCKWRIGHT_SCANNER` chooses one of `trivy`, `grype`, `docker-scout` and `osv`.
 */
export function scanOptions(env: Record<string, string | undefined> = process.env): ScanOptions {
  const offline = env.DOCKWRIGHT_OFFLINE;
  return {
    offline: Boolean(offline) && offline !== '0' && offline !== 'false',
    only: env.DOCKWRIGHT_SCANNER ? (scannerNames[env.DOCKWRIGHT_SCANNER] ?? env.DOCKWRIGHT_SCANNER) : null,
    env,
    findProgram: (name) => findProgram(name, { ...currentSurroundings(), env }),
    osvUrl: (env.DOCKWRIGHT_OSV_URL || publicOsv).replace(/\/+$/, ''),
    cacheFolder: join(stateFolder(env), 'osv'),
    scannerPatienceMs: 10 * 60_000,
    osvPatienceMs: 30_000,
    wait: waitFor,
  };
}

/**
 * Known vulnerabilities of an image: by the first scanner that is installed and does its work (trivy, grype, docker scout),
 * else by OSV's data for the packages that were found. Never throws for want of a scanner or a network: that is an answer.
 * @param target what scanners are pointed at; null where only the packages are at hand
 */
export async function scanVulnerabilities(
  target: ScanTarget | null,
  packages: ImagePackages,
  options: ScanOptions,
  activity: Activity,
): Promise<Vulnerabilities> {
  const failures: string[] = [];
  // a name with a hyphen in front would be an option
  const scannable = target && !(target.kind === 'engine' && target.reference.startsWith('-')) ? target : null;
  const isWanted = (name: string) => options.only === null || options.only === name;
  for (const scanner of scannable ? scanners : []) {
    if (!isWanted(scanner.name)) continue;
    const call = scanner.call(scannable as ScanTarget, options.offline);
    const program = call && (await options.findProgram(scanner.program));
    if (!call || !program) continue;
    activity.report(`vulnerabilities: ${scanner.name}`);
    try {
      const { env, scannerPatienceMs } = options;
      const found = await runScanner(scanner, program, call, {
        env,
        signal: activity.signal,
        patienceMs: scannerPatienceMs,
      });
      return scanned(scanner.name, attachPlaces(found, packages.packages), { reason: listed(failures) });
    } catch (error) {
      if (!(error instanceof ScannerFailure)) throw error;
      if (!scanner.isAbsent?.(error.message)) failures.push(`${scanner.name} ${error.message}`);
    }
  }
  if (isWanted(osvName)) return scanWithOsv(packages, options, failures, activity);
  return notScanned(failures[0] ?? `${options.only} was asked for and is not there`);
}

async function scanWithOsv(
  { packages, distribution }: ImagePackages,
  options: ScanOptions,
  failures: readonly string[],
  activity: Activity,
): Promise<Vulnerabilities> {
  if (options.offline)
    return notScanned(listed([...failures, 'no scanner with a database, and no network is allowed']) as string);
  const access = {
    url: options.osvUrl,
    signal: activity.signal,
    patienceMs: options.osvPatienceMs,
    wait: options.wait,
  };
  try {
    const cache = recordCache(options.cacheFolder);
    const compared = await compareWithOsv(packages, distribution, access, cache, activity.report);
    const { items, asked, notCompared, reason } = compared;
    if (asked === 0)
      return {
        ...notScanned(listed([...failures, reason ?? 'no packages were found in the image']) as string),
        notCompared,
      };
    return scanned(osvName, items, { reason: listed([...failures, ...(reason ? [reason] : [])]), notCompared });
  } catch (error) {
    activity.signal.throwIfAborted();
    if (!(error instanceof OsvFailure)) throw error;
    return notScanned(listed([...failures, `${osvName} ${error.message}`]) as string);
  }
}

function listed(parts: readonly string[]): string | undefined {
  return parts.length > 0 ? parts.join('; ') : undefined;
}
