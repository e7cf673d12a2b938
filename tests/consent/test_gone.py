"""Wat de familie leest: that it comes down and when; the same for both parents, and no more."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent.actions import finish
from consent.models import Purpose, TakeDown
from consent.rules import Removal
from portal.people.models import Enrolment, User
from tests.cast import Cast
from tests.consent.builders import new_text, say
from tests.consent.klas import fill
from tests.consent.weg import allowed, published, withdrawn

SignIn = Callable[[User], Client]
LINES = (
    "De school haalt",
    "Verwijderd op",
    "Onherkenbaar",
    "gedrukt of uitgezonden",
    "kon dit op 1 plek",
)


@pytest.fixture
def now() -> date:
    """The real day, as the browser sees it."""
    return timezone.localdate()


def reads(cast: Cast, user: User, client_of: SignIn) -> str:
    return client_of(user).get(reverse("consent:choices", args=[cast.noor.pk])).text


def lines_of(page: str) -> list[str]:
    found = [" ".join(line.split()) for line in page.splitlines()]
    return [line for line in found if any(words in line for words in LINES)]


def ends(task: TakeDown, how: Removal, cast: Cast, now: date) -> None:
    finish(task, how=how, reason="Fatima vroeg het.", on=now, by=cast.iris, today=now)


def test_both_parents_read_the_same_line(cast: Cast, client_of: SignIn, now: date) -> None:
    withdrawn(cast, now)
    pages = [lines_of(reads(cast, user, client_of)) for user in (cast.fatima, cast.daan)]
    assert len(pages[0]) == 1
    assert "De school haalt dit op 1 plek weg, uiterlijk" in pages[0][0]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("who", ["fatima", "daan"])
def test_whoever_withdrew_the_line_is_the_same(
    cast: Cast, client_of: SignIn, now: date, who: str
) -> None:
    purpose = allowed(cast, now)
    say(cast.daan, cast.noor, purpose, now, yes=True)
    published(cast, purpose, now)
    say(getattr(cast, who), cast.noor, purpose, now, yes=False)
    pages = [lines_of(reads(cast, user, client_of)) for user in (cast.fatima, cast.daan)]
    day = timezone.localdate(TakeDown.objects.get().publication.at)
    assert pages[0] == pages[1]
    assert [day, "weg, uiterlijk" in pages[0][0]] == [now, True]


@pytest.mark.parametrize(
    "code, how, words",
    [
        pytest.param("instagram", Removal.REMOVED, "Verwijderd op", id="removed"),
        pytest.param("instagram", Removal.BLURRED, "Onherkenbaar gemaakt op", id="blurred"),
        pytest.param(
            "instagram", Removal.NOT_POSSIBLE, "kon dit op 1 plek niet", id="not possible"
        ),
        pytest.param("pers", Removal.NEXT_EDITION, "niet terughalen", id="print"),
    ],
)
def test_the_family_reads_how_it_ended_and_not_who_or_why(
    cast: Cast, client_of: SignIn, now: date, code: str, how: Removal, words: str
) -> None:
    ends(withdrawn(cast, now, code), how, cast, now)
    page = reads(cast, cast.daan, client_of)
    assert words in page
    assert not any(one in page for one in ("Fatima", "Iris", "sportdag", "example.org"))


@pytest.mark.parametrize("how", [Removal.REMOVED, Removal.BLURRED])
def test_each_day_of_a_removal_is_told_once(
    cast: Cast, client_of: SignIn, now: date, how: Removal
) -> None:
    then, days = now - timedelta(days=9), [now - timedelta(days=2), now]
    purpose = allowed(cast, then)
    for _number in range(3):
        published(cast, purpose, then)
    say(cast.fatima, cast.noor, purpose, now - timedelta(days=3), yes=False)
    for task, day in zip(TakeDown.objects.all(), [*days, now], strict=True):
        finish(task, how=how, reason="", on=day, by=cast.iris, today=now)
    pages = [reads(cast, user, client_of) for user in (cast.fatima, cast.daan)]
    for page in pages:
        told = re.split("Verwijderd op|Onherkenbaar gemaakt op", page)[1].partition("</li>")[0]
        assert re.findall(r'datetime="([^"]+)"', told) == [str(day) for day in days]
        assert "(3 keer)" in told


def test_print_says_so_while_the_task_is_open(cast: Cast, client_of: SignIn, now: date) -> None:
    withdrawn(cast, now, "schoolgids")
    page = reads(cast, cast.fatima, client_of)
    assert "kan de school niet terughalen" in page
    assert "uiterlijk" not in page


def test_what_is_allowed_again_says_nothing(cast: Cast, client_of: SignIn, now: date) -> None:
    task = withdrawn(cast, now)
    ends(task, Removal.REMOVED, cast, now)
    say(cast.fatima, cast.noor, task.publication.purpose, now, yes=True)
    assert lines_of(reads(cast, cast.fatima, client_of)) == []


def test_a_picture_of_another_child_is_not_on_this_page(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    purpose, (other,) = allowed(cast, now), fill(cast, now, 1)
    user = other.guardianships.all()[0].guardian.user
    assert user is not None
    say(user, other, purpose, now, yes=True)
    published(cast, purpose, now, cast.noor, other)
    say(user, other, purpose, now, yes=False)
    assert lines_of(reads(cast, cast.fatima, client_of)) == []


def test_the_fragment_holds_the_line_too(cast: Cast, client_of: SignIn, now: date) -> None:
    purpose = withdrawn(cast, now).publication.purpose
    url = f"{reverse('consent:choices', args=[cast.noor.pk])}?vraag={purpose.pk}"
    part = client_of(cast.daan).get(url, headers={"HX-Request": "true"}).text
    assert lines_of(part) == lines_of(reads(cast, cast.daan, client_of))


def test_more_pictures_ask_no_more_queries(cast: Cast, client_of: SignIn, now: date) -> None:
    purpose = allowed(cast, now)
    for _number in range(4):
        published(cast, purpose, now)
    daan, url = client_of(cast.daan), reverse("consent:choices", args=[cast.noor.pk])
    none = counted(daan, url)
    say(cast.fatima, cast.noor, purpose, now, yes=False)
    many = counted(daan, url)
    TakeDown.objects.exclude(pk=TakeDown.objects.all()[0].pk).delete()
    one = counted(daan, url)
    assert (none, one, many) == (7, 7, 7)


def retire(purpose: Purpose, now: date) -> None:
    Purpose.objects.filter(pk=purpose.pk).update(until=now)


@pytest.mark.parametrize("is_done", [False, True], ids=["open", "done"])
def test_both_parents_still_read_it_of_a_question_that_is_not_asked_any_more(
    cast: Cast, client_of: SignIn, now: date, is_done: bool
) -> None:
    task = withdrawn(cast, now)
    if is_done:
        ends(task, Removal.REMOVED, cast, now)
    retire(task.publication.purpose, now)
    pages = [reads(cast, user, client_of) for user in (cast.fatima, cast.daan)]
    words = "Verwijderd op" if is_done else "De school haalt dit op 1 plek weg, uiterlijk"
    assert [words in line for line in lines_of(pages[0])] == [True]
    assert lines_of(pages[0]) == lines_of(pages[1])
    assert all("Weghalen van vroeger" in one for one in pages)


def test_what_is_past_is_named_by_the_text_in_force_on_the_day(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    purpose = withdrawn(cast, now).publication.purpose
    old = purpose.texts.get(language="nl")
    new_text(purpose, now + timedelta(days=1))
    retire(purpose, now)
    page = reads(cast, cast.fatima, client_of)
    assert (old.title in page, "Foto op internet" in page) == (True, False)
    purpose.texts.filter(version=2).update(in_force_on=now)  # a day on, in the same process
    assert "Foto op internet" in reads(cast, cast.fatima, client_of)


def test_a_pupil_who_left_keeps_the_line(cast: Cast, client_of: SignIn, now: date) -> None:
    withdrawn(cast, now)
    rows = Enrolment.objects.filter(pupil=cast.noor)
    rows.update(until=now, leaving_reason="vertrokken")
    assert len(lines_of(reads(cast, cast.fatima, client_of))) == 1


def test_what_is_past_asks_no_more_queries(cast: Cast, client_of: SignIn, now: date) -> None:
    retire(withdrawn(cast, now).publication.purpose, now)
    url = reverse("consent:choices", args=[cast.noor.pk])
    assert counted(client_of(cast.daan), url) == 7


def test_nothing_is_past_while_it_is_asked(cast: Cast, client_of: SignIn, now: date) -> None:
    withdrawn(cast, now)
    assert "Weghalen van vroeger" not in reads(cast, cast.daan, client_of)


def counted(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        client.get(url)
    return len(found)
