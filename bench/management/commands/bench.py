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
from django.urls import reverse

from bench.load import PARALLEL, load
from bench.pages import Page, measured, signed_in
from bench.signins import sign_ins, visitors
from bench.weight import weigh
from portal.management.commands.run import finish, server_command
from portal.people.models import User

CEILING = "bare page"
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
        pages = [Page(CEILING, reverse("bare"), 1.0), *measured(visitor)]
        learn_sizes()
        connection.close()
        address = ("127.0.0.1", free_port())
        workers = os.cpu_count() or 1
        server = subprocess.Popen(server_command(f"{address[0]}:{address[1]}", workers))
        try:
            wait_for(address)
            cookies = [page.cookie or cookie for page in pages]
            figures = [
                figures_of(page, address, own) for page, own in zip(pages, cookies, strict=True)
            ]
            add_rates(figures, address, cookies, options["rounds"], options["seconds"])
            signed = sign_ins(address, people, 4 * options["seconds"])
            memory = memory_of_workers(server.pid)
        finally:
            finish(server)
        hashes = hash_rate()
        result = {
            "database": connection.vendor,
            "workers": workers,
            "parallel_requests": PARALLEL,
            "memory_mb_a_worker": memory,
            "hashes_per_second_a_core": round(hashes, 1),
            "accounts": User.objects.count(),
            "sign_ins_per_second": round(signed, 1),
            "sign_ins_ratio": round(signed / (hashes * workers), 2),  # of what hashing alone allows
            "pages": figures,
        }
        options["json"].parent.mkdir(parents=True, exist_ok=True)
        options["json"].write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
        self.stdout.write(table(result))


def learn_sizes() -> None:
    """Tables that were filled a moment ago: PostgreSQL would otherwise plan for empty ones."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def figures_of(page: Page, address: tuple[str, int], cookie: str) -> Figures:
    """A page's weights beside what is promised; the rates come later."""
    first, later, elsewhere = weigh(address, page.path, cookie)
    load(address, page.path, cookie, 0.5)  # warm
    return {
        "page": page.name,
        "path": page.path,
        "first_visit_kb": round(first / 1024, 1),
        "first_visit_kb_promised": page.first_kb,
        "later_kb": round(later / 1024, 1),
        "later_kb_promised": page.later_kb,
        "third_party_addresses": elsewhere,
        "ratio_promised": page.ratio,
    }


def add_rates(
    figures: list[dict[str, Any]],
    address: tuple[str, int],
    cookies: list[str],
    rounds: int,
    seconds: float,
) -> None:
    """The pages in turn, `rounds` times; each ratio is to the ceiling of its own round."""
    loads = [
        [
            load(address, page["path"], cookie, seconds)
            for page, cookie in zip(figures, cookies, strict=True)
        ]
        for _ in range(rounds)
    ]
    for number, page in enumerate(figures):
        own = [turn[number] for turn in loads]
        ratios = [turn[number].rate / turn[0].rate for turn in loads]
        page["requests_per_second"] = round(statistics.median(one.rate for one in own), 1)
        page["median_ms"] = round(statistics.median(one.median for one in own), 1)
        page["ratio"] = round(statistics.median(ratios), 2)
        page["ratios"] = [round(ratio, 2) for ratio in ratios]


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
    lines = [
        f"{result['database']}, {result['workers']} workers, {PARALLEL} requests at a time",
        f"{'page':<12}{'req/s':>8}{'ms':>8}{'ratio':>16}{'first kB':>14}{'later kB':>14}",
    ]
    for page in result["pages"]:
        ratio = f"{page['ratio']:.2f} (≥ {page['ratio_promised']})"
        first = f"{page['first_visit_kb']} (≤ {page['first_visit_kb_promised']})"
        later = f"{page['later_kb']} (≤ {page['later_kb_promised']})"
        start = f"{page['page']:<12}{page['requests_per_second']:>8}{page['median_ms']:>8}"
        lines.append(f"{start}{ratio:>16}{first:>14}{later:>14}")
    lines.append(f"addresses elsewhere: {sum(p['third_party_addresses'] for p in result['pages'])}")
    lines.append(f"memory a worker: {result['memory_mb_a_worker']} MB")
    lines.append(f"passwords a second a core: {result['hashes_per_second_a_core']}")
    lines.append(
        f"sign-ins a second: {result['sign_ins_per_second']} with {result['accounts']} accounts, "
        f"{result['sign_ins_ratio']} (≥ 0.6) of the hashes of all cores"
    )
    return "\n".join(lines)
