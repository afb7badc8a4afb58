#!/bin/sh
# As the official image: options or redis-server itself, never as root, reachable from other containers.
set -e
case ${1:-} in -* | *.conf) set -- redis-server "$@" ;; esac
if [ "$1" = redis-server ]; then
  if [ "$(id -u)" = 0 ]; then
    chown redis:redis . 2>/dev/null || true
    exec setpriv --reuid=redis --regid=redis --clear-groups "$0" "$@"
  fi
  shift
  case ${1:-} in *.conf) exec redis-server "$@" ;; esac
  set -- redis-server --protected-mode no --bind '* -::*' "$@"
fi
exec "$@"
