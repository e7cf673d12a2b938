"""Do the same thing in many threads, all at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

Result = TypeVar("Result")


def together(times: int, act: Callable[[], Result]) -> list[Result]:
    """The results of `act`, run `times` times at once, each with its own database connection."""
    start = Barrier(times)

    def run(_number: int) -> Result:
        try:
            start.wait(timeout=30)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))
