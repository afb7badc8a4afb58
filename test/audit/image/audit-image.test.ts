import { expect, test } from 'vitest';
import { auditImage } from '../../../src/audit/image/audit-image.js';
import { type AuditSettings, defaultAuditSettings } from '../../../src/audit/settings/audit-settings.js';
import { archiveFile, image, quiet, saved, tar } from './make-image.js';

/** Made up here, of the form that GitHub gives, so that no scanner takes this file for a leak. */
const token = ['ghp', 'q7Rk2mVx9Lw4Tz8Ns3Yb6Hc1Jd5Pf0Ga2UeM'].join('_');

async function audit(settings: Partial<AuditSettings> = {}) {
  const made = image(
    [
      await tar({
        'etc/os-release': 'ID=debian\nVERSION_ID="13"\n',
        'app/.env': `GITHUB_TOKEN=${token}\n`,
        'app/tunnel.ovpn': 'client\n',
        'app/cache.bin': 100_000,
        'var/lib/dpkg/status': 'Package: zlib1g\nStatus: install ok installed\nVersion: 1:1.3\nArchitecture: amd64\n\n',
      }),
      await tar({ 'app/.wh.cache.bin': '' }),
    ],
    { config: { User: '1000', Env: [`GITHUB_TOKEN=${token}`] } },
  );
  const path = await archiveFile(await tar(saved(made)));
  return auditImage({ path }, { reference: null, settings: { ...defaultAuditSettings, ...settings } }, quiet);
}

test('one pass gives checks, secrets, packages and where the bytes are', async () => {
  const { answer, findings, packages } = await audit();
  expect(answer.packages).toEqual({ count: 1, byEcosystem: { deb: 1 } });
  expect(packages.packages[0]).toMatchObject({ name: 'zlib1g', version: '1:1.3' });
  expect(answer.user).toBe('1000');
  expect(answer.layers).toHaveLength(2);
  expect(answer.reclaimableBytes).toBe(100_000);
  expect(answer.layers[0]?.wastedBytes).toBe(100_000);
  expect(answer.sizeBytes).toBe(answer.layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  const found = findings.map(({ rule, path }) => (path ? `${rule} ${path}` : rule));
  expect(found).toContain('secret-in-file /app/.env');
  expect(found).toContain('secret-in-environment');
  // by its name alone, which the scan of contents says nothing of
  expect(found).toContain('image-credential-file /app/tunnel.ovpn');
  expect(found).not.toContain('image-credential-file /app/.env');
  expect(JSON.stringify(findings)).not.toContain(token);
});

test('a file that was too big to be searched for secrets is told', async () => {
  const path = await archiveFile(await tar(saved(image([await tar({ 'app/dump.sql': 8_000_001 })]))));
  const { warnings } = await auditImage({ path }, { reference: null, settings: defaultAuditSettings }, quiet);
  expect(warnings.join('\n')).toContain('1 file was not searched for secrets');
  expect((await audit({})).warnings.join('\n')).not.toContain('not searched');
});

test('settings leave rules out and change their weight', async () => {
  const { findings } = await audit({
    ignore: new Set(['secret-in-file', 'image-credential-file']),
    severities: new Map([['secret-in-environment', 'info']]),
  });
  const rules = new Map(findings.map(({ rule, severity }) => [rule, severity]));
  expect(rules.has('secret-in-file')).toBe(false);
  expect(rules.get('secret-in-environment')).toBe('info');
});

test('settings say what is asked of an image', async () => {
  const { findings } = await audit({ image: { highestWastedBytes: '50KB', platform: 'linux/arm64' } });
  const rules = findings.map(({ rule }) => rule);
  expect(rules).toContain('image-platform');
  expect(rules).toContain('image-wasted-bytes');
});
