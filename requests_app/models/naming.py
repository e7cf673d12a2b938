"""Wat is er gevraagd: one name for what a request asks, in lists, titles and letters."""

from typing import cast

from django.utils.functional import Promise

from requests_app.models.words import ADVERTISING, KINDS
from requests_app.rules import Kind


class SaysWhat:
    """Of a request: what it asks. To stop advertisements is a verzet of its own (AVG 21(2)-(3))."""

    @property
    def what(self) -> Promise:
        """In a few words, without a capital."""
        if getattr(self, "direct_marketing", False):
            return ADVERTISING
        return KINDS[Kind(cast(str, self.kind))]  # type: ignore[attr-defined]
