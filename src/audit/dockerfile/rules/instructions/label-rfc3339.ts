import { defineRule } from '../../rule.js';
import { reportLabels } from './label-check.js';

export const labelRfc3339 = defineRule({
  id: 'label-rfc3339',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3053'] },
  principle: 'labels',
  title: 'Give a time where the settings ask for one',
  why: 'The settings say that this label is a time, such as `org.opencontainers.image.created`, for which the OCI image specification asks for RFC 3339: date, time and zone.',
  bad: { dockerfile: 'FROM debian:13-slim\nLABEL example="yesterday"\n', settings: { labels: { example: 'rfc3339' } } },
  good: {
    dockerfile: 'FROM debian:13-slim\nLABEL example="2026-01-31T12:00:00.5+01:00"\n',
    settings: { labels: { example: 'rfc3339' } },
  },
  check(dockerfile, report, settings) {
    reportLabels(dockerfile, settings, 'rfc3339', isTime, 'a time of RFC 3339, such as 2026-01-31T12:00:00Z', report);
  },
});

const time = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[+-](\d\d):?(\d\d))$/;

function isTime(value: string): boolean {
  const match = time.exec(value);
  if (!match) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const days = month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0;
  return day >= 1 && day <= days && hour <= 23 && minute <= 59 && second <= 60 && zoneHour <= 23 && zoneMinute <= 59;
}
