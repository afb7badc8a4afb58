import { createHash } from 'node:crypto';

/**
 * The time that a document bears, so that one image gives one document: SOURCE_DATE_EPOCH (reproducible-builds.org) where it
 * is set, else the image's own. To the second, in UTC.
 */
export function documentTime(
  created: string | undefined,
  env: Record<string, string | undefined> = process.env,
): string {
  const epoch = /^\d{1,11}$/.test(env.SOURCE_DATE_EPOCH ?? '') ? Number(env.SOURCE_DATE_EPOCH) * 1000 : Number.NaN;
  const times = [epoch, Date.parse(created ?? ''), 0];
  const time = new Date(times.find((one) => Number.isFinite(one)) ?? 0);
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A UUID of a text, of version 8 (RFC 9562: whatever one likes; here the SHA-256). */
export function uuidOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
