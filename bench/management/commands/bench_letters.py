"""Letters in one pile: seconds and peak memory, which must not grow with their number.

Memory is that of who makes the pile (the long-lived process) and of its press, looked at twenty
times a second: what the kernel keeps of an ended child counts the memory of its parent as well.
"""

import json
import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from threading import Event, Thread
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.people.models import Board, Guardian, Pupil, School
from portal.people.rules import BoardKind, Region, Sector
from portal.signin.actions.invite import Where, invite_all
from portal.signin.actions.letters import make_file
from portal.signin.models import LetterRun

SIZES = (100, 300, 500)


class Command(BaseCommand):
    help = "Make piles of letters, each in a process of its own, on the database of the bench."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
        parser.add_argument("--plan", type=int, default=0, help="one pile, planned only")
        parser.add_argument("--make", help="the pile with this id, made in this process")
        parser.add_argument(
            "--json", type=Path, default=settings.BASE_DIR / "build" / "bench_letters.json"
        )

    def handle(self, *args: object, **options: Any) -> None:
        if options["plan"]:
            self.stdout.write(json.dumps(planned(options["plan"])))
            return
        if options["make"]:
            self.stdout.write(json.dumps(made(LetterRun.objects.get(pk=options["make"]))))
            return
        figures = [in_a_process(size) for size in options["sizes"]]
        for row in figures:
            row["memory_ratio"] = round(row["peak_mb"] / figures[0]["peak_mb"], 2)
        options["json"].parent.mkdir(parents=True, exist_ok=True)
        options["json"].write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
        self.stdout.write(
            f"{'letters':>10}{'seconds':>10}{'ms each':>10}{'peak MB':>10}{'maker':>10}"
            f"{'press':>10}{'ratio':>10}"
        )
        for row in figures:
            self.stdout.write(
                f"{row['letters']:>10}{row['seconds']:>10}{row['ms_each']:>10}"
                f"{row['peak_mb']:>10}{row['maker_mb']:>10}{row['press_mb']:>10}"
                f"{row['memory_ratio']:>10}"
            )


def in_a_process(size: int) -> dict[str, Any]:
    """Planned by one process, made by another: a peak never goes down again."""
    plan = child("--plan", str(size))
    row = child("--make", plan["run"])
    seconds = plan["seconds"] + row["seconds"]
    return {
        "letters": size,
        "seconds": round(seconds, 1),
        "ms_each": round(1000 * seconds / size, 1),
        "peak_mb": row["peak_mb"],
        "maker_mb": row["maker_mb"],
        "press_mb": row["press_mb"],
        "plan_peak_mb": plan["peak_mb"],
    }


def child(*arguments: str) -> dict[str, Any]:
    """This command once more; what it says on its last line."""
    command = [sys.executable, "manage.py", "bench_letters", *arguments]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, check=True, capture_output=True
    )
    row: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return row


def planned(size: int) -> dict[str, Any]:
    """Invented guardians and a pile for them, as an administrator's request makes it."""
    school = invented_school()
    people = [
        Guardian(
            board=school.board,
            roster_key=uuid4().hex,
            first_name=f"Ouder {number}",
            last_name="van den Voorbeeld",
            street=f"Dorpsstraat {number}",
            postcode="1234 AB",
            town="Ons Dorp",
        )
        for number in range(size)
    ]
    Guardian.objects.bulk_create(people)
    guardians = Guardian.objects.filter(pk__in=[one.pk for one in people])
    now, today = timezone.now(), timezone.localdate()
    where = Where(school.board, school)
    began = time.perf_counter()
    run = invite_all(guardians, Pupil.objects.none(), where=where, by=None, now=now, today=today)
    return {
        "run": str(run.pk),
        "seconds": time.perf_counter() - began,
        "peak_mb": round(memory_mb("self", "VmHWM"), 1),
    }


def made(run: LetterRun) -> dict[str, Any]:
    """The files of the pile, one after the other, as the sweep makes them."""
    now, began, done = timezone.now(), time.perf_counter(), Event()
    peaks = {"peak_mb": 0.0, "maker_mb": 0.0, "press_mb": 0.0}
    watch = Thread(target=watched, args=(peaks, done))
    watch.start()
    while make_file(run, now=now):
        pass
    done.set()
    watch.join()
    return {"seconds": time.perf_counter() - began, **peaks}


def watched(peaks: dict[str, float], done: Event) -> None:
    """The most memory of this process, of its press, and of both at one moment, until `done`."""
    while not done.wait(0.05):
        maker = memory_mb("self")
        children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        press = sum(memory_mb(child) for child in children)
        seen = {"peak_mb": maker + press, "maker_mb": maker, "press_mb": press}
        peaks.update({name: round(max(peaks[name], now), 1) for name, now in seen.items()})


def invented_school() -> School:
    """A school of a board of its own, so that nothing real is touched."""
    word = uuid4().hex[:8]
    board = Board.objects.create(
        name=f"Bench {word}",
        slug=f"bench-{word}",
        number=f"{uuid4().int % 100000:05d}",
        kind=BoardKind.PRIVATE.value,
    )
    brin6 = f"{uuid4().int % 100:02d}ZZ{uuid4().int % 100:02d}"
    return School.objects.create(
        board=board,
        name=f"Bench {word}",
        brin6=brin6,
        sector=Sector.PRIMARY.value,
        region=Region.NORTH.value,
    )


def memory_mb(process: str, line: str = "VmRSS") -> float:
    """The resident memory of a process now (Linux); 0 when it has just ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    found = next((one for one in lines if one.startswith(line)), f"{line} 0")
    return int(found.split()[1]) / 1024
