import { defineRule } from '../../rule.js';
import { reportLabels } from './label-check.js';

export const labelSemver = defineRule({
  id: 'label-semver',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3056'] },
  principle: 'labels',
  title: 'Give a version where the settings ask for one',
  why: 'The settings say that this label is a semantic version (semver.org): three numbers, then a pre-release and build data if need be. What compares versions cannot read anything else.',
  bad: { dockerfile: 'FROM debian:13-slim\nLABEL example="v1.4"\n', settings: { labels: { example: 'semver' } } },
  good: {
    dockerfile: 'FROM debian:13-slim\nLABEL example="1.4.0-rc.1+build.7"\n',
    settings: { labels: { example: 'semver' } },
  },
  check(dockerfile, report, settings) {
    reportLabels(dockerfile, settings, 'semver', isSemanticVersion, 'a semantic version, such as 1.4.0', report);
  },
});

const number = /^(?:0|[1-9]\d*)$/;
const identifier = /^[\dA-Za-z-]+$/;

/** The grammar of semver.org, 2.0.0. */
function isSemanticVersion(value: string): boolean {
  const [version = '', ...builds] = value.split('+');
  const dash = version.indexOf('-');
  const core = (dash < 0 ? version : version.slice(0, dash)).split('.');
  const preRelease = dash < 0 ? [] : version.slice(dash + 1).split('.');
  return (
    core.length === 3 &&
    core.every((part) => number.test(part)) &&
    preRelease.every((part) => identifier.test(part) && (!/^\d+$/.test(part) || number.test(part))) &&
    builds.length <= 1 &&
    builds.every((build) => build.split('.').every((part) => identifier.test(part)))
  );
}
