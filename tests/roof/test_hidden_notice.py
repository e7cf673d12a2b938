"""Verborgen ontvanger (AVG 19): the officer alone decides, and nobody else finds a trace."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Event, Look
from portal.outbox.models import Message
from portal.people.models import User
from portal.register.models import Processing
from portal.roof.art19 import follow
from requests_app import actions
from requests_app.models import DataRequest, HiddenNotice
from requests_app.rules import Kind
from tests.cast import Cast
from tests.register.builders import adopt
from tests.roof.test_art19 import decided, hand_over, noon
from tests.roof.test_no_trace import TOKENS

SignIn = Callable[[User], Client]


@pytest.fixture
def now() -> date:
    return timezone.localdate()


@pytest.fixture
def hidden(cast: Cast, now: date) -> Processing:
    """A processing whose data of Noor went to a recipient that her family does not see."""
    adopt(cast, now)
    rows = Processing.objects.published().filter(board=cast.board, recipients__isnull=False)
    processing = rows.exclude(systems="").order_by("code")[0]
    hand_over(cast, processing, now, hidden=True)
    return processing


def asked(cast: Cast, hidden: Processing, now: date, kind: Kind = Kind.ERASURE) -> DataRequest:
    """Decided while the pages of staff can still be read before the sweep."""
    request = decided(cast, kind, hidden, now)
    follow(noon(now))
    return request


@pytest.mark.parametrize("kind", [Kind.CORRECTION, Kind.ERASURE, Kind.LIMITATION])
def test_the_officer_is_asked_once(cast: Cast, now: date, hidden: Processing, kind: Kind) -> None:
    request = asked(cast, hidden, now, kind)
    follow(noon(now))
    assert HiddenNotice.objects.get(request=request).recipient == hidden.recipients.all()[0]
    mails = Message.objects.filter(key__startswith="requests.officer_decides")
    assert [one.to for one in mails] == [cast.petra.email]


def test_what_is_not_granted_asks_nobody(cast: Cast, now: date, hidden: Processing) -> None:
    decided(cast, Kind.ERASURE, hidden, now, yes=False)
    follow(noon(now))
    assert not HiddenNotice.objects.exists()


@pytest.mark.parametrize("who", ["fatima", "daan", "iris", "henk", "frank"])
def test_nobody_else_finds_a_trace(
    cast: Cast, client_of: SignIn, now: date, hidden: Processing, who: str
) -> None:
    request = asked(cast, hidden, now)
    browser = client_of(getattr(cast, who))
    names = ("detail", "case", "tasks", "answer", "clock")
    pages = [reverse(f"requests:{one}", args=[request.pk]) for one in names]
    pages += [reverse(f"requests:{one}") for one in ("list", "queue", "overview")]

    def seen() -> list[bytes]:
        return [TOKENS.sub(rb"\1\2", browser.get(one).getvalue()) for one in pages]

    before = [seen(), seen()][1]
    notice = HiddenNotice.objects.get()
    actions.decide_hidden(notice, told=False, because="Gevaar.", by=cast.petra, today=now)
    decided_on = seen()
    HiddenNotice.objects.all().delete()
    assert before == decided_on == seen()


def test_the_officer_finds_it_and_decides(
    cast: Cast, client_of: SignIn, now: date, hidden: Processing
) -> None:
    asked(cast, hidden, now)
    notice, browser = HiddenNotice.objects.get(), client_of(cast.petra)
    listed = reverse("requests:hidden_notices")
    assert listed in browser.get(reverse("requests:overview")).text
    url = reverse("requests:hidden_notice", args=[notice.pk])
    facts = {"told": "not_told", "because": "Dat geeft gevaar.", "once_key": str(uuid4())}
    assert "Dat geeft gevaar." in browser.post(url, facts, follow=True).text
    notice.refresh_from_db()
    assert (notice.told, notice.decided_on, notice.decided_by) == (False, now, cast.petra.pk)
    assert listed not in browser.get(reverse("requests:overview")).text


def test_that_the_officer_looked_is_kept_with_the_board(
    cast: Cast, client_of: SignIn, now: date, hidden: Processing
) -> None:
    asked(cast, hidden, now)
    notice = HiddenNotice.objects.get()
    client_of(cast.petra).get(reverse("requests:hidden_notice", args=[notice.pk]))
    look = Look.objects.get(subject_type="requests_app.hiddennotice")
    assert (look.subject_id, look.board_id) == (str(notice.pk), cast.board.pk)
    assert look.roles == "officer"


def test_not_telling_always_has_a_reason(
    cast: Cast, client_of: SignIn, now: date, hidden: Processing
) -> None:
    asked(cast, hidden, now)
    url = reverse("requests:hidden_notice", args=[HiddenNotice.objects.get().pk])
    facts = {"told": "not_told", "because": " ", "once_key": str(uuid4())}
    assert "Schrijf op waarom niet." in client_of(cast.petra).post(url, facts).text
    assert HiddenNotice.objects.get().told is None


def test_the_log_of_the_case_does_not_tell(cast: Cast, now: date, hidden: Processing) -> None:
    request = asked(cast, hidden, now)
    notice = HiddenNotice.objects.get()
    actions.decide_hidden(notice, told=True, because="", by=cast.petra, today=now)
    found = Event.objects.get(verb="requests.hidden_notice")
    assert (found.subject_id, found.pupil_id) == (str(notice.pk), None)
    assert not Event.objects.filter(subject_id=str(request.pk), verb=found.verb).exists()


def test_the_reason_goes_with_the_words_of_the_case(
    cast: Cast, now: date, hidden: Processing
) -> None:
    request = asked(cast, hidden, now)
    notice = HiddenNotice.objects.get()
    actions.decide_hidden(notice, told=False, because="Gevaar.", by=cast.petra, today=now)
    actions.anonymise(request, today=now)
    notice.refresh_from_db()
    assert notice.because == ""
