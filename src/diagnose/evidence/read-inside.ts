import type { InsideView } from '../../engine/look-inside.js';
import { parseSockets } from '../../engine/proc-net.js';
import type { Inside, Process } from './container-evidence.js';
import { plainText } from './plain-text.js';
import { readDisks } from './read-disks.js';

const mostListeners = 200;

/** What a look inside has seen, from the kernel's own files. */
export function readInside({ means, sections }: InsideView, secrets: readonly string[]): Inside {
  const section = (name: string) => sections.find((one) => one.name === name)?.text ?? '';
  const self = Number(section('self').trim());
  const found = sections.filter(({ name }) => name === 'process').flatMap(({ text }) => readProcess(text, secrets));
  // our own shell's children are not the container's
  const processes = found.filter(({ pid, parent }) => pid !== self && parent !== self);
  const first = processes.find(({ pid }) => pid === 1);
  const counts = (name: string) => readCounts(section(name));
  const [cpu, memory] = [counts('cpu'), counts('memory')];
  const [seconds, zone] = section('clock').trim().split(' ');
  return {
    means: means === 'sh' ? 'sh and cat' : means,
    listeners: readListeners(section, processes),
    processes: processes.map(({ caught: _caught, ignored: _ignored, ...process }) => process),
    caughtSignals: first?.caught ?? [],
    ignoredSignals: first?.ignored ?? [],
    openFilesLimit: readLimit(section('limits'), 'Max open files'),
    openFiles: numberOf(section('open-files')),
    processesLimit: readLimit(section('limits'), 'Max processes'),
    disks: readDisks(section),
    throttledPeriods: cpu.get('nr_throttled') ?? null,
    periods: cpu.get('nr_periods') ?? null,
    memory: {
      peakBytes: numberOf(section('memory-peak')),
      limitHits: memory.get('max') ?? numberOf(section('memory-failures')),
      oomKills: memory.get('oom_kill') ?? null,
    },
    processLimitHits: counts('pids').get('max') ?? null,
    nameServers: section('names')
      .split('\n')
      .slice(0, 50)
      .map((line) => plainText(line.trim(), 300))
      .filter((line) => line !== '' && !/^[#;]/.test(line)),
    epochMs: seconds && /^\d+$/.test(seconds) ? Number(seconds) * 1000 : null,
    timeZone: zone && /^[+-]\d{4}$/.test(zone) ? zone : null,
  };
}

interface SeenProcess extends Process {
  caught: number[];
  ignored: number[];
}

/** The command line, then the status; a command line may hold anything, so that the last beginning of a status counts. */
function readProcess(text: string, secrets: readonly string[]): SeenProcess[] {
  const start = text.lastIndexOf('Name:\t');
  if (start < 0) return [];
  const status = text.slice(start);
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
  const pid = Number(field('Pid'));
  if (!Number.isInteger(pid) || pid <= 0) return [];
  const command = text.slice(0, start).replace(/\0+$/, '').replaceAll('\0', ' ');
  return [
    {
      pid,
      parent: Number(field('PPid')) || 0,
      state: field('State').slice(0, 1),
      // a zombie and a thread of the kernel have no command line
      command: plainText(command || `[${field('Name')}]`, 1_000, secrets),
      user: field('Uid').split(/\s+/)[1] ?? '',
      caught: signalsOf(field('SigCgt')),
      ignored: signalsOf(field('SigIgn')),
    },
  ];
}

/** A mask in hexadecimal, its lowest bit signal 1 (proc_pid_status(5)). */
function signalsOf(mask: string): number[] {
  if (!/^[0-9a-f]{1,16}$/.test(mask)) return [];
  const bits = BigInt(`0x${mask}`);
  return Array.from({ length: 64 }, (_, index) => index + 1).filter((number) => (bits >> BigInt(number - 1)) & 1n);
}

function readListeners(section: (name: string) => string, processes: readonly Process[]): Inside['listeners'] {
  const owners = readOwners(section('descriptors'));
  const command = (inode: string) => processes.find(({ pid }) => pid === owners.get(inode))?.command ?? null;
  return (['tcp', 'tcp6'] as const)
    .flatMap((protocol) => parseSockets(section(protocol), protocol).map((socket) => ({ ...socket, protocol })))
    .slice(0, mostListeners)
    .map(({ address, port, protocol, inode }) => ({ address, port, protocol, process: command(inode) }));
}

/** Sockets by inode to the first process that holds them, as `ls -l` lists the folders of descriptors. */
function readOwners(text: string): Map<string, number> {
  const owners = new Map<string, number>();
  let pid = 0;
  for (const line of text.split('\n')) {
    const folder = /^\/proc\/(\d+)\/fd:$/.exec(line)?.[1];
    if (folder) pid = Number(folder);
    const inode = /-> socket:\[(\d+)\]$/.exec(line)?.[1];
    if (inode && !owners.has(inode)) owners.set(inode, pid);
  }
  return owners;
}

/** Soft limits; null for none. */
function readLimit(text: string, name: string): number | null {
  const value = new RegExp(`^${name}\\s+(\\d+)\\s`, 'm').exec(text)?.[1];
  return value === undefined ? null : Number(value);
}

/** `name 12` a line. */
function readCounts(text: string): Map<string, number> {
  return new Map([...text.matchAll(/^(\w+) (\d+)$/gm)].map(([, name = '', count]) => [name, Number(count)]));
}

function numberOf(text: string): number | null {
  const match = /^\s*(\d+)\s*$/.exec(text);
  return match ? Number(match[1]) : null;
}
