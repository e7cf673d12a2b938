"""Slechte invoer: taps that come too late, are forged, or fall together (law.md §4)."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent.models import Choice, Purpose
from portal.people.models import Pupil, User
from portal.people.rules import turns
from tests.cast import Cast, make_cast
from tests.consent.builders import ask, is_allowed, say
from tests.tools.together import together

SignIn = Callable[[User], Client]
YES = {"answer": "ja", "version": "1", "language": "nl"}


@pytest.fixture
def now() -> date:
    """The real day, as the browser sees it."""
    return timezone.localdate()


def tap(client: Client, pupil: UUID, purpose: UUID, **posted: str) -> int:
    url = reverse("consent:choose", args=[pupil, purpose])
    return client.post(url, YES | posted).status_code


def test_a_question_that_just_stopped_takes_no_answer(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    purpose, fatima = ask(cast, now), client_of(cast.fatima)
    url = reverse("consent:choices", args=[cast.noor.pk])
    assert str(purpose.pk) in fatima.get(url).text
    title = purpose.texts.get().title
    Purpose.objects.filter(pk=purpose.pk).update(until=now)
    for answer in ("ja", "nee"):
        assert tap(fatima, cast.noor.pk, purpose.pk, answer=answer) == 302
        page = fatima.get(url).text
        assert f"{title}: De school stelt deze vraag niet meer." in page
        assert f"question-{purpose.pk}" not in page
    assert not Choice.objects.exists()


def test_a_question_that_stopped_is_no_news_about_another_child(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    purpose, fatima = ask(cast, now), client_of(cast.fatima)
    of_another = {"until": now, "school": cast.vo, "pupil": cast.sam_pupil}
    Purpose.objects.filter(pk=purpose.pk).update(**of_another)
    assert tap(fatima, cast.noor.pk, purpose.pk) == 404
    Purpose.objects.filter(pk=purpose.pk).update(until=None, since=now + timedelta(days=1))
    assert tap(fatima, cast.noor.pk, purpose.pk) == 404


def test_a_child_that_turned_sixteen_while_the_page_was_open(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    purpose, fatima = ask(cast, now), client_of(cast.fatima)
    assert tap(fatima, cast.noor.pk, purpose.pk, answer="nee") == 302
    Pupil.objects.filter(pk=cast.noor.pk).update(born_on=turns(now, -16))
    assert tap(fatima, cast.noor.pk, purpose.pk) in {403, 404}
    assert Choice.objects.count() == 1


def test_what_is_forged_does_not_exist(cast: Cast, client_of: SignIn, now: date) -> None:
    purpose, fatima = ask(cast, now), client_of(cast.fatima)
    assert tap(fatima, cast.noor.pk, uuid4()) == 404
    assert tap(fatima, uuid4(), purpose.pk) == 404
    assert tap(fatima, cast.sam_pupil.pk, purpose.pk) == 404
    assert not Choice.objects.exists()


@pytest.mark.parametrize("who, found", [("fatima", 302), ("ruud", 404), ("yara", 404)])
def test_nobody_chooses_the_capacity_in_which_they_speak(
    cast: Cast, client_of: SignIn, now: date, who: str, found: int
) -> None:
    purpose = ask(cast, now)
    forged = {"capacity": "pupil", "guardian": str(cast.guardians["daan"].pk), "via": "desk"}
    client = client_of(getattr(cast, who))
    assert tap(client, cast.noor.pk, purpose.pk, **forged) == found
    rows = Choice.objects.values_list("guardian_id", "capacity", "given_via")
    own = (cast.guardians["fatima"].pk, "authority", "portal")
    assert list(rows) == ([own] if found == 302 else [])


@pytest.mark.django_db(transaction=True)
def test_two_guardians_at_the_same_second_are_both_heard(today: date) -> None:
    cast = make_cast(today)
    purpose, words = ask(cast, today), iter([(cast.fatima, True), (cast.daan, False)])

    def says() -> object:
        user, yes = next(words)
        return say(user, cast.noor, purpose, today, yes=yes)

    assert None not in together(2, says)
    assert sorted(Choice.objects.values_list("answer", flat=True)) == ["given", "refused"]
    assert not is_allowed(cast.noor, purpose, today)
