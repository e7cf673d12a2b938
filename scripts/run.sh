#!/usr/bin/env bash
# The portal with the settings of .env: static files, migrations, server and clock.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ ! -f .env ] && [ -z "${SECRET_KEY:-}" ]; then
    printf '%s\n' "There is no .env yet. Type:  cp .env.example .env" \
        "then fill it in (docs/operations.md says how). Only looking? Type:  make demo" >&2
    exit 1
fi
.venv/bin/python manage.py collectstatic --no-input --verbosity 0
.venv/bin/python manage.py migrate --verbosity 0
exec .venv/bin/python manage.py run --bind "${BIND:-127.0.0.1:$PORT}"
