"""Balie: what waits is seen, and can be stopped with a reason that stays."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import User
from portal.signin.actions.reset import OwnAccount, ask_reset, cancel_at_desk, waiting_for
from portal.signin.models import FactorReset
from portal.signin.rules import AskedVia, DocumentSeen, StopReason
from tests.cast import Cast

In = Callable[[User], Client]
KNOWN = DocumentSeen.KNOWN_IN_PERSON


@pytest.fixture
def waiting(cast: Cast) -> FactorReset:
    """Somebody rang about Fatima's telephone."""
    board, by, now = cast.board, cast.ad, timezone.now()
    via = AskedVia.PHONE
    return ask_reset(cast.fatima, board=board, by=by, via=via, document=KNOWN, now=now)


def test_the_desk_sees_that_one_waits(cast: Cast, client_of: In, waiting: FactorReset) -> None:
    link = f"/balie/{cast.fatima.pk}/"
    assert link in client_of(cast.iris).get("/balie/").content.decode()
    assert link not in client_of(cast.bas).get("/balie/").content.decode()
    assert f"{link}stoppen/" in client_of(cast.iris).get(link).content.decode()


def test_the_desk_stops_it_with_who_and_why(
    cast: Cast, client_of: In, waiting: FactorReset
) -> None:
    Message.objects.all().delete()
    client_of(cast.iris).post(f"/balie/{cast.fatima.pk}/stoppen/", {"why": "doubt"})
    assert waiting_for(cast.fatima) is None
    event = Event.objects.get(verb="signin.reset_cancelled")
    assert (event.actor_id, event.facts["why"]) == (cast.iris.pk, "doubt")
    assert [one.to for one in Message.objects.all()] == [cast.fatima.email]


def test_without_a_reason_nothing_stops(cast: Cast, client_of: In, waiting: FactorReset) -> None:
    page = client_of(cast.iris).post(f"/balie/{cast.fatima.pk}/stoppen/", {"why": ""})
    assert "Kies wat past." in page.content.decode()
    assert waiting_for(cast.fatima) == waiting


def test_stopping_twice_says_so_once(cast: Cast, waiting: FactorReset) -> None:
    now, why = timezone.now(), StopReason.FOUND
    assert cancel_at_desk(cast.fatima, by=cast.iris, why=why, now=now)
    assert not cancel_at_desk(cast.fatima, by=cast.iris, why=why, now=now)
    with pytest.raises(OwnAccount):
        cancel_at_desk(cast.iris, by=cast.iris, why=why, now=now)


def test_another_desk_cannot_stop_it(cast: Cast, client_of: In, waiting: FactorReset) -> None:
    answer = client_of(cast.bas).post(f"/balie/{cast.fatima.pk}/stoppen/", {"why": "doubt"})
    assert answer.status_code == 404
    assert waiting_for(cast.fatima) == waiting
