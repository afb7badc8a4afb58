/** What can read /proc in a container, best first; a shell needs a `cat` beside it. */
export const meansOfLooking = ['sh', 'python3', 'node', 'perl', 'ruby', 'php', 'busybox'] as const;
export type MeansOfLooking = (typeof meansOfLooking)[number];

/** So that whoever lists processes or events sees whose it was. */
export const lookName = 'dockwright-probe';

/** Files that are shown as they are: the section's name, and where they lie with control groups of version 2 and 1. */
const files = [
  'limits=/proc/1/limits',
  'cpu=/sys/fs/cgroup/cpu.stat:/sys/fs/cgroup/cpu/cpu.stat',
  'memory=/sys/fs/cgroup/memory.events:/sys/fs/cgroup/memory/memory.oom_control',
  'memory-failures=/sys/fs/cgroup/memory/memory.failcnt',
  'memory-peak=/sys/fs/cgroup/memory.peak:/sys/fs/cgroup/memory/memory.max_usage_in_bytes',
  'pids=/sys/fs/cgroup/pids.events:/sys/fs/cgroup/pids/pids.events',
  'names=/etc/resolv.conf',
  'mounts=/proc/mounts',
];

/**
 * The one command of a look inside. It only reads; each section of its output begins with a line of the mark and a name, so that
 * nothing a process of the container calls itself can pass for another section.
 * @param program the full path of the means
 */
export function lookCommand(means: MeansOfLooking, program: string, mark: string): string[] {
  const given = [lookName, mark, ...files];
  switch (means) {
    case 'sh':
      return [program, '-c', shell, ...given];
    case 'busybox':
      return [program, 'sh', '-c', `${applets(program)}\n${shell}`, ...given];
    case 'python3':
      // -I and -S: no code of the application's; -B: no file is written
      return [program, '-I', '-S', '-B', '-c', python, ...given];
    case 'node':
      return [program, '-e', node, ...given];
    case 'perl':
      return [program, '-e', perl, ...given];
    case 'ruby':
      return [program, '--disable=gems,rubyopt', '-e', ruby, ...given];
    case 'php':
      return [program, '-n', '-r', php, '--', ...given];
  }
}

/** Variables that would load the application's own code, or write, when an interpreter starts. */
export const quietEnvironment = ['NODE_OPTIONS=', 'NODE_V8_COVERAGE=', 'PERL5OPT=', 'RUBYOPT=', 'BASH_ENV=', 'ENV='];

/** Network file systems whose server is gone would hold us. */
const skipped = 'nfs*|cifs*|smb*|ceph*|fuse.sshfs*|proc*|sysfs*|cgroup*|devpts*|mqueue*';

const shell = String.raw`
exec 2>/dev/null
n=$1; shift
PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/busybox
h() { echo; echo "$n $1"; }
h self; echo $$
h clock; date '+%s %z'
for a; do h "\${a%%=*}"; IFS=:; cat \${a#*=}; unset IFS; done
set --
while read -r d t f o x; do
  case $f in ${skipped}) continue;; esac
  case $t in /proc/*|/sys/*|*\\*) continue;; esac
  set -- "$@" "$t"; [ $# -ge 40 ] && break
done </proc/mounts
h disks; df -Pk "$@"
h inodes; df -Pi "$@"
set -- /proc/1/fd/*
h open-files; [ -L "$1" ] && echo $#
c=0
for p in /proc/[0-9]*; do
  [ $p = /proc/$$ ] && continue
  c=$((c+1)); [ $c -gt 300 ] && break
  h process; cat $p/cmdline $p/status
done
h tcp; cat /proc/net/tcp
h tcp6; cat /proc/net/tcp6
h descriptors; ls -l /proc/[0-9]*/fd
exit 0
`.replaceAll('\\${', '${');

/** BusyBox alone, without links to its applets. */
function applets(program: string): string {
  return ['cat', 'date', 'df', 'ls'].map((applet) => `${applet}() { '${program}' ${applet} "$@"; }`).join('\n');
}

