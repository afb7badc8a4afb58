#!/bin/bash
# As the official image: makes the database on first start from POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB, runs
# what lies in /docker-entrypoint-initdb.d, and never runs the server as root.
set -euo pipefail

# from_file NAME: NAME, or the contents of the file that NAME_FILE names (a secret)
from_file() {
  local file=$1_FILE
  if [[ -n ${!file:-} ]]; then export "$1=$(<"${!file}")"; fi
}

as_postgres() { # the same script again, without root, on folders that belong to postgres
  mkdir -p "$PGDATA" /var/run/postgresql
  chown -R postgres:postgres "$PGDATA" /var/run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
}

initialize() {
  chmod 700 "$PGDATA" || true
  if [[ -z ${POSTGRES_PASSWORD:-} && ${POSTGRES_HOST_AUTH_METHOD:-} != trust ]]; then
    echo 'Error: Database is uninitialized and superuser password is not specified: set POSTGRES_PASSWORD' >&2; exit 1
  fi
  local user=${POSTGRES_USER:-postgres} database; database=${POSTGRES_DB:-$user}
  initdb --username="$user" --pwfile=<(printf '%s\n' "${POSTGRES_PASSWORD:-}") ${POSTGRES_INITDB_ARGS:-}
  printf '\nhost all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >>"$PGDATA/pg_hba.conf"
  # only the socket while it is being made, so that a health check over TCP does not pass too early
  PGPASSWORD=${POSTGRES_PASSWORD:-} pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
  export PGPASSWORD=${POSTGRES_PASSWORD:-} PGUSER=$user
  [[ $database == postgres ]] || psql -v ON_ERROR_STOP=1 -d postgres -v name="$database" <<<'CREATE DATABASE :"name";'
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
    *.sh) bash "$file" ;;
    *.sql) psql -v ON_ERROR_STOP=1 -d "$database" -f "$file" ;;
    *.sql.gz) gunzip -c "$file" | psql -v ON_ERROR_STOP=1 -d "$database" ;;
    esac
  done
  pg_ctl -D "$PGDATA" -m fast -w stop
  unset PGPASSWORD PGUSER
}

[[ ${1:-} != -* ]] || set -- postgres "$@"
if [[ ${1:-} == postgres ]]; then
  [[ $(id -u) != 0 ]] || as_postgres "$@"
  for name in POSTGRES_USER POSTGRES_PASSWORD POSTGRES_DB POSTGRES_INITDB_ARGS; do from_file "$name"; done
  mkdir -p "$PGDATA"
  [[ -s $PGDATA/PG_VERSION ]] || initialize
  shift; set -- postgres -c listen_addresses='*' "$@"
fi
exec "$@"
