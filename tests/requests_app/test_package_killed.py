"""Pakket en kill -9: a process that dies in the making leaves a row, and one answer comes of it."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from portal.files.actions import read, sweep_orphans
from portal.files.models import StoredFile
from portal.outbox.models import Message
from portal.roof import answer as roof
from requests_app.models import AnswerPackage, DataRequest, Delivery
from tests.cast import Cast
from tests.requests_app.answers import answered, noon, package_of, unzipped

pytestmark = pytest.mark.django_db(transaction=True)
CHILD = """
import os, signal, sys
from datetime import datetime
from importlib import import_module
import django
django.setup()
from portal.roof import answer
room, name = sys.argv[1].rsplit(".", 1)
setattr(import_module(room), name, lambda *_a, **_k: os.kill(os.getpid(), signal.SIGKILL))
answer.make_due(datetime.fromisoformat(sys.argv[2]))
"""
# In the middle of the zip; with a whole zip that no row knows; in the transaction that makes it
# count, before the answer is delivered.
MOMENTS = [
    "requests_app.letters.package._manifest",
    "requests_app.actions.finish_package",
    "requests_app.actions.package.deliver_package",
]


def address() -> str:
    """Of the database of this test, as another process finds it."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    who = f"{facts['USER']}:{facts['PASSWORD']}".rstrip(":")
    return f"postgres://{who}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"


def die(moment: str, tmp_path: Path) -> None:
    """Another process makes the package, and is killed at this moment."""
    apart = tmp_path / "tmp"
    apart.mkdir()
    own = {"DATABASE_URL": address(), "VAR_DIR": str(tmp_path), "TMPDIR": str(apart)}
    own["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    command = [sys.executable, "-c", CHILD, moment, noon().isoformat()]
    done = subprocess.run(command, env=os.environ | own, check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL
    assert not list(apart.iterdir())


def on_disk() -> set[str]:
    return {path.name for path in Path(settings.FILES_ROOT).glob("??/*")}


def known() -> set[str]:
    return {str(one) for one in StoredFile.objects.values_list("pk", flat=True)}


@pytest.fixture
def request_(cast: Cast) -> DataRequest:
    return answered(cast)


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_a_kill_leaves_counts_for_nothing(
    request_: DataRequest, tmp_path: Path, moment: str
) -> None:
    before = known()
    die(moment, tmp_path)
    package = AnswerPackage.objects.get(request=request_)
    assert (package.made_at, package.file, package.tries) == (None, None, 1)
    assert known() == before
    assert len(on_disk() - known()) == 1
    assert not Delivery.objects.filter(request=request_).exists()
    assert not Message.objects.filter(kind="requests.package_ready").exists()


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_next_round_makes_it_whole_and_delivers_it_once(
    request_: DataRequest, tmp_path: Path, moment: str
) -> None:
    die(moment, tmp_path)
    package: Any = package_of(request_)
    assert package.made_at == noon()
    assert {"index.html", "letter.pdf", "gegevens.json"} <= set(unzipped(read(package.file)))
    assert roof.make_due(noon()) == 0
    assert AnswerPackage.objects.count() == Delivery.objects.count() == 1
    assert Message.objects.filter(kind="requests.package_ready").count() == 1


@pytest.mark.parametrize("moment", MOMENTS)
def test_nothing_half_stays_on_disk(request_: DataRequest, tmp_path: Path, moment: str) -> None:
    die(moment, tmp_path)
    package_of(request_)
    assert sweep_orphans(timezone.now() + timedelta(days=2)) == 1
    assert on_disk() == known()
