# Control groups for the engine, in its own mount namespace, on machines that boot without them or keep them read-only.

mount_cgroups() { # mount_cgroups DIR: the engine's /sys/fs/cgroup
  local dir=$1 controller
  if [[ -e $dir/cgroup.controllers ]]; then delegate_cgroup2 "$dir"; return; fi
  [[ -d $dir/memory ]] && return
  # version 2 where the kernel has not given its controllers to version 1
  if mount -t cgroup2 cgroup2 "$dir" 2>/dev/null; then
    if grep -qw memory "$dir/cgroup.controllers"; then delegate_cgroup2 "$dir"; return; fi
    umount "$dir"
  fi
  mount -t tmpfs -o mode=755 cgroup "$dir"
  for controller in cpu cpuacct cpuset memory devices freezer blkio pids; do
    mkdir -p "$dir/$controller"
    mount -t cgroup -o "$controller" cgroup "$dir/$controller" 2>/dev/null || rmdir "$dir/$controller"
  done
}

# inside a container the group of version 2 is not a root: its processes must leave it before it can give controllers away
delegate_cgroup2() {
  local dir=$1 wanted; wanted=$(sed 's/\(^\| \)/ +/g' "$dir/cgroup.controllers")
  [[ -w $dir/cgroup.procs ]] || mount -o remount,rw "$dir" 2>/dev/null || return 0
  echo "$wanted" 2>/dev/null >"$dir/cgroup.subtree_control" && return
  mkdir -p "$dir/outside-the-lab"
  while read -r pid; do echo "$pid" >"$dir/outside-the-lab/cgroup.procs"; done <"$dir/cgroup.procs" 2>/dev/null
  echo "$wanted" 2>/dev/null >"$dir/cgroup.subtree_control" || true
}
