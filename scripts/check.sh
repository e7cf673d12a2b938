#!/usr/bin/env bash
# Linters, types, house rules of imports and templates, migrations, deployment settings, translations.
# Every check runs; at the end the failed ones are named.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/.venv/bin:$PATH"

# What a real installation sets, with values that open nothing.
export DEBUG=0 DEMO=0 HTTPS=1 ALLOWED_HOSTS=portaal.example.org PORTAL_URL=https://portaal.example.org
export SECRET_KEY='0Check-only.1Check-only.2Check-only.3Check-only.4Check-only.5Check-only'
export FERNET_KEYS=dGVzdHMgb25seTogdGhpcyBrZXkgb3BlbnMgbm8gZG8=
VAR_DIR=$(mktemp -d)
export VAR_DIR DATABASE_URL="sqlite:///$VAR_DIR/check.sqlite3"
trap 'rm -rf "$VAR_DIR"' EXIT

code=(portal requests_app consent bench scripts tests manage.py)
failed=()

check() { # name, command …
    local name=$1 log="$VAR_DIR/log"
    shift
    if "$@" >"$log" 2>&1; then
        printf '  ok      %s\n' "$name"
        return
    fi
    printf '  FAILED  %s\n' "$name"
    sed 's/^/          /' "$log"
    failed+=("$name")
}

ours() { # files of one kind, the packages of others excepted
    find portal requests_app consent templates tests bench -type f -name "$1" \
        -not -path '*/static/vendor/*' -not -path '*/node_modules/*'
}

upgraded() { ours '*.py' | xargs django-upgrade --target-version 5.2 --check; }
templates_formatted() { ours '*.html' | xargs djade --target-version 5.2 --check; }
shell_scripts() { for script in scripts/*.sh .ci/run; do bash -n "$script" || return 1; done; }

check "ruff" ruff check .
check "ruff format" ruff format --check .
check "mypy --strict" mypy "${code[@]}"
check "import-linter" lint-imports --no-cache
check "django-upgrade" upgraded
check "djade" templates_formatted
check "djlint" djlint templates --lint --quiet
check "bandit" bandit --quiet --severity-level medium --recursive --configfile pyproject.toml portal requests_app consent scripts
check "shell scripts" shell_scripts
check "makemigrations --check" python manage.py makemigrations --check --dry-run
check "check --deploy" python manage.py check --deploy --fail-level WARNING
check "translations" python scripts/messages.py --check

if [ ${#failed[@]} -gt 0 ]; then
    printf '\nFailed: %s\n' "${failed[*]}"
    exit 1
fi
printf '\nAll checks passed. Next: make test\n'
