"""Klad: a secret that was shown but not confirmed yet, sealed in a session and nowhere else."""

import json
from collections.abc import Callable

from django.contrib.sessions.backends.base import SessionBase

from portal.sealed import seal, unseal
from portal.signin.models import new_key
from portal.signin.rules import RECOVERY_CODES
from portal.signin.secret_codes import fresh_codes

KEY = "signin_drafts"
APP = "app"
CODES = "codes"
Kept = dict[str, str]


class Drafts:
    """What one person is about to confirm; `keep` writes it down where it came from."""

    def __init__(self, kept: Kept, keep: Callable[[Kept], None]) -> None:
        self.kept = dict(kept)
        self.keep = keep

    def app_key(self) -> bytes:
        """The secret for a new app: the same one until it is confirmed or dropped."""
        return self._secret(APP, new_key)

    def codes(self) -> list[str]:
        """Ten new recovery codes: the same ones until they are in force or dropped."""
        return list(json.loads(self._secret(CODES, _new_codes)))

    def has(self, name: str) -> bool:
        """Whether it was shown already."""
        return name in self.kept

    def drop(self, name: str) -> None:
        """Confirmed, or no longer wanted."""
        if self.kept.pop(name, None):
            self.keep(self.kept)

    def _secret(self, name: str, make: Callable[[], bytes]) -> bytes:
        if name not in self.kept:
            self.kept[name] = seal(make()).decode()
            self.keep(self.kept)
        return unseal(self.kept[name].encode())


def _new_codes() -> bytes:
    return json.dumps(fresh_codes(RECOVERY_CODES)).encode()


def of_session(session: SessionBase) -> Drafts:
    """The drafts of somebody who is signed in; they end with the session."""

    def keep(kept: Kept) -> None:
        session[KEY] = kept

    return Drafts(session.get(KEY, {}), keep)
