#!/usr/bin/env bash
# The demo: builds its database when it is missing or out of date, then starts the portal.
# Usage: scripts/demo.sh [build]      (build: without starting)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/demo_environment.sh

manage() { .venv/bin/python manage.py "$@"; }
say() { printf '==> %s\n' "$*"; }

built_from() { # changes when a migration, the demo itself or its database changes
    find portal requests_app consent -type f -name '*.py' \
        \( -path '*/migrations/*' -o -path '*demo*' \) -print0 |
        LC_ALL=C sort -z | xargs -0 cat | cat - "$VAR_DIR/keys" <(printf %s "$DATABASE_URL") | sha256sum | cut -d' ' -f1
}

build() {
    say "Building the demo database (half a minute)"
    rm -rf "$VAR_DIR"/portal.sqlite3* "$VAR_DIR/files" "$VAR_DIR/mail" "$VAR_DIR/built"
    manage migrate --verbosity 0
    manage demo
    built_from >"$VAR_DIR/built"
}

if [ "${1:-}" != build ]; then
    manage run --bind "127.0.0.1:$PORT" --only-look
fi
if [ "$(cat "$VAR_DIR/built" 2>/dev/null)" = "$(built_from)" ]; then
    say "The demo database is up to date"
    manage demo --accounts
else
    build
fi
if [ "${1:-}" = build ]; then
    exit
fi
cat <<END

Klaar. Wat u nu kunt doen:
  1. Open http://localhost:$PORT en log in als fatima (het wachtwoord staat hierboven).
     De pagina van de code toont de code zelf; dat gebeurt alleen in deze demo.
  2. De e-mail die het portaal zou sturen, staat als tekst in ${VAR_DIR#"$PWD"/}/mail/.
  3. Opnieuw beginnen: stop met Ctrl-C, typ 'make clean-demo' en daarna 'make demo'.

END
exec .venv/bin/python manage.py run --bind "127.0.0.1:$PORT"
