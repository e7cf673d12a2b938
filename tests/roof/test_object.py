"""Bezwaar: one tap, one verzet, in time; never another family's, never after the last day."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.people.models import Guardianship, Pupil, User
from portal.register.models import IntendedDisclosure, Objection
from portal.roof.announced import carry_out_intent
from requests_app.models import DataRequest
from tests.builders import make_pupil, tie
from tests.cast import Cast
from tests.register.builders import adopt, announced, handover_of

SignIn = Callable[[User], Client]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def today() -> date:
    """The pages ask the real clock, so the cast is made for the real day."""
    return timezone.localdate()


@pytest.fixture
def row(cast: Cast, today: date) -> IntendedDisclosure:
    """Announced to Noor's group."""
    adopt(cast, today)
    return announced(cast, cast.group, today)


def address(row: IntendedDisclosure, pupil: Pupil, name: str = "object_to") -> str:
    return reverse(f"roof:{name}", args=[pupil.pk, row.pk])


def test_one_tap_makes_a_verzet_with_what_it_is_about(
    cast: Cast, row: IntendedDisclosure, client_of: SignIn
) -> None:
    answer = client_of(cast.fatima).post(address(row, cast.noor), follow=True)
    case = DataRequest.objects.get()
    assert (case.kind, case.subject_pupil, case.requester) == (
        "verzet",
        cast.noor,
        cast.guardians["fatima"],
    )
    for words in ("Onderzoek naar het schoolplein", "GGD Vlinderland", "geboortedatum"):
        assert words in case.text.scope
    assert "U hebt bezwaar gemaakt" in answer.content.decode()
    assert Objection.objects.get().request_id == case.pk


def test_tapping_twice_is_one_request(
    cast: Cast, row: IntendedDisclosure, client_of: SignIn
) -> None:
    client = client_of(cast.fatima)
    for _ in range(2):
        assert client.post(address(row, cast.noor)).status_code == 302
    assert (Objection.objects.count(), DataRequest.objects.count()) == (1, 1)


def test_the_other_guardian_does_not_see_it_and_may_object_too(
    cast: Cast, row: IntendedDisclosure, client_of: SignIn
) -> None:
    before = client_of(cast.daan).get(address(row, cast.noor, "intended")).content
    client_of(cast.fatima).post(address(row, cast.noor))
    after = client_of(cast.daan).get(address(row, cast.noor, "intended")).content
    assert b"bezwaar gemaakt" not in after
    assert len(before) == len(after)
    client_of(cast.daan).post(address(row, cast.noor))
    assert Objection.objects.filter(pupil_id=cast.noor.pk).count() == 2


@pytest.mark.parametrize("who", ["olga", "ruud", "yara", "tom", "mila", "iris", "petra"])
def test_for_another_family_it_does_not_exist(
    cast: Cast, row: IntendedDisclosure, client_of: SignIn, who: str
) -> None:
    client = client_of(getattr(cast, who))
    assert client.post(address(row, cast.noor)).status_code == 404
    assert client.get(address(row, cast.noor, "intended")).status_code == 404
    assert not Objection.objects.exists()


def test_an_own_child_is_no_way_to_anothers_announcement(
    cast: Cast, today: date, row: IntendedDisclosure, client_of: SignIn
) -> None:
    client = client_of(cast.olga)
    assert client.post(address(row, cast.noah)).status_code == 404  # Noah is in another school
    late = make_pupil(cast.school, "Laat", None)
    tie(cast.guardians["olga"], late)
    assert client.post(address(row, late)).status_code == 404  # same school, not this group
    assert not DataRequest.objects.exists()


def test_who_only_may_look_cannot_object(
    cast: Cast, today: date, row: IntendedDisclosure, client_of: SignIn
) -> None:
    Guardianship.objects.filter(guardian=cast.guardians["daan"]).update(
        restriction_since=today, may_view=True
    )
    client = client_of(cast.daan)
    page = client.get(address(row, cast.noor, "intended"))
    assert "Ik maak bezwaar" not in page.content.decode()
    assert client.post(address(row, cast.noor)).status_code == 403
    assert not Objection.objects.exists()


def test_whom_a_court_left_only_requests_may_object(
    cast: Cast, today: date, row: IntendedDisclosure, client_of: SignIn
) -> None:
    Guardianship.objects.filter(guardian=cast.guardians["daan"]).update(
        restriction_since=today, may_request=True
    )
    assert client_of(cast.daan).post(address(row, cast.noor)).status_code == 302
    assert Objection.objects.count() == 1


@pytest.mark.parametrize("days, clock, requests", [(14, (23, 59, 59), 1), (15, (0, 0, 1), 0)])
def test_the_last_day_ends_at_midnight_in_amsterdam(
    cast: Cast,
    today: date,
    row: IntendedDisclosure,
    client_of: SignIn,
    days: int,
    clock: tuple[int, int, int],
    requests: int,
) -> None:
    then = today + timedelta(days=days)
    moment = datetime(then.year, then.month, then.day, *clock, tzinfo=AMSTERDAM)
    with time_machine.travel(moment, tick=False):
        client = client_of(cast.fatima)
        page = client.post(address(row, cast.noor), follow=True).content.decode()
    assert DataRequest.objects.count() == requests
    assert ("De dagen voor bezwaar zijn voorbij." in page) is (requests == 0)
    assert ("Vraag de school om te stoppen" in page) is (requests == 0)


def test_a_dropped_plan_takes_no_objection(
    cast: Cast, row: IntendedDisclosure, client_of: SignIn
) -> None:
    IntendedDisclosure.objects.filter(pk=row.pk).update(state="dropped")
    page = client_of(cast.fatima).post(address(row, cast.noor), follow=True)
    assert "Het gaat niet door" in page.content.decode()
    assert not DataRequest.objects.exists()


def test_the_first_page_tells_it_in_a_fixed_number_of_queries(
    cast: Cast, today: date, row: IntendedDisclosure, client_of: SignIn
) -> None:
    client, counts = client_of(cast.fatima), []
    client.get("/")
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/").content.decode()
        assert "De school wil gegevens delen over Noor" in page
        counts.append(len(asked))
        for number in range(5):
            announced(cast, cast.group, today, purpose=f"Nog een {number}")
    assert counts[0] == counts[1]


def test_what_was_shared_and_what_was_not_is_told_to_each_family(
    cast: Cast, today: date, row: IntendedDisclosure, client_of: SignIn
) -> None:
    sister = make_pupil(cast.school, "Zus", None, group=cast.group)
    tie(cast.guardians["olga"], sister)
    client_of(cast.fatima).post(address(row, cast.noor))
    day = today + timedelta(days=16)
    carry_out_intent(
        row, handover=handover_of(cast, row), purpose=None, on=day, by=cast.petra, today=day
    )
    not_shared = client_of(cast.daan).get(address(row, cast.noor, "intended")).content.decode()
    shared = client_of(cast.olga).get(address(row, sister, "intended")).content.decode()
    assert "Hierover is niets gedeeld" in not_shared
    assert "De gegevens zijn gedeeld" in shared
