"""Rows of the table of the doors: school accounts."""

from datetime import date

from portal.signin.models import IdentityProvider
from tests.cast import Cast
from tests.door import EVERYBODY, Door, Keys
from tests.signin.sso.builders import make_provider

NOBODY_LISTENS = "http://127.0.0.1:9"


def _school(cast: Cast, _today: date) -> Keys:
    if not IdentityProvider.objects.exists():
        make_provider(cast.board, cast.otto, NOBODY_LISTENS)
    return {"provider_id": IdentityProvider.objects.get().slug}


DOORS: dict[str, Door] = {
    "signin:sso": Door(_school, {405: EVERYBODY}, post={302: EVERYBODY}, public=True),
    "signin:sso_back": Door(_school, {302: EVERYBODY}, public=True),
    "signin:sso_refused": Door(get={200: EVERYBODY}, public=True),
}
