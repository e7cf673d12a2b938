"""De kaart van een verwerking: it stands still for this child, and nobody reads who asked."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.outbox.models import Message
from portal.people.models import User
from portal.register.access import restricted_pupils
from portal.register.actions import lift_restriction, lift_with_notice, restrict
from portal.register.models import Processing, Restriction
from portal.register.rules.restrictions import NOTICE, StopEnd, StopReason
from tests.cast import Cast
from tests.doors_documents import objectionable
from tests.register.builders import adopt

SignIn = Callable[[User], Client]
STILL = "Dit staat stil sinds"


@pytest.fixture
def now(cast: Cast) -> date:
    day = timezone.localdate()
    adopt(cast, day)
    return day


def halt(cast: Cast, now: date, why: StopReason = StopReason.WEIGHED) -> Restriction:
    row: Processing = objectionable(cast)
    return restrict(cast.noor, processing=row, why=why, since=now, by=None)


def read(client: Client, cast: Cast) -> str:
    page = client.get(reverse("register:pupil", args=[cast.noor.pk]))
    text = page.text.split("<main")[1].split("</main")[0]
    return " ".join(text.split())


def test_both_parents_read_the_same_and_not_who_asked(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    assert STILL not in read(client_of(cast.fatima), cast)
    halt(cast, now)
    pages = [read(client_of(user), cast) for user in (cast.fatima, cast.daan)]
    assert pages[0] == pages[1]
    assert pages[0].count(STILL) == 1
    assert "De school bekijkt of dit door mag gaan." in pages[0]
    for word in ("Fatima", "Daan", "bezwaar wordt"):
        assert word not in pages[0]


@pytest.mark.parametrize(
    "why, words",
    [
        (StopReason.UPHELD, "De school doet dit niet meer."),
        (StopReason.ACCURACY, "De school bekijkt of de gegevens kloppen."),
        (StopReason.LIMITED, "De school bewaart de gegevens wel, maar gebruikt ze niet."),
    ],
)
def test_the_reason_is_in_neutral_words(
    cast: Cast, client_of: SignIn, now: date, why: StopReason, words: str
) -> None:
    halt(cast, now, why)
    assert words in read(client_of(cast.fatima), cast)


def test_another_child_reads_nothing_of_it(cast: Cast, client_of: SignIn, now: date) -> None:
    halt(cast, now)
    page = client_of(cast.sam).get(reverse("register:pupil", args=[cast.sam_pupil.pk]))
    assert STILL not in page.text


def test_what_ended_is_not_told(cast: Cast, client_of: SignIn, now: date) -> None:
    lift_restriction(halt(cast, now), because=StopEnd.DECIDED_NO, on=now, by=None)
    assert STILL not in read(client_of(cast.fatima), cast)


def test_a_limitation_ends_a_week_after_the_family_was_told(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    row = halt(cast, now, StopReason.LIMITED)
    Message.objects.all().delete()
    on = lift_with_notice(row, by=cast.petra, today=now)
    assert on == now + NOTICE
    told = Message.objects.filter(kind="register.lifting")
    assert {one.to for one in told} == {cast.fatima.email, cast.daan.email}
    assert "De school gaat weer verder op" in read(client_of(cast.daan), cast)
    day = timedelta(days=1)
    stands = [restricted_pupils(row.processing, one) for one in (on - day, on)]
    assert stands == [{cast.noor.pk}, set()]


def test_lifting_twice_tells_once(cast: Cast, client_of: SignIn, now: date) -> None:
    row, browser = halt(cast, now, StopReason.LIMITED), client_of(cast.petra)
    place = reverse("register:lift_restriction", args=[row.pk])
    assert "De familie krijgt nu bericht" in browser.post(place, follow=True).text
    page = browser.post(place, follow=True).text
    assert "Dit was al opgeheven." in page
    assert "Hef op" not in page
    assert Message.objects.filter(kind="register.lifting").count() == 2


def test_the_page_asks_one_question_for_all_of_it(cast: Cast, client_of: SignIn, now: date) -> None:
    browser = client_of(cast.fatima)
    counts = []
    for why in (StopReason.LIMITED, StopReason.ACCURACY):
        read(browser, cast)
        with CaptureQueriesContext(connection) as asked:
            read(browser, cast)
        counts.append(len(asked))
        halt(cast, now, why)
    assert counts[0] == counts[1] <= 10
