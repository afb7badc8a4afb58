import type { Vulnerability } from '../vulnerability.js';

/** What a scanner is pointed at. */
export type ScanTarget =
  | { kind: 'engine'; reference: string }
  /** A `docker save` or an OCI archive. */
  | { kind: 'archive'; path: string }
  /** The folder of an OCI layout. */
  | { kind: 'layout'; path: string };

export interface ScannerCall {
  arguments: string[];
  /** Beside the environment that is there. */
  env: Record<string, string>;
}

/** A vulnerability scanner that may be installed. */
export interface Scanner {
  name: string;
  /** The program's file name. */
  program: string;
  /** @param offline use the database that is there, and no network @returns null where it cannot do that */
  call(target: ScanTarget, offline: boolean): ScannerCall | null;
  /** Reads its report. @throws for one that is not of its form */
  parse(report: string): Vulnerability[];
  /** Whether a failure only says that the scanner is not there. */
  isAbsent?(message: string): boolean;
}
