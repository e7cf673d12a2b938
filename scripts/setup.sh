#!/usr/bin/env bash
# Everything the portal needs on this machine, each thing only when it is missing.
# Usage: scripts/setup.sh runtime|dev      (dev adds what the tests and linters need)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

kind=${1:-runtime}
case $kind in
runtime) lock=requirements.lock ;;
dev) lock=requirements-dev.lock ;;
*) echo "usage: scripts/setup.sh runtime|dev" >&2 && exit 2 ;;
esac
venv=.venv
missing=()

say() { printf '==> %s\n' "$*"; }
stop() { printf '\n%s\n' "$@" >&2 && exit 1; }
fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
works() { fits "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; }

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
        if [ -n "$candidate" ] && fits "$candidate"; then
            command -v "$candidate" && return
        fi
    done
    stop "Python 3.11 or newer is needed and was not found." \
        "On Debian 12 or 13:  apt-get install python3"
}

need() { # a Debian package, and a command that succeeds when it is already there
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}

loads() { "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1"; }

has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

look_around() {
    if ! works; then
        need "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv" \
            "$python" -c 'import ensurepip, venv'
    fi
    need libpango-1.0-0 loads libpango-1.0.so.0
    need libpangoft2-1.0-0 loads libpangoft2-1.0.so.0
    if [ "$kind" = dev ]; then
        need gettext command -v msgfmt
        if ! has_chromium >/dev/null; then
            missing+=(chromium fonts-liberation)
        fi
    fi
}

install_missing() {
    [ ${#missing[@]} -gt 0 ] || return 0
    local line="apt-get install -y --no-install-recommends ${missing[*]}" as=()
    command -v apt-get >/dev/null || stop "Please install these by hand, then run this again:" "  ${missing[*]}"
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || stop "Some system packages are missing. Type this line, then run this again:" "  sudo apt-get update && sudo $line"
        as=(sudo)
    fi
    if grep -qi '^ID=ubuntu' /etc/os-release 2>/dev/null && [[ " ${missing[*]} " = *" chromium "* ]]; then
        stop "The tests need a chromium on the PATH. On Ubuntu it comes as a snap: install it yourself," \
            "or use Debian 12 or 13. (The demo needs no browser of its own: make demo.)"
    fi
    say "Installing system packages: ${missing[*]}"
    "${as[@]}" apt-get update -qq </dev/null
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive $line -qq </dev/null >/dev/null
}

make_venv() {
    works && return
    say "Making the virtual environment in $venv ($("$python" --version))"
    rm -rf "$venv"
    "$python" -m venv "$venv"
}

install_lock() {
    local stamp="$venv/installed-$kind" now total
    now=$(sha256sum "$lock" | cut -d' ' -f1)
    if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then
        return
    fi
    total=$(grep -c '^[a-z0-9].*==' "$lock")
    say "Installing $total packages from $lock (a few minutes the first time)"
    pip_install || { say "That failed; once more" && pip_install; } || stop "$(tail -n 15 "$venv/pip.log")"
    printf '%s' "$now" >"$stamp"
}

# The lock names everything, so nothing is resolved: with hashes an older pip stumbles over
# `coverage[toml]` as soon as a newer coverage than the locked one is published.
pip_install() {
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --progress-bar off \
        --no-deps --require-hashes --requirement "$lock" </dev/null 2>"$venv/pip.log" |
        awk '/^(Collecting|Requirement already)/ { if (++n % 20 == 0) print "    " n " packages"; next }
             /^(Installing|Successfully)/ { print "    " substr($0, 1, 60) "…" }'
}

python=$(find_python)
look_around
install_missing
make_venv
install_lock
say "Everything is installed ($("$venv/bin/python" --version), $kind)"
