#!/usr/bin/env bash
# A PostgreSQL for tests, on this machine only.
#   scripts/postgres.sh start [--own]   prints the address of a server without a database name:
#                                       the one on 127.0.0.1:5432 when it lets us in, else our own
#   scripts/postgres.sh stop            stops our own, when we started one
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

state=build/postgres
say() { printf '==> %s\n' "$*" >&2; }
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

binaries() { # the folder of the newest initdb on this machine, or nothing
    { ls -d /usr/lib/postgresql/*/bin 2>/dev/null || true; } | sort -V | tail -n 1
}

install() {
    local as=()
    [ "$(id -u)" = 0 ] || as=(sudo -n)
    say "Installing PostgreSQL"
    "${as[@]}" apt-get update -qq </dev/null >&2
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends postgresql postgresql-client </dev/null >/dev/null
}

lets_us_in() { # and our pg_dump is not older than the server
    local theirs ours
    theirs=$(PGCONNECT_TIMEOUT=3 psql -w -h 127.0.0.1 -p 5432 -U postgres -d postgres -Atc \
        'SHOW server_version_num' 2>/dev/null </dev/null) || return 1
    ours=$(pg_dump --version | grep -oE '[0-9]+' | head -n 1)
    [ "$ours" -ge $((theirs / 10000)) ]
}

free_port() { # below 32768: above it a retrying client may connect to itself
    .venv/bin/python - <<'PYTHON'
import socket
for port in range(25432, 32768):
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)):
            print(port)
            break
PYTHON
}

start_own() {
    local port folder
    [ -n "$(binaries)" ] || install
    port=$(free_port)
    folder=$(mktemp -d)
    mkdir -p build
    printf '%s' "$folder" >"$state"
    if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
    say "Starting a PostgreSQL of our own on 127.0.0.1:$port"
    (cd "$folder" && as_server "$(binaries)/initdb" --pgdata data --username postgres --auth trust \
        --encoding UTF8 --locale C.UTF-8 --no-sync >initdb.log 2>&1) || { cat "$folder/initdb.log" >&2 && exit 1; }
    (cd "$folder" && as_server "$(binaries)/pg_ctl" --pgdata data --log data/log --wait start \
        --options "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder/data -c fsync=off" \
        </dev/null >/dev/null) || { cat "$folder/data/log" >&2 && exit 1; }
    echo "postgres://postgres@127.0.0.1:$port"
}

case "${1:-} ${2:-}" in
"start ")
    command -v psql >/dev/null && command -v pg_dump >/dev/null || install
    if lets_us_in; then echo "postgres://postgres@127.0.0.1:5432"; else start_own; fi
    ;;
"start --own") start_own ;;
"stop ")
    if [ -s "$state" ]; then
        folder=$(cat "$state")
        (cd "$folder" && as_server "$(binaries)/pg_ctl" --pgdata data --mode fast --wait stop >/dev/null) || true
        rm -rf "$folder" "$state"
    fi
    ;;
*)
    echo "usage: scripts/postgres.sh start [--own] | stop" >&2
    exit 2
    ;;
esac
