"""Logboek van de server: a number that may be a BSN never stands in it (product.md rule 10)."""

import logging

from portal.numbers import cut

MASKED = "[nummer]"


class Masked(logging.Formatter):
    """Masks the whole line as it is written: the message, the error's own text and its stack."""

    def format(self, record: logging.LogRecord) -> str:
        """As always, with every such number masked."""
        return cut(super().format(record), MASKED)
