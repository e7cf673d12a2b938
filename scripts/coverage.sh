#!/usr/bin/env bash
# Branch coverage of the rooms where decisions are made: rules, access and actions.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mkdir -p build/coverage
.venv/bin/python -m pytest -n auto -q --cov --cov-report=
.venv/bin/coverage report --fail-under=95 \
    --include='*/rules.py,*/rules/*,*/access.py,*/access/*,*/actions.py,*/actions/*'
