"""Verborgen rijen laten geen spoor na: a family's pages, files, mails and counts are the same."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.outbox.models import Message
from portal.people.models import User
from portal.register.actions import agree_hidden, extend_hidden, lift
from portal.register.actions.hiding import remind
from portal.register.models import Disclosure
from tests import doors_disclosing
from tests.cast import Cast
from tests.doors import DOORS
from tests.register.builders import adopt, pending_row, share

SignIn = Callable[[User], Client]
Seen = dict[str, tuple[int, bytes]]
TOKENS = re.compile(  # the token against forged posts, the key of a form that acts once
    rb'(name="(?:csrfmiddlewaretoken|once_key)"[^>]*value=")[^"]*|(id="id_once_key"[^>]*value=")[^"]*'
)

# A new key, new codes or the second of the reading: never twice the same, whatever happened.
FRESH = {"security_txt", "signin:add_app", "signin:new_codes", "signin:new_codes_file"}


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def addresses(cast: Cast, today: date) -> dict[str, str]:
    """Every address of the table of the doors with its object, made beforehand."""
    adopt(cast, today)
    share(cast, cast.noor, today)
    share(cast, cast.group, today)
    names = [name for name in DOORS if name not in doors_disclosing.DOORS]
    return {name: reverse(name, kwargs=DOORS[name].keys(cast, today)) for name in names}


def seen_by(user: User, addresses: dict[str, str], client_of: SignIn) -> Seen:
    """Status and bytes behind every address, in a browser of its own."""
    found, browser = {}, client_of(user)
    for name, url in addresses.items():
        answer = browser.get(url)
        found[name] = (answer.status_code, TOKENS.sub(rb"\1\2", answer.getvalue()))
    return found


def mails_of(user: User) -> list[tuple[str, str]]:
    return list(Message.objects.filter(to=user.email).values_list("subject", "body"))


@pytest.mark.parametrize("who", ["fatima", "ruud"])
def test_every_page_is_the_same_with_and_without_a_hidden_row(
    cast: Cast, client_of: SignIn, today: date, addresses: dict[str, str], who: str
) -> None:
    user = getattr(cast, who)
    seen_by(user, addresses, client_of)  # what only a first visit changes
    before, mails = seen_by(user, addresses, client_of), mails_of(user)
    live_through(pending_row(cast, today), cast, client_of, today)
    after = seen_by(user, addresses, client_of)
    assert {name: before[name][0] for name in addresses} == {n: after[n][0] for n in addresses}
    assert [n for n in addresses if n not in FRESH and before[n] != after[n]] == []
    assert mails_of(user) == mails
    assert who != "fatima" or before["register:disclosures"][0] == 200


def live_through(row: Disclosure, cast: Cast, client_of: SignIn, today: date) -> None:
    """Everything that can happen to a hidden row but lifting: looks, a yes, a reminder, longer."""
    for user in (cast.henk, cast.frank, cast.petra, cast.iris):
        client_of(user).get(reverse("register:log_row", args=[row.pk]))
        client_of(user).get(reverse("register:hidden_row", args=[row.pk]))
    agree_hidden(row, by=cast.henk, today=today)
    later = today + timedelta(days=200)
    extend_hidden(row, reason="Nog onveilig.", review_on=later, by=cast.petra, today=today)
    remind(timezone.now() + timedelta(days=300))


def test_the_comparison_would_see_a_row_that_is_shown(
    cast: Cast, client_of: SignIn, today: date, addresses: dict[str, str]
) -> None:
    pages = {name: addresses[name] for name in ("roof:pupil", "register:disclosures")}
    before = seen_by(cast.fatima, pages, client_of)
    row = pending_row(cast, today)
    lift(row, by=cast.petra, today=today)
    after = seen_by(cast.fatima, pages, client_of)
    assert [name for name in pages if before[name] == after[name]] == []


def test_what_a_family_may_count_does_not_count_it(cast: Cast, today: date) -> None:
    adopt(cast, today)
    pending_row(cast, today)
    rows = Disclosure.objects.visible_to(cast.noor)
    assert (rows.count(), rows.exists(), list(rows.newest_first())) == (0, False, [])
