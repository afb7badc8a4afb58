import { describe, expect, test } from 'vitest';
import { certificateError } from '../../../src/diagnose/causes/certificate-error.js';
import { clockOrTimezone } from '../../../src/diagnose/causes/clock-or-timezone.js';
import { gpuNotAvailable } from '../../../src/diagnose/causes/gpu-not-available.js';
import { imageNotFound } from '../../../src/diagnose/causes/image-not-found.js';
import { mountSourceMissing } from '../../../src/diagnose/causes/mount-source-missing.js';
import { anEnded, anEvidence, anInside, aRefused } from '../an-evidence.js';

const advice = (weighed: { remedies: { description: string }[] } | null) =>
  (weighed?.remedies ?? []).map(({ description }) => description).join('\n');

describe('certificate-error', () => {
  test.each([
    [
      'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:1032)',
      'company',
    ],
    [
      'Get "https://x": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'ca-certificates',
    ],
    ['curl: (60) SSL certificate problem: certificate has expired', 'Renew'],
    [
      "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: localhost.",
      'by a name that the certificate has',
    ],
    ['PKIX path building failed: unable to find valid certification path to requested target', 'ca-certificates'],
    ['error: invalid peer certificate: UnknownIssuer', 'ca-certificates'],
    ['System.Net.Http: The remote certificate is invalid according to the validation procedure', 'ca-certificates'],
    [
      'x509: certificate is valid for shop.example, not localhost: certificate is not valid for any names',
      'certificate',
    ],
  ])('%s', (text, remedy) => {
    const weighed = certificateError.weigh(anEnded(1, [text]));
    expect(weighed?.confidence).toBeGreaterThan(0.8);
    expect(advice(weighed)).toContain(remedy);
  });

  test('says nothing where certificates are fine', () => {
    expect(certificateError.weigh(anEnded(1, ['checked 40 certificates: none has expired']))).toBeNull();
  });
});

describe('clock-or-timezone', () => {
  test('a clock that is far off, in which direction', () => {
    const weighed = clockOrTimezone.weigh(anEvidence({ engine: { clockAheadMs: -600_000 } }));
    expect(weighed?.confidence).toBe(0.85);
    expect(weighed?.evidence[0]?.text).toBe("the engine's clock is 10 minutes behind this machine's");
    expect(clockOrTimezone.weigh(anEvidence({ engine: { clockAheadMs: 2_000 } }))).toBeNull();
  });

  test('a clock that is off, and an error that fits, are nearly certain', () => {
    const weighed = clockOrTimezone.weigh(
      anEnded(1, ['jwt.exceptions.ImmatureSignatureError: The token is not yet valid (iat)'], {
        engine: { clockAheadMs: -600_000 },
      }),
    );
    expect(weighed?.confidence).toBe(0.97);
  });

  test.each([
    "zoneinfo._common.ZoneInfoNotFoundError: 'No time zone found with key Europe/Berlin'",
    '2026/01/31 12:00:00 unknown time zone Asia/Tokyo',
  ])('data of time zones that is missing: %s', (text) => {
    const weighed = clockOrTimezone.weigh(anEnded(1, [text]));
    expect(weighed?.confidence).toBeGreaterThan(0.8);
    expect(advice(weighed)).toContain('tzdata');
  });

  test('TZ without effect is seen inside, and only where it should have one', () => {
    const evidence = (zone: string, timeZone: string) =>
      anEvidence({ settings: { environment: new Map([['TZ', zone]]) }, inside: anInside({ timeZone }) });
    expect(clockOrTimezone.weigh(evidence('Asia/Tokyo', '+0000'))?.confidence).toBe(0.7);
    expect(clockOrTimezone.weigh(evidence('Asia/Tokyo', '+0900'))).toBeNull();
    expect(clockOrTimezone.weigh(evidence('Etc/UTC', '+0000'))).toBeNull();
    expect(clockOrTimezone.weigh(evidence('UTC', '+0000'))).toBeNull();
  });
});

