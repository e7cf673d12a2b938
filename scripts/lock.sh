#!/usr/bin/env bash
# Both lock files again: hashes, one resolution for Python 3.11 to 3.13, no addresses of any index.
# Usage: scripts/lock.sh [--upgrade]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

compile() {
    .venv/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@"
}

compile -o requirements.lock "${@:1}"
compile --extra dev --constraint requirements.lock -o requirements-dev.lock "${@:1}"
if grep -nE '://|^-' requirements.lock requirements-dev.lock; then
    echo "A lock file holds an address or an option; see the lines above." >&2
    exit 1
fi
echo "Locked. Next: make test"