const python = String.raw`
import os, sys, time
n, plan, o = sys.argv[2], sys.argv[3:], sys.stdout.buffer
def h(name): o.write(('\n%s %s\n' % (n, name)).encode())
def say(text): o.write(text.encode('utf-8', 'surrogateescape'))
def cat(path):
    try:
        with open(path, 'rb', 0) as f:
            while True:
                b = f.read(65536)
                if not b: break
                o.write(b)
    except OSError: pass
h('self'); say(str(os.getpid()))
h('clock'); say(str(int(time.time())) + time.strftime(' %z'))
for a in plan:
    name, _, paths = a.partition('=')
    h(name)
    for p in paths.split(':'): cat(p)
h('space')
try:
    with open('/proc/mounts', errors='surrogateescape') as f: mounts = f.read().split('\n')[:200]
except OSError: mounts = []
skip = ('nfs', 'cifs', 'smb', 'ceph', 'fuse.sshfs', 'proc', 'sysfs', 'cgroup', 'devpts', 'mqueue')
for line in mounts:
    m = line.split(' ')
    if len(m) < 4 or m[2].startswith(skip) or m[1].startswith(('/proc/', '/sys/')) or '\\' in m[1]: continue
    try: v = os.statvfs(m[1])
    except OSError: continue
    say('%d %d %d %d %s\n' % (v.f_bavail * v.f_frsize, v.f_blocks * v.f_frsize, v.f_favail, v.f_files, m[1]))
h('open-files')
try: say(str(len(os.listdir('/proc/1/fd'))))
except OSError: pass
pids = [p for p in os.listdir('/proc') if p.isdigit() and int(p) != os.getpid()]
for p in pids[:300]:
    h('process'); cat('/proc/%s/cmdline' % p); cat('/proc/%s/status' % p)
h('tcp'); cat('/proc/net/tcp')
h('tcp6'); cat('/proc/net/tcp6')
h('descriptors')
for p in pids[:300]:
    say('/proc/%s/fd:\n' % p)
    try: fds = os.listdir('/proc/%s/fd' % p)
    except OSError: continue
    for fd in fds[:5000]:
        try: t = os.readlink('/proc/%s/fd/%s' % (p, fd))
        except OSError: continue
        if t.startswith('socket:'): say('-> %s\n' % t)
`;

const node = String.raw`
const fs = require('fs'), [, n, ...plan] = process.argv.slice(1), out = [];
const say = (t) => out.push(Buffer.isBuffer(t) ? t : Buffer.from(t));
const h = (name) => say('\n' + n + ' ' + name + '\n');
const cat = (p) => { try { say(fs.readFileSync(p)); } catch {} };
const list = (p) => { try { return fs.readdirSync(p); } catch { return []; } };
h('self'); say(String(process.pid));
const z = -new Date().getTimezoneOffset(), two = (v) => String(v).padStart(2, '0');
h('clock'); say(Math.floor(Date.now() / 1000) + ' ' + (z < 0 ? '-' : '+') + two(Math.floor(Math.abs(z) / 60)) + two(Math.abs(z) % 60));
for (const a of plan) { const i = a.indexOf('='); h(a.slice(0, i)); a.slice(i + 1).split(':').forEach(cat); }
h('space');
let mounts = []; try { mounts = fs.readFileSync('/proc/mounts', 'utf8').split('\n').slice(0, 200); } catch {}
for (const line of mounts) {
  const [, t, f] = line.split(' ');
  if (!f || /^(nfs|cifs|smb|ceph|fuse\.sshfs|proc|sysfs|cgroup|devpts|mqueue)/.test(f) || /^\/(proc|sys)\/|\\/.test(t)) continue;
  try { const v = fs.statfsSync(t); say([v.bavail * v.bsize, v.blocks * v.bsize, v.ffree, v.files, t].join(' ') + '\n'); } catch {}
}
h('open-files'); const open = list('/proc/1/fd').length; if (open) say(String(open));
const pids = list('/proc').filter((p) => /^\d+$/.test(p) && Number(p) !== process.pid).slice(0, 300);
for (const p of pids) { h('process'); cat('/proc/' + p + '/cmdline'); cat('/proc/' + p + '/status'); }
h('tcp'); cat('/proc/net/tcp');
h('tcp6'); cat('/proc/net/tcp6');
h('descriptors');
for (const p of pids) {
  say('/proc/' + p + '/fd:\n');
  for (const fd of list('/proc/' + p + '/fd').slice(0, 5000)) {
    try { const t = fs.readlinkSync('/proc/' + p + '/fd/' + fd); if (t.startsWith('socket:')) say('-> ' + t + '\n'); } catch {}
  }
}
process.stdout.write(Buffer.concat(out));
`;

