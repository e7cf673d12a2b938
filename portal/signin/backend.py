"""Who is behind a session. Passwords are checked in one place only: actions.check_password."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest


class ClosedBackend(ModelBackend):
    """Loads active accounts for a session, and never accepts a password.

    `django.contrib.auth.authenticate` would pass by the counters and the second factor.
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:  # type: ignore[override]
        """Nobody: the way in is actions.check_password, then a code."""
