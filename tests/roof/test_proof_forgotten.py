"""Bewijs van toestemming opruimen: five years after the last day on which it was relied on."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from consent.actions import finish
from consent.actions.rebuild import rebuild_current
from consent.models import (
    Choice,
    CurrentChoice,
    PaperProof,
    Publication,
    PublicationPupil,
    PublicationText,
    Purpose,
    TakeDown,
)
from consent.rules import Removal
from portal.audit.models import Erasure, Event
from portal.due import DUE
from portal.people.models import Enrolment
from portal.people.rules import turns
from portal.register.models import RetentionRule
from portal.roof.keeping import forget_consent
from requests_app.models import DataRequest
from tests.cast import Cast
from tests.consent.builders import say, type_over
from tests.consent.weg import allowed, published
from tests.requests_app.builders import make_request

DAY = timedelta(days=1)
TABLES = (Choice, CurrentChoice, PaperProof, PublicationPupil, TakeDown, Publication)


def sweep(today: date) -> int:
    return forget_consent(timezone.make_aware(datetime.combine(today, time(12))))


def counts() -> list[int]:
    return [table._default_manager.count() for table in TABLES]


def leave(cast: Cast, today: date) -> date:
    """Noor leaves; the first day on which the proof may go."""
    Enrolment.objects.filter(pupil=cast.noor).update(until=today)
    return turns(today, 5)


@pytest.fixture
def purpose(cast: Cast, today: date) -> Purpose:
    """Noor may be in the school guide, by Fatima's word and on Daan's paper."""
    found = allowed(cast, today, "schoolgids")
    type_over(cast.noor, "Daan", {found: True}, today, by=cast.iris)
    return found


def test_the_proof_goes_five_years_after_leaving(cast: Cast, today: date, purpose: Purpose) -> None:
    published(cast, purpose, today)
    over = leave(cast, today)
    assert sweep(over - DAY) == 0
    assert counts() == [2, 2, 1, 1, 0, 1]
    assert [sweep(over), sweep(over)] == [1, 0]
    assert counts() == [0] * 6
    assert not PublicationText.objects.exists()
    assert rebuild_current() == (0, 0)


def test_the_erasure_leaves_its_own_trace(cast: Cast, today: date, purpose: Purpose) -> None:
    sweep(leave(cast, today))
    erasure = Erasure.objects.get(reason="consent.proof")
    assert (erasure.rows, erasure.by_id, erasure.closed_at is None) == (5, None, False)
    event = Event.objects.get(verb="consent.proof_erased")
    assert (event.pupil_id, event.board_id, event.actor_id) == (
        cast.noor.pk,
        cast.board.pk,
        None,
    )
    assert event.facts == {"rows": 5}


def test_who_is_at_school_keeps_everything(cast: Cast, today: date, purpose: Purpose) -> None:
    assert sweep(turns(today, 9)) == 0
    assert Choice.objects.count() == 2


def test_who_came_back_keeps_everything(cast: Cast, today: date, purpose: Purpose) -> None:
    over = leave(cast, today)
    again = {"since": over - DAY, "roster_key": "weer"}
    Enrolment.objects.create(pupil=cast.noor, school=cast.school, **again)
    assert sweep(over) == 0


def test_another_pupil_in_the_picture_stays(cast: Cast, today: date, purpose: Purpose) -> None:
    made = published(cast, purpose, today)
    PublicationPupil.objects.create(publication=made, pupil_id=cast.bram.pk)
    Enrolment.objects.filter(pupil=cast.bram).update(until=None)
    assert sweep(leave(cast, today)) == 1
    assert PublicationPupil.objects.get().pupil_id == cast.bram.pk
    assert PublicationText.objects.count() == Publication.objects.count() == 1


def test_what_stands_online_keeps_its_proof(cast: Cast, today: date) -> None:
    purpose = allowed(cast, today)
    published(cast, purpose, today)
    over = leave(cast, today + DAY)
    assert sweep(over) == 0
    say(cast.fatima, cast.noor, purpose, today + DAY, yes=False)
    gone_on, task = today + 9 * DAY, TakeDown.objects.get()
    assert sweep(over + DAY) == 0
    finish(task, how=Removal.REMOVED, reason="", on=gone_on, by=cast.iris, today=gone_on)
    assert sweep(turns(gone_on, 5) - DAY) == 0
    assert sweep(turns(gone_on, 5)) == 1
    assert counts() == [0] * 6


def test_the_term_is_the_boards_own(cast: Cast, today: date, purpose: Purpose) -> None:
    over, own = leave(cast, today), {"name": "Bewijs", "counts_from": "consent", "source": "AP"}
    rows = [(1, turns(today, 2)), (7, turns(today, 4))]
    RetentionRule.objects.bulk_create(
        RetentionRule(
            board=cast.board, code="bewijs-toestemming", years=years, valid_from=on, **own
        )
        for years, on in rows
    )
    assert sweep(over) == 0
    assert sweep(turns(today, 7)) == 1


def test_an_open_request_keeps_everything(cast: Cast, today: date, purpose: Purpose) -> None:
    make_request(cast.fatima, today=today)
    over = leave(cast, today)
    assert sweep(over) == 0
    DataRequest.objects.update(state="withdrawn")
    assert sweep(over) == 1


def test_without_an_erasure_the_database_refuses(cast: Cast, today: date, purpose: Purpose) -> None:
    sweep(leave(cast, today) - DAY)
    PaperProof.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Choice.objects.all().delete()


def test_it_is_done_every_day() -> None:
    assert DUE["roof.forget_consent"] == ("portal.roof.keeping.forget_consent", 86400)
