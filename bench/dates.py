"""How many requests a second get both dates: suspended, extended, over holidays and plain ones."""

import time
from datetime import date, timedelta
from itertools import cycle

from requests_app.rules import Suspension, deadlines

PROMISED = 20_000
HOLIDAYS = frozenset(
    date(year, month, day)
    for year in range(2024, 2034)
    for month, day in ((1, 1), (4, 27), (5, 5), (12, 25), (12, 26))
)


def date_rate(seconds: float = 1.0) -> float:
    """`deadlines()` a second of one core's time, one request in four suspended and one extended."""
    start = date(2026, 1, 1)
    cases = [
        (start + timedelta(days=number), number % 4 == 1, number % 4 == 2) for number in range(365)
    ]
    began = time.process_time()
    for count, (received, is_paused, is_extended) in enumerate(cycle(cases), start=1):
        pause = Suspension(received + timedelta(days=3), received + timedelta(days=17))
        deadlines(
            received,
            suspensions=(pause,) if is_paused else (),
            extended=is_extended,
            holidays=HOLIDAYS,
        )
        if count % 256 == 0 and time.process_time() - began >= seconds:
            return count / (time.process_time() - began)
    return 0.0  # never: the cases go round
