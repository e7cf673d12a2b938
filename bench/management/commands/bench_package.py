"""A package of 200 MB: how much memory over the idle process it takes to make, and to hand out."""

import json
import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.files.actions import serve_in_pieces, store
from portal.people.models import User
from portal.roof import answer
from requests_app import actions
from requests_app.access import follows_draft
from requests_app.letters import Draft, decision_letter
from requests_app.models import AnswerPackage, DataRequest, Extract, with_dates
from requests_app.rules import GroundCode, Kind, Others, Outcome, State

MB = 1024 * 1024
EACH = 10 * MB
MOST = 60  # MB over the idle process


class Command(BaseCommand):
    help = "Make a package of 200 MB in a process of its own, on the database of the bench."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", type=int, default=200, help="of the documents, in MB")
        parser.add_argument("--make", type=UUID, help="the package with this id, in this process")
        parser.add_argument(
            "--json", type=Path, default=settings.BASE_DIR / "build" / "bench_package.json"
        )

    def handle(self, *args: object, **options: Any) -> None:
        if options["make"]:
            self.stdout.write(json.dumps(made(options["make"])))
            return
        figures = in_a_process(asked(options["size"]))
        options["json"].parent.mkdir(parents=True, exist_ok=True)
        options["json"].write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
        for name, figure in figures.items():
            self.stdout.write(f"{name:>24} {figure}")
        if figures["making_mb_over_idle"] > MOST or figures["serving_mb_over_idle"] > MOST:
            raise CommandError(f"more than {MOST} MB over the idle process")


def asked(size: int) -> UUID:
    """An inzage of the demo, answered, with so many MB of documents that nothing makes smaller."""
    rows = DataRequest.objects.filter(kind=Kind.ACCESS.value, anonymised_on=None)
    request = answered(rows.exclude(subject_pupil=None).order_by("received_on")[0])
    for number in range(size * MB // EACH):
        file = store(os.urandom(EACH), name="document.pdf", content_type="application/pdf")
        title = f"Document {number + 1}"
        Extract.objects.create(request=request, file=file, title=title, others=Others.NONE.value)
    AnswerPackage.objects.filter(request=request, made_at=None).delete()
    return actions.ask_package(request, by=None, now=timezone.now()).pk


def answered(request: DataRequest) -> DataRequest:
    """As it is when somebody said yes."""
    if hasattr(request, "decision"):
        return request
    today, by = timezone.localdate(), User.objects.order_by("created_at", "pk")[0]
    row = request if request.state != State.RECEIVED else actions.take_up(request, by=by)
    draft = Draft(Outcome.GRANTED, GroundCode.AS_ASKED, "")
    case = with_dates([row], today)[0]
    follows = follows_draft(case, draft, today)
    letter = decision_letter(case, draft, follows=follows, today=today)
    facts: dict[str, Any] = {
        "by": by,
        "version": row.version,
        "requester_has_right": True,
        "today": today,
    }
    actions.decide(row, draft, letter=letter, **facts)
    return DataRequest.objects.with_facts().get(pk=row.pk)


def in_a_process(package: UUID) -> dict[str, Any]:
    """Made by a fresh process, whose peak is its own."""
    command = [sys.executable, "manage.py", "bench_package", "--make", str(package)]
    child = subprocess.run(
        command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    figures: dict[str, Any] = json.loads(child.stdout.splitlines()[-1])
    return figures


def made(pk: UUID) -> dict[str, Any]:
    """The peak over what the process took before; then the same for handing it out."""
    AnswerPackage.objects.count()  # the connection is there
    idle, started = forget_peak(), time.monotonic()
    if not answer.make(pk, timezone.now()):
        raise CommandError("the package was not made")
    making, seconds = peak() - idle, time.monotonic() - started
    file = AnswerPackage.objects.select_related("file").get(pk=pk).file
    assert file is not None
    before, started = forget_peak(), time.monotonic()
    sent = sum(len(piece) for piece in serve_in_pieces(file))
    return {
        "package_mb": round(file.size / MB, 1),
        "idle_mb": round(idle, 1),
        "making_seconds": round(seconds, 1),
        "making_mb_over_idle": round(making, 1),
        "sent_mb": round(sent / MB, 1),
        "serving_seconds": round(time.monotonic() - started, 1),
        "serving_mb_over_idle": round(peak() - before, 1),
    }


def forget_peak() -> float:
    """What the process takes now, in MB; its peak begins anew."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return figure("VmRSS")


def peak() -> float:
    """The most since then, in MB."""
    return figure("VmHWM")


def figure(name: str) -> float:
    """A line of the kernel about this process, in MB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise CommandError(f"the kernel does not tell {name}")
