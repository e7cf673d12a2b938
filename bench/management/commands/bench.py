"""`make bench`: rates as ratios to a bare page of the same run, weights, hashes; no judgement."""

import json
import os
import socket
import statistics
import subprocess
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.management.base import BaseCommand
from django.db import connection

from bench.dates import PROMISED as DATES_PROMISED
from bench.dates import date_rate
from bench.load import PARALLEL, Load, load
from bench.pages import CEILING, ONE_ROW, Page, coverage, measured, signed_in
from bench.signins import sign_ins, visitors
from bench.weight import weigh
from consent.models import Choice
from portal.management.commands.run import finish, server_command
from portal.people.models import User

Figures = dict[str, Any]  # one row of the table, as it goes to JSON


class Command(BaseCommand):
    help = "Measure the pages of bench/pages.py against a bare page on a real server."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rounds", type=int, default=3)
        parser.add_argument("--seconds", type=float, default=2.0, help="per page and round")
        parser.add_argument("--json", type=Path, default=settings.BASE_DIR / "build" / "bench.json")

    def handle(self, *args: object, **options: Any) -> None:
        visitor, cookie = signed_in()
        people = visitors()
        pages, progress = measured(visitor, cookie), coverage()
        learn_sizes()
        connection.close()
        address = ("127.0.0.1", free_port())
        workers = os.cpu_count() or 1
        server = subprocess.Popen(server_command(f"{address[0]}:{address[1]}", workers))
        try:
            wait_for(address)
            warm(pages, address)
            before = Choice.objects.count()
            loads = all_loads(pages, address, options["rounds"], options["seconds"])
            figures = [figures_of(page, loads, address) for page in pages]
            alone = load(address, [progress], 4 * options["seconds"], parallel=1)
            signed = sign_ins(address, people, 4 * options["seconds"])
            memory = memory_of_workers(server.pid)
        finally:
            finish(server)
        hashes = hash_rate()
        posted = sum(len(turn["choose"].milliseconds) for turn in loads)
        result = {
            "database": connection.vendor,
            "workers": workers,
            "parallel_requests": PARALLEL,
            "memory_mb_a_worker": memory,
            "hashes_per_second_a_core": round(hashes, 1),
            "accounts": User.objects.count(),
            "sign_ins_per_second": round(signed, 1),
            "sign_ins_ratio": round(signed / (hashes * workers), 2),  # of what hashing alone allows
            "coverage_seconds": round(alone.median / 1000, 3),
            "deadlines_per_second": round(date_rate()),
            "answers_posted": posted,
            "answers_lost": posted - (Choice.objects.count() - before),
            "pages": figures,
        }
        options["json"].parent.mkdir(parents=True, exist_ok=True)
        options["json"].write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
        self.stdout.write(table(result))


