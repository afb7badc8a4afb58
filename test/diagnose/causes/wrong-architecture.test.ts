import { describe, expect, test } from 'vitest';
import { wrongArchitecture } from '../../../src/diagnose/causes/wrong-architecture.js';
import { aFile, anEnded, anEvidence, aRefused, saying } from '../an-evidence.js';

const settings = { entrypoint: ['/app'] };

describe('wrong-architecture', () => {
  test('a program for another processor, by its own header', () => {
    const files = [aFile('/app', { architecture: 'arm64' })];
    const weighed = wrongArchitecture.weigh(anEnded(255, ['exec /app: exec format error'], { files, settings }));
    expect(weighed?.confidence).toBeGreaterThan(0.95);
    expect(weighed?.evidence[1]?.text).toBe('/app is compiled for arm64');
    expect(weighed?.remedies[0]?.description).toContain('GOARCH=amd64');
  });

  test('an image for another processor as a whole', () => {
    const evidence = anEnded(255, ['exec /app: exec format error'], { settings });
    const image = evidence.imageSettings && { ...evidence.imageSettings, architecture: 'arm64' };
    const weighed = wrongArchitecture.weigh({ ...evidence, imageSettings: image });
    expect(weighed?.evidence.at(-1)?.text).toBe('the image is for arm64, the engine runs amd64');
    expect(weighed?.remedies[0]?.command).toBe('docker build --platform linux/amd64 -t shop:1.0.0 .');
  });

  test('the engine’s own words', () => {
    expect(
      wrongArchitecture.weigh(aRefused('exec /app: exec format error: unknown', 126, { settings }))?.confidence,
    ).toBe(0.98);
  });

  test('a script without a first line that names its interpreter', () => {
    const files = [aFile('/app')];
    const weighed = wrongArchitecture.weigh(anEnded(255, ['exec /app: exec format error'], { files, settings }));
    expect(weighed?.evidence[1]?.text).toBe('/app is no compiled program, and does not begin with #!');
    expect(weighed?.remedies[0]?.description).toContain('#!/bin/sh');
  });

  test('an empty file', () => {
    const files = [aFile('/app', { empty: true })];
    expect(
      wrongArchitecture.weigh(anEnded(255, ['exec /app: exec format error'], { files, settings }))?.remedies[0]
        ?.description,
    ).toContain('is empty');
  });

  test('an emulated container that is well, and one that only says it', () => {
    const foreign = anEvidence();
    expect(
      wrongArchitecture.weigh({
        ...foreign,
        imageSettings: foreign.imageSettings && { ...foreign.imageSettings, architecture: 'arm64' },
      }),
    ).toBeNull();
    expect(
      wrongArchitecture.weigh(
        anEvidence({ logs: saying('bash: /opt/tool: cannot execute binary file: Exec format error') }),
      )?.confidence,
    ).toBeLessThan(0.2);
  });
});
