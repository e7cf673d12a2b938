"""A letter of one page: the first of a process, those after it, and the memory of two hundred."""

import json
import statistics
import subprocess
import sys
import time
from argparse import ArgumentParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from bench.management.commands.bench_package import figure
from requests_app.letters import Draft, decision_letter
from requests_app.models import DataRequest, with_dates
from requests_app.rules import GroundCode, Kind, Outcome

LETTERS = 200
PROCESSES = 5  # each makes its first letter cold
WARM_FROM = 20  # by then fonts and templates are there, and what Python keeps for itself


class Command(BaseCommand):
    help = "Make letters of a decision, cold and warm, on the database of the bench."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--make", type=int, help="so many letters in this process")
        parser.add_argument(
            "--json", type=Path, default=settings.BASE_DIR / "build" / "bench_letter.json"
        )

    def handle(self, *args: object, **options: Any) -> None:
        if options["make"]:
            self.stdout.write(json.dumps(made(options["make"])))
            return
        firsts = [in_a_process(1)["milliseconds"][0] for _ in range(PROCESSES)]
        pile = in_a_process(LETTERS)
        figures = {
            "pages": pile["pages"],
            "cold_ms": round(statistics.median(firsts)),
            "warm_ms": round(statistics.median(pile["milliseconds"][WARM_FROM:])),
            f"mb_after_{WARM_FROM}": pile["memory"][WARM_FROM],
            f"mb_after_{LETTERS}": pile["memory"][-1],
        }
        options["json"].parent.mkdir(parents=True, exist_ok=True)
        options["json"].write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
        for name, value in figures.items():
            self.stdout.write(f"{name:>16} {value}")


def in_a_process(number: int) -> dict[str, Any]:
    """So many letters, made by a fresh process."""
    command = [sys.executable, "manage.py", "bench_letter", "--make", str(number)]
    child = subprocess.run(
        command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(child.stdout.splitlines()[-1])
    return found


def made(number: int) -> dict[str, Any]:
    """One short refusal again and again: how long each took, and the memory after it."""
    today = timezone.localdate()
    rows = DataRequest.objects.filter(kind=Kind.ERASURE.value, subject_pupil__isnull=False)
    case = with_dates(rows.with_facts()[:1], today)[0]
    draft = Draft(Outcome.REFUSED, GroundCode.UNFOUNDED, "Dit is al gevraagd en beantwoord.")
    milliseconds, memory, letter = [], [], b""
    for _ in range(number):
        began = time.perf_counter()
        letter = decision_letter(case, draft, today=today)
        milliseconds.append(1000 * (time.perf_counter() - began))
        memory.append(round(figure("VmRSS"), 1))
    with pikepdf.open(BytesIO(letter)) as opened:
        pages = len(opened.pages)
    return {"milliseconds": milliseconds, "memory": memory, "pages": pages}