def learn_sizes() -> None:
    """Tables that were filled a moment ago; of itself PostgreSQL does this a minute later."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def warm(pages: list[Page], address: tuple[str, int]) -> None:
    """Every worker reads its templates and writes its queries."""
    for page in pages:
        load(address, page.asks, 0.5)


def all_loads(
    pages: list[Page], address: tuple[str, int], rounds: int, seconds: float
) -> list[dict[str, Load]]:
    """The pages in turn, `rounds` times, so that each is compared with its own round."""
    return [{page.name: load(address, page.asks, seconds) for page in pages} for _ in range(rounds)]


def figures_of(page: Page, loads: list[dict[str, Load]], address: tuple[str, int]) -> Figures:
    """What is measured of a page, beside what is promised."""
    own = [turn[page.name] for turn in loads]
    ratios = [turn[page.name].rate / turn[CEILING].rate for turn in loads]
    of_one_row = [turn[page.name].rate / turn[ONE_ROW].rate for turn in loads]
    times = [turn[page.name].median / turn[CEILING].median for turn in loads]
    return {
        "page": page.name,
        "path": page.asks[0].path,
        "requests_per_second": round(statistics.median(one.rate for one in own), 1),
        "median_ms": round(statistics.median(one.median for one in own), 1),
        "ratio": round(statistics.median(ratios), 2),
        "ratio_promised": page.ratio,
        "ratios": [round(ratio, 2) for ratio in ratios],
        "times_bare": round(statistics.median(times), 2),
        "times_bare_promised": page.times,
        **(
            {"of_one_row": round(statistics.median(of_one_row), 2)}
            if page.asks[0].bodies
            else weights_of(page, address)
        ),
    }


def weights_of(page: Page, address: tuple[str, int]) -> Figures:
    """What the page weighs on the wire."""
    first, later, elsewhere = weigh(address, page.asks[0].path, page.asks[0].cookie)
    return {
        "first_visit_kb": round(first / 1024, 1),
        "first_visit_kb_promised": page.first_kb,
        "later_kb": round(later / 1024, 1),
        "later_kb_promised": page.later_kb,
        "third_party_addresses": elsewhere,
    }


def hash_rate(seconds: float = 2.0) -> float:
    """How many passwords one core checks in a second: no sign-in is faster."""
    stored = make_password("a password of nobody")
    count, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        check_password("a password of nobody", stored)
        count += 1
    return count / (time.perf_counter() - began)


def memory_of_workers(master: int) -> list[float]:
    """Resident memory of each worker in MB (Linux)."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    found = []
    for child in children:
        lines = Path(f"/proc/{child}/status").read_text().splitlines()
        resident = next(line for line in lines if line.startswith("VmRSS"))
        found.append(round(int(resident.split()[1]) / 1024, 1))
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: tuple[str, int], seconds: float = 30.0) -> None:
    """Until the server accepts; raises `TimeoutError` when it does not."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(address) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the server did not start")


def table(result: Figures) -> str:
    """The figures for people: what was measured, and between brackets what is promised."""
    elsewhere = sum(page.get("third_party_addresses", 0) for page in result["pages"])
    return "\n".join(
        [
            f"{result['database']}, {result['workers']} workers, {PARALLEL} requests at a time",
            (
                f"{'page':<12}{'req/s':>8}{'p50 ms':>8}{'x bare':>15}{'ratio':>16}"
                f"{'first kB':>14}{'later kB':>14}"
            ),
            *(line(page) for page in result["pages"]),
            f"coverage of the board: {result['coverage_seconds']} s (≤ 0.5)",
            f"deadlines a second: {result['deadlines_per_second']} (≥ {DATES_PROMISED})",
            f"answers posted: {result['answers_posted']}, lost: {result['answers_lost']}",
            f"addresses elsewhere: {elsewhere}",
            f"memory a worker: {result['memory_mb_a_worker']} MB",
            f"passwords a second a core: {result['hashes_per_second_a_core']}",
            (
                f"sign-ins a second: {result['sign_ins_per_second']} with {result['accounts']} "
                f"accounts, {result['sign_ins_ratio']} (≥ 0.6) of the hashes of all cores"
            ),
        ]
    )


def line(page: Figures) -> str:
    """One page of the table."""
    promised = page["times_bare_promised"]
    times = f"{page['times_bare']:.2f}" + (f" (≤ {promised})" if promised else "")
    ratio = f"{page['ratio']:.2f} (≥ {page['ratio_promised']})"
    start = f"{page['page']:<12}{page['requests_per_second']:>8}{page['median_ms']:>8}"
    if "later_kb" not in page:
        return f"{start}{times:>15}{ratio:>16}  {page['of_one_row']:.2f} of a post of one row"
    first = f"{page['first_visit_kb']} (≤ {page['first_visit_kb_promised']})"
    later = f"{page['later_kb']} (≤ {page['later_kb_promised']})"
    return f"{start}{times:>15}{ratio:>16}{first:>14}{later:>14}"
