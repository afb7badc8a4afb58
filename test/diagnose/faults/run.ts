import { connectEngine } from '../../../src/engine/connect.js';
import { type Judgement, judgeFault, judgeSound } from './judge.js';
import { loadFaults } from './load-faults.js';

const usage = `npm run lab:faults -- [--jobs N] [--json] [--verbose] [PART OF AN ID...]`;

interface Wishes {
  jobs: number;
  json: boolean;
  verbose: boolean;
  parts: string[];
}

const wishes = readWishes(process.argv.slice(2));
const engine = await connectEngine();
const { faults, sound } = await loadFaults();
const wanted = ({ id }: { id: string }) => wishes.parts.length === 0 || wishes.parts.some((part) => id.includes(part));
const started = performance.now();
const there = ({ notOnPodman }: { notOnPodman?: string }) => !(engine.podman && notOnPodman);
const leftOut = [...faults, ...sound].filter((one) => wanted(one) && !there(one));
const tasks = [
  ...faults.filter((fault) => wanted(fault) && there(fault)).map((fault) => () => judgeFault(engine, fault)),
  ...sound
    .filter((container) => wanted(container) && there(container))
    .map((container) => () => judgeSound(engine, container)),
];
const judged = await inOrder(tasks, wishes.jobs, (one) => !wishes.json && console.log(row(one)));
if (wishes.json) console.log(JSON.stringify(judged, null, 2));
else console.log(totals(judged, (performance.now() - started) / 1_000));
process.exitCode = judged.length > 0 && judged.every(({ wrong }) => wrong.length === 0) ? 0 : 1;

function readWishes(words: string[]): Wishes {
  const found: Wishes = { jobs: 1, json: false, verbose: false, parts: [] };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (word === '--jobs') found.jobs = Math.max(1, Number(words[++at]) || 1);
    else if (word === '--json') found.json = true;
    else if (word === '--verbose') found.verbose = true;
    else if (word.startsWith('-')) throw new Error(usage);
    else found.parts.push(word);
  }
  return found;
}

/** So many at once; told in their own order as soon as all before are done. */
async function inOrder<T>(tasks: (() => Promise<T>)[], jobs: number, tell: (one: T) => void): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  let toldUntil = 0;
  const worker = async () => {
    while (next < tasks.length) {
      const at = next++;
      results[at] = await (tasks[at] as () => Promise<T>)();
      while (toldUntil < tasks.length && results[toldUntil] !== undefined) tell(results[toldUntil++] as T);
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return results;
}

function row({ id, language, expected, top, confidence, seconds, wrong, diagnosis }: Judgement): string {
  const cells = [
    id.padEnd(40),
    language.padEnd(7),
    expected.padEnd(28),
    top.padEnd(28),
    (wrong.length === 0 ? 'right' : 'WRONG').padEnd(6),
    (confidence === null ? '-' : confidence.toFixed(2)).padStart(5),
    seconds.toFixed(2).padStart(6),
  ];
  const problems = wrong.map((problem) => `\n    ${problem}`).join('');
  const detail = wishes.verbose && diagnosis ? `\n${JSON.stringify(diagnosis, null, 2)}` : '';
  return `${cells.join(' ')}${problems}${detail}`;
}

function totals(all: Judgement[], elapsed: number): string {
  const of = (list: Judgement[]) => `${list.filter(({ wrong }) => wrong.length === 0).length} of ${list.length} right`;
  const healthy = all.filter(({ expected }) => expected === 'healthy');
  const faulty = all.filter(({ expected }) => expected !== 'healthy');
  const kinds = new Set(faulty.map(({ expected }) => expected)).size;
  const times = all.flatMap(({ diagnosis, seconds }) => (diagnosis ? [seconds] : [])).sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)] ?? 0;
  return [
    '',
    ...leftOut.map(({ id, notOnPodman }) => `left out: ${id}: on Podman ${notOnPodman}`),
    `faults: ${of(faulty)}, ${kinds} causes; sound containers: ${of(healthy)}${leftOut.length > 0 ? `; ${leftOut.length} left out` : ''}`,
    `seconds to diagnose: median ${median.toFixed(2)}, longest ${(times.at(-1) ?? 0).toFixed(2)}; ${Math.round(elapsed)} s with provoking`,
  ].join('\n');
}
