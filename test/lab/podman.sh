# Podman, which serves Docker's API as well: from a root of its own, beside the Docker engine, with the same registry.

podman_socket=$home/run/podman.sock
podman_alive() { alive podman podman; }

podman_root() { # podman_root ROOT: runc, since crun refuses machines with both versions of control groups
  [[ -d $1 ]] && return
  log 'making the Podman engine (about 30 s, once)'
  rootfs trixie "$1" podman,runc,conmon,netavark,aardvark-dns,iptables,catatonit,procps
}

# what it takes from files, since the service has no such options; each start writes them anew
podman_settings() { # podman_settings DIR
  mkdir -p "$1"
  # limits no higher than ours, which a container without CAP_SYS_RESOURCE could not be given
  cat >"$1/containers.conf" <<CONF
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[containers]
log_driver = "k8s-file"
default_ulimits = ["nofile=$(ulimit -Hn):$(ulimit -Hn)", "nproc=$(ulimit -Hu):$(ulimit -Hu)"]
[network]
firewall_driver = "iptables"
CONF
  cat >"$1/registries.conf" <<CONF
unqualified-search-registries = ["docker.io"]
[[registry]]
location = "docker.io"
[[registry.mirror]]
location = "$registry"
insecure = true
[[registry]]
location = "$registry"
insecure = true
CONF
  echo '{"default": [{"type": "insecureAcceptAnything"}]}' >"$1/policy.json"
}

# elsewhere timers of systemd run health checks; here all are run once a second, whatever their interval
podman_service='
  export PODMAN_IGNORE_CGROUPSV1_WARNING=1 socket='$podman_socket' service=$$
  while sleep 1 && kill -0 $service; do
    podman "$@" ps --quiet --filter health=starting --filter health=healthy --filter health=unhealthy | xargs -r -n 1 -P 8 podman "$@" healthcheck run
  done >/dev/null 2>&1 &
  exec podman "$@" system service --time=0 "unix://$socket"'

podman_answers() { DOCKER_HOST=unix://$podman_socket docker version; }

# containers outlive Podman's service
podman_stop_containers() {
  podman_alive || return 0
  local running; running=$(DOCKER_HOST=unix://$podman_socket docker ps --quiet); [[ -z $running ]] || DOCKER_HOST=unix://$podman_socket docker kill $running >/dev/null
}

podman_up() {
  check_machine; take_turn
  registry_alive || fail 'its images come from the registry: lab up first'
  if ! podman_alive; then
    local root=$home/engine-podman; podman_root "$root"; podman_settings "$root/etc/containers"
    (inside "$root" bash -c "$podman_service" podman --root "$home/data-podman" --runroot "$home/run/podman-state" --tmpdir "$home/run/podman-tmp" \
      >"$home/podman.log" 2>&1 & echo $! >"$home/run/podman.pid")
    wait_for Podman "$home/podman.log" podman_answers
  fi
  echo "export DOCKER_HOST=unix://$podman_socket"
}
