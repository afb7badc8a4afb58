// Prints how far the Dockerfile rules agree with another linter's own test cases, rule by rule.
//   node bench/agreement.mjs CASES.jsonl [--misses]
// A case is a line: {"rule": "DL3008", "expect": "fires" | "silent", "dockerfile": "...", "config": {...}}
import { readFile } from 'node:fs/promises';
import { bundle } from './bundle.mjs';

const [file] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (!file) {
  console.error('which cases? node bench/agreement.mjs CASES.jsonl [--misses]');
  process.exit(2);
}

const { lintDockerfile, dockerfileRules, defaultRuleSettings } = await bundle(`
  export { lintDockerfile } from './src/audit/dockerfile/lint-dockerfile.ts';
  export { dockerfileRules } from './src/audit/dockerfile/rules/all-rules.ts';
  export { defaultRuleSettings } from './src/audit/dockerfile/rule-settings.ts';`);
const cases = (await readFile(file, 'utf8'))
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));
const rows = new Map();
const misses = [];
for (const { rule, expect, dockerfile, config = {} } of cases) {
  if (rule === 'SC*') continue;
  const row = rows.get(rule) ?? { fires: [0, 0], silent: [0, 0] };
  rows.set(rule, row);
  const settings = {
    ...defaultRuleSettings,
    trustedRegistries: config.allowedRegistries ?? [],
    labels: Object.fromEntries(
      Object.entries(config.labelSchema ?? {}).map(([name, type]) => [
        name,
        type === 'GitHash' ? 'hash' : type.toLowerCase(),
      ]),
    ),
    strictLabels: config.strictLabels ?? false,
    disableIgnoreComments: config.disableIgnorePragma ?? false,
  };
  const candidates = dockerfileRules.filter(({ aliases }) => Object.values(aliases).some((ids) => ids.includes(rule)));
  const fired = lintDockerfile(dockerfile, candidates, settings).length > 0;
  row[expect][1] += 1;
  if (fired === (expect === 'fires')) row[expect][0] += 1;
  else misses.push({ rule, expect, known: candidates.length > 0, dockerfile, config });
}

const share = ([right, all]) => (all === 0 ? '     -' : `${((100 * right) / all).toFixed(0).padStart(4)} %`);
const total = { fires: [0, 0], silent: [0, 0] };
console.log('rule        recall        specificity');
for (const [rule, row] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
  for (const kind of ['fires', 'silent']) for (const at of [0, 1]) total[kind][at] += row[kind][at];
  console.log(
    `${rule.padEnd(10)} ${share(row.fires)} of ${String(row.fires[1]).padEnd(4)} ${share(row.silent)} of ${row.silent[1]}`,
  );
}
console.log(
  `all        ${share(total.fires)} of ${String(total.fires[1]).padEnd(4)} ${share(total.silent)} of ${total.silent[1]}`,
);
if (process.argv.includes('--misses')) for (const miss of misses) console.log(JSON.stringify(miss));
