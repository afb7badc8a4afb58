import { posix } from 'node:path';
import { defineImageRule } from '../image-rule.js';
import { endingOf, isPackaged } from './file-names.js';

const names = new Set([
  'credentials',
  'credential',
  'credentials.json',
  'credential.json',
  'credentials.xml',
  'password.txt',
  'id_rsa',
  'id_dsa',
  'id_ecdsa',
  'id_ed25519',
  '.env',
  '.netrc',
  '.git-credentials',
  '.pgpass',
  '.htpasswd',
  '.dockercfg',
]);
const tails = ['/.docker/config.json', '/.aws/config', '/.kube/config', '/.azure/accessTokens.json'];
const endings = new Set(
  '.secret .ovpn .private_key .cscfg .rdp .mdf .sdf .bek .tpm .fve .jks .psafe3 .agilekeychain .keychain .pcap .gnucache .p12 .pfx .kdbx .ppk'.split(
    ' ',
  ),
);

export const imageCredentialFile = defineImageRule({
  id: 'image-credential-file',
  severity: 'warning',
  profile: 'default',
  aliases: { dockle: ['CIS-DI-0010'], cis: ['4.10'] },
  principle: 'no-secrets',
  title: 'Keep credential files out of an image',
  why: 'Whoever can pull an image can read each of its layers, what a later one deletes included. Names decide here and contents in the secret scan; files of installed packages do not count.',
  check({ files, hidden }, report) {
    for (const { path, kind, sizeBytes, layer } of files.all())
      if (kind === 'file' && sizeBytes > 0 && isCredential(path))
        report(`${path} looks like credentials; leave it out by .dockerignore and mount it at run time.`, {
          path,
          layer,
        });
    for (const { path, layer } of hidden(isCredential))
      report(`${path} looks like credentials; a later layer hides it, and this one still holds it.`, { path, layer });
  },
});

function isCredential(path: string): boolean {
  const name = posix.basename(path);
  const telling = names.has(name) || endings.has(endingOf(name)) || tails.some((tail) => path.endsWith(tail));
  return telling && !isPackaged(path);
}
