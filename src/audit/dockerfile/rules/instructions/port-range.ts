import { defineRule } from '../../rule.js';
import { type ExposedPort, exposedPorts } from './exposed-ports.js';

const highest = 65535;
const protocols = new Set(['tcp', 'udp', 'sctp']);

export const portRange = defineRule({
  id: 'port-range',
  severity: 'error',
  profile: 'default',
  aliases: {
    hadolint: ['DL3011'],
    trivy: ['DS-0008'],
    kics: ['UNIX Ports Out Of Range'],
    dockerfilelint: ['invalid_port'],
  },
  principle: 'plain-instructions',
  title: 'Expose ports that there are',
  why: 'Port numbers have 16 bits, so they end at 65535; a build fails on what is no number, and a number beyond is exposed and can never be published.',
  bad: 'FROM debian:13-slim\nEXPOSE 70000\n',
  good: 'FROM debian:13-slim\nARG PORT\nEXPOSE 65535/udp 40000-${PORT}\n',
  check(dockerfile, report) {
    for (const port of exposedPorts(dockerfile)) {
      const problem = problemOf(port);
      if (problem) report(port.where, `EXPOSE ${port.written}: ${problem}.`);
    }
  },
});

function problemOf({ first, last, protocol }: ExposedPort): string | null {
  for (const part of [first, last]) {
    if (part.includes('?')) continue;
    if (!/^\d+$/.test(part)) return 'it is no port; write numbers, with blanks between them';
    if (Number(part) > highest) return `${part} is beyond ${highest}, the highest port`;
  }
  if (isKnown(first) && isKnown(last) && Number(first) > Number(last)) return 'the range ends before it begins';
  if (protocol !== null && isKnown(protocol) && !protocols.has(protocol.toLowerCase()))
    return 'its protocol is none of tcp, udp and sctp';
  return null;
}

function isKnown(part: string): boolean {
  return !part.includes('?');
}
