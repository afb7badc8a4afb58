import { expand } from '../../model/variables.js';
import { defineRule } from '../../rule.js';
import { copyArguments } from './copy-arguments.js';
import { isCommit, isUrl } from './remote-sources.js';

export const addRemoteUrl = defineRule({
  id: 'add-remote-url',
  severity: 'warning',
  profile: 'default',
  aliases: {
    kics: ['Curl or Wget Instead of Add'],
    // it forbids ADD altogether; of local files that is the matter of add-instead-of-copy
    checkov: ['CKV_DOCKER_4'],
    dockerfilelint: ['add_src_invalid'],
  },
  principle: 'verified-downloads',
  title: 'Check what ADD downloads',
  why: 'ADD takes whatever the server sends, today and on every later build, and keeps the archive in a layer. With --checksum, or a repository at the hash of a commit, the content is known: that is silent here, while KICS and Checkov ask for curl or wget in any case.',
  bad: 'FROM debian:13-slim\nADD https://example.com/tool.tar.xz /opt/\n',
  good: `FROM debian:13-slim\nADD --checksum=sha256:${'4f'.repeat(32)} https://example.com/tool.tar.xz /opt/\n`,
  check({ instructions }, report) {
    for (const instruction of instructions) {
      if (instruction.keyword !== 'ADD' || instruction.onbuild || instruction.flag('checksum')?.value) continue;
      for (const source of copyArguments(instruction).sources) {
        const address = expand(source.value, instruction.variables) ?? source.value;
        if (!isUrl(address) || isCommit(address)) continue;
        report(
          source,
          `Nothing checks what ${hostOf(address)} sends; add --checksum=sha256:..., or fetch it with curl and check it in one RUN.`,
        );
      }
    }
  },
});

/** The host alone: an address can hold a password or a token. */
function hostOf(address: string): string {
  const rest = address.replace(/^https?:\/\//i, '').split(/[/?#]/, 1)[0] as string;
  return rest.slice(rest.lastIndexOf('@') + 1) || 'the server';
}
