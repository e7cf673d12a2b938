#!/usr/bin/env bash
# Measure: the demo board in a database of its own, a real server with production settings.
# Usage: scripts/bench.sh [--rounds N] [--seconds S]     (DEMO_DATABASE_URL for PostgreSQL)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DEMO_VAR_DIR="$PWD/build/bench"

scripts/demo.sh build
. scripts/demo_environment.sh
export DEBUG=0 DEMO=0 DJANGO_SETTINGS_MODULE=bench.settings
.venv/bin/python manage.py collectstatic --no-input --verbosity 0
.venv/bin/python manage.py bench "$@"
.venv/bin/python manage.py bench_letter
echo "Written: build/bench.json build/bench_letter.json"
