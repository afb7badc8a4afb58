import { defineFaults } from './fault.js';

const countZombies = `
import glob
def zombies():
    count = 0
    for path in glob.glob("/proc/[0-9]*/stat"):
        try: count += open(path).read().rsplit(")", 1)[1].split()[0] == "Z"
        except OSError: pass
    return count
`;

export const faults = defineFaults(
  {
    id: 'zombies-python-never-waits',
    title: 'A service of Python starts children and never waits for them',
    language: 'python',
    cause: 'zombie-processes',
    tolerated: ['ignores-sigterm'],
    quick: true,
    async start(scene) {
      const name = await scene.start(
        { Image: 'python:3.13-slim', Cmd: ['python3', '-u', '/app/main.py'] },
        {
          '/app/main.py': `${countZombies}
import os, signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
for _ in range(12): os.spawnlp(os.P_NOWAIT, "true", "true")
while zombies() < 12: time.sleep(0.02)
print("children: 12")
time.sleep(600)
`,
        },
      );
      await scene.logged(name, 'children: 12');
      return name;
    },
  },
  {
    id: 'zombies-orphans-of-a-worker',
    title: 'Orphans of a worker end below a process 1 that is no init',
    language: 'node',
    cause: 'zombie-processes',
    tolerated: ['ignores-sigterm'],
    async start(scene) {
      const name = await scene.start(
        { Image: 'node:22-slim', Cmd: ['node', '/app/main.js'] },
        {
          '/app/main.js': `
process.on('SIGTERM', () => process.exit(0));
const { spawnSync } = require('child_process');
const { readdirSync, readFileSync } = require('fs');
for (let i = 0; i < 8; i++) spawnSync('sh', ['-c', 'sleep 0.05 & exit']);
const timer = setInterval(() => {
  const states = readdirSync('/proc').filter((name) => /^\\d+$/.test(name)).map((pid) => {
    try { return readFileSync('/proc/' + pid + '/stat', 'utf8').split(') ').pop()[0]; } catch { return ''; }
  });
  if (states.filter((state) => state === 'Z').length >= 8) { console.log('orphans: 8'); clearInterval(timer); setInterval(() => {}, 1000); }
}, 20);
`,
        },
      );
      await scene.logged(name, 'orphans: 8');
      return name;
    },
  },
);
