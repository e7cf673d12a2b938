"""Een ja intrekken: always, also when the question, the group or the school is past (AVG 7(3))."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent import access
from consent.actions import Published, publish
from consent.models import Choice, Purpose, TakeDown
from portal.people.models import Enrolment, User
from portal.people.rules import turns
from tests.builders import make_pupil
from tests.cast import Cast
from tests.consent.builders import ask, say, type_over

SignIn = Callable[[User], Client]


@pytest.fixture
def now() -> date:
    """The real day, as the browser sees it."""
    return timezone.localdate()


@pytest.fixture
def purpose(cast: Cast, now: date) -> Purpose:
    """Fatima said yes a while ago, and a photo of Noor is online."""
    row = ask(cast, now - timedelta(days=30), "website")
    say(cast.fatima, cast.noor, row, now - timedelta(days=20), yes=True)
    what = Published(cast.school, row, now - timedelta(days=5), "Sportdag")
    publish(what, pupils=[cast.noor.pk], by=cast.lotte, today=now)
    return row


def question_ended(_cast: Cast, purpose: Purpose, now: date) -> None:
    Purpose.objects.filter(pk=purpose.pk).update(until=now)


def pupil_left(cast: Cast, _purpose: Purpose, now: date) -> None:
    rows = Enrolment.objects.filter(pupil=cast.noor)
    rows.update(until=now, leaving_reason="vertrokken")


PAST = pytest.mark.parametrize("ends", [question_ended, pupil_left], ids=["ended", "left"])


@PAST
def test_a_yes_is_taken_back_and_the_photo_comes_down(
    cast: Cast,
    client_of: SignIn,
    purpose: Purpose,
    now: date,
    ends: Callable[[Cast, Purpose, date], None],
) -> None:
    ends(cast, purpose, now)
    fatima, url = client_of(cast.fatima), reverse("consent:choices", args=[cast.noor.pk])
    assert "Eerder gevraagd" in fatima.get(url).text
    no = {"answer": "nee", "version": "1", "language": "nl"}
    assert fatima.post(f"{url}{purpose.pk}/", no).status_code == 302
    assert Choice.objects.latest("id").answer == "withdrawn"
    assert TakeDown.objects.get().publication.purpose_id == purpose.pk
    assert "Eerder gevraagd" not in fatima.get(url).text


@PAST
def test_nobody_says_yes_to_what_is_past_or_no_to_what_they_never_said(
    cast: Cast,
    client_of: SignIn,
    purpose: Purpose,
    now: date,
    ends: Callable[[Cast, Purpose, date], None],
) -> None:
    ends(cast, purpose, now)
    url = reverse("consent:choose", args=[cast.noor.pk, purpose.pk])
    for name, answer in (("fatima", "ja"), ("daan", "nee"), ("ruud", "nee"), ("olga", "nee")):
        post = {"answer": answer, "version": "1", "language": "nl"}
        client_of(getattr(cast, name)).post(url, post)
    assert Choice.objects.count() == 1


def test_the_desk_takes_a_no_to_what_is_online_and_past(
    cast: Cast, purpose: Purpose, now: date
) -> None:
    question_ended(cast, purpose, now)
    row = next(one for one in access.asked_at_desk(cast.noor, now) if one.only_no)
    assert row.purpose == purpose
    type_over(cast.noor, "Fatima", {purpose: False}, now, by=cast.iris)
    assert TakeDown.objects.count() == 1


def test_the_desk_shows_what_is_past_only_for_whom_something_is_online(
    cast: Cast, purpose: Purpose, now: date
) -> None:
    question_ended(cast, purpose, now)
    other = make_pupil(cast.school, "Pip", turns(now, -8))
    assert [one for one in access.asked_at_desk(other, now) if one.only_no] == []