const perl = String.raw`
my (undef, $n, @plan) = @ARGV;
sub h { print "\n$n $_[0]\n" }
sub cat { open(my $f, '<', $_[0]) or return; binmode $f; local $/ = \65536; print while <$f> }
sub entries { opendir(my $d, $_[0]) or return; grep { !/^\./ } readdir $d }
binmode STDOUT;
h('self'); print $$;
h('clock'); print time;
for (@plan) { my ($name, $paths) = split /=/, $_, 2; h($name); cat($_) for split /:/, $paths }
h('open-files'); my @open = entries('/proc/1/fd'); print scalar @open if @open;
my @pids = grep { /^\d+$/ && $_ != $$ } entries('/proc');
@pids = @pids[0 .. 299] if @pids > 300;
for my $p (@pids) { h('process'); cat("/proc/$p/cmdline"); cat("/proc/$p/status") }
h('tcp'); cat('/proc/net/tcp');
h('tcp6'); cat('/proc/net/tcp6');
h('descriptors');
for my $p (@pids) {
  print "/proc/$p/fd:\n";
  for (entries("/proc/$p/fd")) { my $t = readlink("/proc/$p/fd/$_"); print "-> $t\n" if defined $t && $t =~ /^socket:/ }
}
`;

const ruby = String.raw`
_, n, *plan = ARGV
o = STDOUT.binmode
h = ->(name) { o.write("\n#{n} #{name}\n") }
cat = ->(path) { begin; o.write(File.binread(path)); rescue SystemCallError; end }
entries = ->(path) { begin; Dir.entries(path) - %w[. ..]; rescue SystemCallError; []; end }
h.('self'); o.write(Process.pid.to_s)
h.('clock'); o.write(Time.now.strftime('%s %z'))
plan.each { |a| name, paths = a.split('=', 2); h.(name); paths.split(':').each(&cat) }
h.('open-files'); open = entries.('/proc/1/fd').size; o.write(open.to_s) if open > 0
pids = entries.('/proc').select { |p| p =~ /\A\d+\z/ && p.to_i != Process.pid }.first(300)
pids.each { |p| h.('process'); cat.("/proc/#{p}/cmdline"); cat.("/proc/#{p}/status") }
h.('tcp'); cat.('/proc/net/tcp')
h.('tcp6'); cat.('/proc/net/tcp6')
h.('descriptors')
pids.each do |p|
  o.write("/proc/#{p}/fd:\n")
  entries.("/proc/#{p}/fd").each do |fd|
    begin; t = File.readlink("/proc/#{p}/fd/#{fd}"); o.write("-> #{t}\n") if t.start_with?('socket:'); rescue SystemCallError; end
  end
end
`;

const php = String.raw`
$n = $argv[2]; $plan = array_slice($argv, 3); $me = getmypid();
function h($name) { global $n; echo "\n$n $name\n"; }
function cat($p) { $f = @fopen($p, 'rb'); if ($f) { while (!feof($f)) { $b = @fread($f, 65536); if ($b === false) break; echo $b; } fclose($f); } }
function entries($p) { $l = @scandir($p); return $l ? array_values(array_diff($l, ['.', '..'])) : []; }
h('self'); echo $me;
h('clock'); echo date('U O');
foreach ($plan as $a) { [$name, $paths] = explode('=', $a, 2); h($name); foreach (explode(':', $paths) as $p) cat($p); }
h('space');
foreach (array_slice(explode("\n", (string) @file_get_contents('/proc/mounts')), 0, 200) as $line) {
  $m = explode(' ', $line);
  if (count($m) < 4 || preg_match('/^(nfs|cifs|smb|ceph|fuse\.sshfs|proc|sysfs|cgroup|devpts|mqueue)/', $m[2]) || preg_match('#^/(proc|sys)/|\\\\#', $m[1])) continue;
  $free = @disk_free_space($m[1]); $total = @disk_total_space($m[1]);
  if ($free !== false && $total !== false) printf("%.0f %.0f - - %s\n", $free, $total, $m[1]);
}
h('open-files'); $open = count(entries('/proc/1/fd')); if ($open) echo $open;
$pids = array_slice(array_filter(entries('/proc'), function ($p) use ($me) { return preg_match('/^\d+$/', $p) && (int) $p !== $me; }), 0, 300);
foreach ($pids as $p) { h('process'); cat("/proc/$p/cmdline"); cat("/proc/$p/status"); }
h('tcp'); cat('/proc/net/tcp');
h('tcp6'); cat('/proc/net/tcp6');
h('descriptors');
foreach ($pids as $p) {
  echo "/proc/$p/fd:\n";
  foreach (entries("/proc/$p/fd") as $fd) { $t = @readlink("/proc/$p/fd/$fd"); if ($t && strpos($t, 'socket:') === 0) echo "-> $t\n"; }
}
`;
