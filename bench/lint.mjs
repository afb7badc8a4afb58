// Prints what auditing Dockerfiles and Compose files costs a file, in a batch of 1,000, by all rules.
//   node bench/lint.mjs [FILE...]     without files: the rules' own examples
import { readFile } from 'node:fs/promises';
import { bundle } from './bundle.mjs';

const { auditText, defaultAuditSettings, dockerfileRules, composeRules, parseDockerfile } = await bundle(`
  export { auditText } from './src/audit/audit-text.ts';
  export { defaultAuditSettings } from './src/audit/settings/audit-settings.ts';
  export { dockerfileRules } from './src/audit/dockerfile/rules/all-rules.ts';
  export { composeRules } from './src/audit/compose/rules/compose-rules.ts';
  export { parseDockerfile } from './src/audit/dockerfile/model/parse-dockerfile.ts';`);

const settings = { ...defaultAuditSettings, profile: 'strict' };
const texts = (example) => (typeof example === 'string' ? example : (example.dockerfile ?? example.compose));
const given = await Promise.all(process.argv.slice(2).map((file) => readFile(file, 'utf8')));
const examples = (rules) => rules.flatMap(({ bad, good }) => [texts(bad), texts(good)]);

function batch(sources) {
  return Array.from({ length: 1000 }, (_, at) => sources[at % sources.length]);
}

/** Milliseconds a file; the first batch warms the compiler up and does not count. */
function measure(kind, sources) {
  const files = batch(sources);
  const run = () => {
    const started = performance.now();
    for (const text of files) auditText(kind, text, settings);
    return (performance.now() - started) / files.length;
  };
  run();
  return Math.min(run(), run(), run());
}

function report(name, sources, kind) {
  const bytes = sources.reduce((sum, text) => sum + text.length, 0) / sources.length;
  console.log(
    `${name.padEnd(12)} ${measure(kind, sources).toFixed(3)} ms a file of ${bytes.toFixed(0)} bytes on average; limit 1 ms`,
  );
}

report('dockerfiles', given.length ? given : examples(dockerfileRules), 'dockerfile');
if (given.length === 0) report('compose', examples(composeRules), 'compose');
const parsed = batch(given.length ? given : examples(dockerfileRules));
const started = performance.now();
for (const text of parsed) parseDockerfile(text);
console.log(`of that, reading the Dockerfile ${((performance.now() - started) / parsed.length).toFixed(3)} ms`);
