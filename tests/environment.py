"""The environment of the tests: set before Django reads its settings (`-p tests.environment`)."""

import atexit
import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest

if "PYTEST_XDIST_WORKER" not in os.environ:
    # A folder of its own, so that two runs at the same time never meet; the workers inherit it.
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="zeggenschap-")
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)

# WhiteNoise warns when its folder is not there.
Path(os.environ["VAR_DIR"], "static").mkdir(parents=True, exist_ok=True)

for name, value in {
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "DATABASE_URL": f"sqlite:///{os.environ['VAR_DIR']}/portal.sqlite3",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # the browser's loop runs in the thread of the test
    "FERNET_KEYS": "dGVzdHMgb25seTogdGhpcyBrZXkgb3BlbnMgbm8gZG8=",
    "HASHED_STATIC": "0",  # no collectstatic before a test
    "HTTPS": "0",
    "SECRET_KEY": "only-for-the-tests-and-long-enough-to-satisfy-every-check-0123456789",
}.items():
    os.environ.setdefault(name, value)

os.environ.update(DEBUG="0", DEMO="0")


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was loaded stays: looking through it again and again costs a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
