"""A letter of one page, and a longer one: the first of a process, those after it, the memory."""

import json
import statistics
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from bench.management.commands.bench_package import figure
from requests_app.access import follows_draft
from requests_app.letters import Draft, decision_letter
from requests_app.letters.acknowledgement import acknowledgement_letter
from requests_app.models import Case, DataRequest, with_dates
from requests_app.models.requests import DataRequestQuerySet
from requests_app.rules import GroundCode, Kind, Outcome

LETTERS = 200
SOME = 50
PROCESSES = 5  # each makes its first letter cold
WARM_FROM = 20  # by then fonts and templates are there, and what Python keeps for itself
ONE_PAGE, REFUSAL = "acknowledgement", "decision"


class Command(BaseCommand):
    help = "Make letters, cold and warm, on the database of the bench."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--make", type=int, help="so many letters in this process")
        parser.add_argument("--letter", choices=(ONE_PAGE, REFUSAL), default=ONE_PAGE)
        parser.add_argument(
            "--json", type=Path, default=settings.BASE_DIR / "build" / "bench_letter.json"
        )

    def handle(self, *args: object, **options: Any) -> None:
        if options["make"]:
            self.stdout.write(json.dumps(made(options["letter"], options["make"])))
            return
        figures = {letter: figures_of(letter) for letter in (ONE_PAGE, REFUSAL)}
        options["json"].parent.mkdir(parents=True, exist_ok=True)
        options["json"].write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
        for letter, found in figures.items():
            self.stdout.write(f"{letter}:")
            for name, value in found.items():
                self.stdout.write(f"{name:>16} {value}")
        if figures[ONE_PAGE]["pages"] != 1:
            raise CommandError(f"The {ONE_PAGE} is not the letter of one page that was promised.")


def figures_of(letter: str) -> dict[str, Any]:
    """The middle of five first letters, and of two hundred in one process."""
    firsts = [in_a_process(letter, 1)["milliseconds"][0] for _ in range(PROCESSES)]
    pile = in_a_process(letter, LETTERS)
    return {
        "pages": pile["pages"],
        "cold_ms": round(statistics.median(firsts)),
        "warm_ms": round(statistics.median(pile["milliseconds"][WARM_FROM:])),
        f"mb_after_{WARM_FROM}": pile["memory"][WARM_FROM],
        f"mb_after_{LETTERS}": pile["memory"][-1],
    }


def in_a_process(letter: str, number: int) -> dict[str, Any]:
    """So many of these letters, made by a fresh process."""
    command = [sys.executable, "manage.py", "bench_letter"]
    command += ["--letter", letter, "--make", str(number)]
    child = subprocess.run(
        command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(child.stdout.splitlines()[-1])
    return found


def made(letter: str, number: int) -> dict[str, Any]:
    """The same letter again and again: how long each took, and the memory after it."""
    make, content = maker(letter), b""
    milliseconds, memory = [], []
    for _ in range(number):
        began = time.perf_counter()
        content = make()
        milliseconds.append(1000 * (time.perf_counter() - began))
        memory.append(round(figure("VmRSS"), 1))
    with pikepdf.open(BytesIO(content)) as opened:
        pages = len(opened.pages)
    return {"milliseconds": milliseconds, "memory": memory, "pages": pages}


def maker(letter: str) -> Callable[[], bytes]:
    """The receipt of a request with both dates explained, or a short refusal with its remedies."""
    today = timezone.localdate()
    if letter == ONE_PAGE:
        receipt = plainest(DataRequest.objects.still_open().filter(kind=Kind.ACCESS.value), today)
        return lambda: acknowledgement_letter(receipt, today=today)
    case = first(DataRequest.objects.filter(kind=Kind.ERASURE.value), today)
    draft = Draft(Outcome.REFUSED, GroundCode.UNFOUNDED, "Dit is al gevraagd en beantwoord.")
    follows = follows_draft(case, draft, today)
    return lambda: decision_letter(case, draft, follows=follows, today=today)


def plainest(rows: DataRequestQuerySet, today: date) -> Case:
    """Of some of them about a pupil the one whose dates take the fewest words."""
    found = rows.filter(subject_pupil__isnull=False).order_by("received_on", "pk").with_facts()
    cases = with_dates(found[:SOME], today)
    return min(cases, key=lambda case: len(case.promise_steps) + len(case.legal_steps))


def first(rows: DataRequestQuerySet, today: date) -> Case:
    """The first of them about a pupil."""
    found = rows.filter(subject_pupil__isnull=False).with_facts()
    return with_dates(found[:1], today)[0]
