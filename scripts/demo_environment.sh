# The environment of the demo; to be sourced. It has a folder, a database and keys of its own.
export VAR_DIR=${DEMO_VAR_DIR:-$PWD/var/demo}
export DEBUG=1 DEMO=1 HTTPS=0 ALLOWED_HOSTS='localhost,127.0.0.1,[::1]'
export PORT=${PORT:-8000} PORTAL_URL="http://localhost:${PORT:-8000}" EMAIL_URL=filemail://
export DATABASE_URL=${DEMO_DATABASE_URL:-sqlite:///$VAR_DIR/portal.sqlite3}
mkdir -p "$VAR_DIR"
if [ ! -s "$VAR_DIR/keys" ]; then
    (umask 077 && .venv/bin/python - >"$VAR_DIR/keys" <<'PYTHON'
import base64, secrets
print("SECRET_KEY=" + secrets.token_urlsafe(60))
print("FERNET_KEYS=" + base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
PYTHON
    )
fi
set -a
# shellcheck disable=SC1091
. "$VAR_DIR/keys"
set +a