describe('gpu-not-available', () => {
  test('refused by an engine without the runtime: install it', () => {
    const weighed = gpuNotAvailable.weigh(
      aRefused('could not select device driver "" with capabilities: [[gpu]]', 128, {
        settings: { gpuRequested: true },
      }),
    );
    expect(weighed?.confidence).toBe(0.98);
    expect(advice(weighed)).toContain('NVIDIA Container Toolkit');
    expect(weighed?.remedies.map(({ command }) => command)).toContain('docker start web');
  });

  test.each([
    'RuntimeError: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU',
    'RuntimeError: No CUDA GPUs are available',
    'OSError: libcuda.so.1: cannot open shared object file: No such file or directory',
    'RuntimeError: CUDA error: no CUDA-capable device is detected',
    'bash: line 1: nvidia-smi: command not found',
  ])('%s: none was given to it', (text) => {
    const weighed = gpuNotAvailable.weigh(anEnded(1, [text]));
    expect(weighed?.confidence).toBeGreaterThan(0.8);
    expect(weighed?.evidence.map((line) => line.text)).toContain('no GPU was asked for (--gpus is not set)');
    expect(weighed?.remedies.some(({ command }) => command?.includes('--gpus all'))).toBe(true);
  });

  test('a build for the CPU needs another build, not a GPU', () => {
    expect(
      advice(gpuNotAvailable.weigh(anEnded(1, ['AssertionError: Torch not compiled with CUDA enabled']))),
    ).toContain('install the one for CUDA');
  });
});

describe('image-not-found', () => {
  test('words of an engine in a container that starts others', () => {
    const weighed = imageNotFound.weigh(anEnded(1, ['job failed: 404 No such image: registry.example/report:4']));
    expect(weighed?.confidence).toBeGreaterThan(0.85);
    expect(weighed?.remedies[0]?.command).toBe('docker pull registry.example/report:4');
  });

  test('in Podman’s words too', () => {
    const weighed = imageNotFound.weigh(
      anEnded(1, ['job failed: 404 no such image: registry.example/report:4: image not known']),
    );
    expect(weighed?.confidence).toBeGreaterThan(0.85);
    expect(weighed?.remedies[0]?.command).toBe('docker pull registry.example/report:4');
  });

  test('its own image gone: worth telling before the start, a note while it runs', () => {
    expect(imageNotFound.weigh(aRefused('', 0, { imageSettings: null }))?.confidence).toBe(0.6);
    expect(imageNotFound.weigh(anEvidence({ imageSettings: null }))?.confidence).toBeLessThanOrEqual(0.2);
  });

  test('the containerd store keeps the image of a container: then its name is gone alone', () => {
    expect(imageNotFound.weigh(aRefused('', 0, { imageNamed: false }))).toMatchObject({
      confidence: 0.6,
      evidence: [{ text: expect.stringContaining('no image shop:1.0.0 any more') }],
    });
    expect(imageNotFound.weigh(anEvidence({ imageNamed: false }))?.confidence).toBeLessThanOrEqual(0.2);
  });

  test('is not why an engine refused a start, nor why a program ended', () => {
    const refused = aRefused('driver failed programming external connectivity', 128, { imageSettings: null });
    expect(imageNotFound.weigh(refused)?.confidence).toBeLessThanOrEqual(0.2);
    expect(imageNotFound.weigh(anEnded(1, ['bad'], { imageNamed: false }))?.confidence).toBeLessThanOrEqual(0.2);
  });

  test('says nothing where the engine merely did not answer', () => {
    const notMeasured = [{ source: 'image', reason: 'no answer within 5 s' }];
    expect(imageNotFound.weigh(anEvidence({ imageSettings: null, notMeasured }))).toBeNull();
  });
});

describe('mount-source-missing', () => {
  const host = { disk: null, portHolders: [], missingMountSources: ['/srv/shop/data'] };

  test('a folder that is not there, with the command that makes it', () => {
    const weighed = mountSourceMissing.weigh(aRefused('', 0, { host }));
    expect(weighed?.confidence).toBe(0.85);
    expect(weighed?.remedies[1]?.command).toBe('mkdir -p /srv/shop/data && docker start web');
  });

  test('a folder where a file was wanted', () => {
    const weighed = mountSourceMissing.weigh(
      aRefused(
        'failed to create task for container: error mounting "/srv/app.conf" to rootfs at "/etc/app.conf": mount src=/srv/app.conf, dst=/etc/app.conf: not a directory: Are you trying to mount a directory onto a file (or vice-versa)?',
        127,
      ),
    );
    expect(weighed?.confidence).toBe(0.93);
    expect(weighed?.remedies.map(({ command }) => command).join('\n')).toContain('/srv/app.conf');
  });

  test('a volume that stands for a missing folder', () => {
    const weighed = mountSourceMissing.weigh(
      aRefused(
        "error while mounting volume '/v/_data': failed to mount local volume: mount /nfs/data:/v/_data, flags: 0x1000: no such file or directory",
        128,
      ),
    );
    expect(weighed?.confidence).toBe(0.97);
    expect(weighed?.remedies[0]?.command).toBe('ls -la /nfs/data');
  });

  test('says nothing of one that ended well, though its folder is gone by now', () => {
    expect(mountSourceMissing.weigh(anEnded(0, [], { host }))).toBeNull();
  });
});
