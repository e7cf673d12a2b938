"""Terugkerend werk: on time, one at a time, and one failure stops nobody else."""

import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.module_loading import import_string

from portal.jobs.actions import LEASE, tick
from portal.jobs.models import Sweep
from portal.jobs.statistics import keep_statistics
from tests.tools.together import together

runs: list[datetime] = []
REAL_SWEEPS: dict[str, tuple[str, int]] = dict(django_settings.SWEEPS)


def count_two(now: datetime) -> int:
    runs.append(now)
    return 2


def count_slowly(now: datetime) -> int:
    runs.append(now)
    time.sleep(0.2)
    return 1


def fail(now: datetime) -> int:
    raise ValueError("Noor")


def get_killed(now: datetime) -> int:
    raise SystemExit


def tick_again(now: datetime) -> int:
    """Another ticker comes by while this sweep runs."""
    runs.append(now)
    return len(tick(now + timedelta(minutes=5)))


@pytest.fixture(autouse=True)
def _fresh(settings: Any) -> None:
    runs.clear()
    settings.SWEEPS = {"test.count": (f"{__name__}.count_two", 60)}


def use(settings: Any, *names: str) -> None:
    settings.SWEEPS = {f"test.{name}": (f"{__name__}.{name}", 60) for name in names}


@pytest.mark.django_db
class TestTick:
    def test_a_sweep_runs_when_its_time_has_come(self) -> None:
        now = timezone.now()
        seconds = [0, 59, 60, 61, 119, 120]
        for second in seconds:
            tick(now + timedelta(seconds=second))
        assert runs == [now + timedelta(seconds=second) for second in (0, 60, 120)]

    def test_it_leaves_what_it_did(self) -> None:
        now = timezone.now()
        tick(now)
        sweep = Sweep.objects.get(name="test.count")
        assert (sweep.last_started_at, sweep.last_finished_at) == (now, now)
        assert (sweep.last_count, sweep.last_error, sweep.lease) == (2, "", None)

    def test_one_that_fails_does_not_stop_the_others(self, settings: Any) -> None:
        use(settings, "fail", "count_two")
        assert [outcome.error for outcome in tick(timezone.now())] == ["ValueError", ""]
        assert Sweep.objects.get(name="test.fail").last_error == "ValueError"

    def test_one_that_failed_comes_back_at_its_time(self, settings: Any) -> None:
        now = timezone.now()
        use(settings, "fail")
        tick(now)
        settings.SWEEPS = {"test.fail": (f"{__name__}.count_two", 60)}
        assert [len(tick(now + timedelta(seconds=second))) for second in (30, 60)] == [0, 1]
        assert Sweep.objects.get().last_error == ""

    def test_the_text_of_an_error_is_never_logged(
        self, settings: Any, caplog: pytest.LogCaptureFixture
    ) -> None:
        use(settings, "fail")
        tick(timezone.now())
        assert "test_jobs.py" in caplog.text
        assert "Noor" not in caplog.text

    def test_a_name_that_leads_nowhere_is_an_error_of_that_sweep(self, settings: Any) -> None:
        settings.SWEEPS = {"gone": ("portal.nowhere.act", 60)}
        assert [outcome.error for outcome in tick(timezone.now())] == ["ModuleNotFoundError"]

    def test_nobody_takes_a_sweep_that_still_runs(self, settings: Any) -> None:
        use(settings, "tick_again")
        assert [outcome.count for outcome in tick(timezone.now())] == [0]
        assert len(runs) == 1

    def test_a_killed_sweep_is_taken_again_after_its_lease(self, settings: Any) -> None:
        now = timezone.now()
        use(settings, "get_killed")
        with pytest.raises(SystemExit):
            tick(now)
        settings.SWEEPS = {"test.get_killed": (f"{__name__}.count_two", 60)}
        assert tick(now + LEASE - timedelta(seconds=1)) == []
        assert len(tick(now + LEASE)) == 1

    def test_a_ticker_that_must_stop_starts_nothing_more(self, settings: Any) -> None:
        use(settings, "count_two", "fail")
        outcomes = tick(timezone.now(), stopping=lambda: bool(runs))
        assert [outcome.name for outcome in outcomes] == ["test.count_two"]


@pytest.mark.django_db(transaction=True)
def test_tickers_at_the_same_moment_run_a_sweep_once(settings: Any) -> None:
    use(settings, "count_slowly")
    now = timezone.now()
    outcomes = together(10, lambda: tick(now))
    assert len(runs) == 1
    assert sum(len(mine) for mine in outcomes) == 1


@pytest.mark.django_db
def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("tick")
    assert capsys.readouterr().out == "test.count: 2\n"


@pytest.mark.django_db
def test_the_command_stays_when_the_database_is_away(
    settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def away(now: datetime, **_named: Any) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        raise DatabaseError("somebody's name")

    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    monkeypatch.setattr("portal.management.commands.tick.tick", away)
    try:
        call_command("tick", loop=1)
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    assert capsys.readouterr().err == "database: DatabaseError\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_loop_ends_cleanly_when_asked(number: signal.Signals, tmp_path: Any) -> None:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}
    command = [sys.executable, "manage.py", "tick", "--loop", "1"]
    with subprocess.Popen(
        command,
        cwd=django_settings.BASE_DIR,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    ) as loop:
        assert loop.stderr
        while "database: OperationalError" not in loop.stderr.readline():
            assert loop.poll() is None
        loop.send_signal(number)
        assert loop.wait(timeout=30) == 0


@pytest.mark.parametrize("name", REAL_SWEEPS)
def test_every_sweep_of_the_settings_leads_somewhere(name: str) -> None:
    path, seconds = REAL_SWEEPS[name]
    assert callable(import_string(path))
    assert seconds > 0


def test_sqlite_learns_how_full_its_tables_are(db: None) -> None:
    Sweep.objects.create(name="one")
    with CaptureQueriesContext(connection) as asked:
        assert keep_statistics(timezone.now()) == (connection.vendor == "sqlite")
    assert ("ANALYZE" in [row["sql"] for row in asked]) is (connection.vendor == "sqlite")
