import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { lastLife } from './last-life.js';

export interface AnnouncedAddress {
  address: string;
  port: number;
  text: string;
}

/** Lines in which servers say where they listen: uvicorn, gunicorn, Flask, Django, Werkzeug, Vite, Puma, PHP, Kestrel, Go, nginx. */
const announcements: readonly RegExp[] = [
  /(?:[Rr]unning (?:at|on)|[Ll]istening (?:at|on)|[Ss]erving (?:at|on|HTTP on \S{1,60} port \d{1,5} \()|[Ss]tarted (?:at|on)|server at|[Ll]ocal:|Now listening on:|Server \(|Available at|URL:).{0,40}?(?:https?|tcp):\/\/\[?(?<address>[\w.:*-]{1,80}?)\]?:(?<port>\d{1,5})\b/,
  /[Ll]isten(?:ing)? (?:at|on) \[?(?<address>(?:\d{1,3}\.){3}\d{1,3}|localhost|::1?)\]?:(?<port>\d{1,5})\b/,
];
const mostLines = 500;

/** Where the program says that it listens, newest last. */
export function announcedAddresses(evidence: ContainerEvidence): AnnouncedAddress[] {
  const { state } = evidence;
  if (state.status !== 'running') return [];
  return lastLife(evidence)
    .slice(0, mostLines)
    .flatMap(({ text }) => {
      for (const pattern of announcements) {
        const { address, port } = pattern.exec(text.slice(0, 500))?.groups ?? {};
        if (address && port && Number(port) < 65_536) return [{ address, port: Number(port), text }];
      }
      return [];
    });
}
