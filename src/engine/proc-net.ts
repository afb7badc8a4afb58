/** A line of /proc/net/tcp, tcp6, udp or udp6. */
export interface Socket {
  protocol: 'tcp' | 'tcp6' | 'udp' | 'udp6';
  /** `127.0.0.1`, `0.0.0.0`, `::`. */
  address: string;
  port: number;
  inode: string;
}

/** State of a TCP socket that listens, and of a UDP socket that is bound (include/net/tcp_states.h). */
const listening = { tcp: '0A', udp: '07' };

/** Sockets that wait for others: what the kernel's tables say, on a little-endian machine. */
export function parseSockets(text: string, protocol: Socket['protocol']): Socket[] {
  const wanted = protocol.startsWith('udp') ? listening.udp : listening.tcp;
  return text.split('\n').flatMap((line): Socket[] => {
    const fields = line.trim().split(/\s+/);
    const [, local = '', remote = '', state = ''] = fields;
    const match = /^([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/.exec(local);
    if (!match || state !== wanted || !/:0000$/.test(remote)) return [];
    const [, hex = '', port = ''] = match;
    return [{ protocol, address: addressOf(hex), port: Number.parseInt(port, 16), inode: fields[9] ?? '' }];
  });
}

/** The kernel writes an address in words of four bytes, each turned around. */
function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).reverse().map((byte) => Number.parseInt(byte, 16)),
  );
  if (bytes.length === 4) return bytes.join('.');
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  if (mapped) return `::ffff:${bytes.slice(12).join('.')}`;
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[2 * index] as number) << 8) | (bytes[2 * index + 1] as number)).toString(16),
  );
  return shorten(groups);
}

/** The longest run of zeros as `::` (RFC 5952). */
function shorten(groups: readonly string[]): string {
  let best = { start: -1, length: 1 };
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (groups[end] === '0') end++;
    if (end - start > best.length) best = { start, length: end - start };
  }
  if (best.start < 0) return groups.join(':');
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`;
}
