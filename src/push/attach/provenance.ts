import { createHash } from 'node:crypto';
import type { Spec } from '../../spec/schema.js';
import { renderSpec } from '../../spec/write-spec.js';
import type { Proof } from '../../verify/proof.js';
import type { Source } from '../commit.js';
import type { BuiltPlatform } from '../plan.js';

export interface ProvenanceSubject {
  /** `ghcr.io/me/app`. */
  repository: string;
  /** Of the manifest that was pushed. */
  digest: string;
  configDigest: string;
  base: { name: string | null; digest: string | null };
  spec: Spec | null;
  proof: Proof | null;
  source: Source | null;
  /** Why it was pushed against the rules; null where it was not. */
  unproven: string | null;
  /** Of an index; the configuration and the proof are those of the one that was proven. */
  platforms?: BuiltPlatform[] | undefined;
  toolVersion: string;
}

export const inTotoType = 'application/vnd.in-toto+json';

/**
 * An in-toto statement (v1) with SLSA's predicate (provenance v1) that claims what is known and nothing more: it is made by
 * whoever pushes, and signed by nobody.
 */
export function provenance(subject: ProvenanceSubject): string {
  const { repository, digest, configDigest, base, spec, proof, source, unproven, platforms, toolVersion } = subject;
  const specDigest = spec ? createHash('sha256').update(renderSpec(spec)).digest('hex') : null;
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: repository, digest: sha256(digest) }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'https://dockwright.dev/build/v1',
        externalParameters: spec ? { spec: { digest: { sha256: specDigest } } } : {},
        internalParameters: {
          image: configDigest,
          proof: proof
            ? {
                verifiedAt: proof.verifiedAt,
                verdict: proof.verification.verdict,
                dockerfile: proof.verification.dockerfile,
                criteria: proof.verification.criteria.map(({ id, status, measured }) => ({ id, status, measured })),
              }
            : null,
          ...(unproven === null ? {} : { unproven }),
          ...(platforms ? { platforms } : {}),
        },
        resolvedDependencies: [
          ...(base.name
            ? [{ uri: `docker:${base.name}`, ...(base.digest ? { digest: sha256(base.digest) } : {}) }]
            : []),
          ...(source
            ? [
                {
                  ...(source.remote ? { uri: `git+${source.remote}` } : { name: 'source' }),
                  digest: { gitCommit: source.commit },
                },
              ]
            : []),
        ],
      },
      runDetails: { builder: { id: 'https://dockwright.dev', version: { dockwright: toolVersion } } },
    },
  };
  return `${JSON.stringify(statement, null, 2)}\n`;
}

function sha256(digest: string): { sha256: string } {
  return { sha256: digest.replace('sha256:', '') };
}
