"""Wie keek er: a family reads role and day, the FG the name, and some looks leave no trace."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.audit.actions import looked
from portal.audit.models import Look
from portal.people.models import Membership, User
from portal.people.rules import RoleKind
from tests.builders import make_guardian, make_role, tie
from tests.cast import Cast
from tests.doors_sixteen import _link
from tests.register.builders import adopt, hidden_row
from tests.story import answered_request, filed_request

SignIn = Callable[[User], Client]
NOBODY = "Er keek nog niemand in dit portaal."


@pytest.fixture
def now(cast: Cast) -> date:
    """The real day, as the browser sees it."""
    return timezone.localdate()


def read(cast: Cast, client_of: SignIn, who: str = "fatima") -> str:
    pupil = cast.sam_pupil if who in {"sam", "jan"} else cast.noor
    page = client_of(getattr(cast, who)).get(reverse("roof:looks", args=[pupil.pk]))
    return page.text.split("<main")[1].split("</main")[0]


def log(cast: Cast, client_of: SignIn, who: str = "frank", **chosen: str) -> str:
    page = client_of(getattr(cast, who)).get(reverse("roof:look_log"), chosen)
    return page.text.split("<tbody")[-1].split("</main")[0]


def test_a_parent_reads_role_and_day_and_never_a_name(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    looked(cast.iris, cast.noor, today=now)
    html = read(cast, client_of)
    assert "schooladministratie" in html
    assert f'datetime="{now.isoformat()}"' in html
    assert "Iris" not in html


def test_a_parent_sees_looks_at_the_own_request_only(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    looked(cast.petra, filed_request(cast, now), today=now)
    assert "privacy officer" in read(cast, client_of)
    assert NOBODY in read(cast, client_of, "daan")


def test_a_list_counts_on_the_days_on_which_the_pupil_stood_on_it(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    Membership.objects.filter(pupil=cast.noor).update(until=now)
    looked(cast.ad, cast.group, today=now)
    looked(cast.ad, cast.so, today=now)
    assert NOBODY in read(cast, client_of)
    looked(cast.ad, cast.group, today=now - timedelta(days=1))
    looked(cast.ad, cast.school, today=now)
    html = read(cast, client_of)
    assert html.count("beheerder van het bestuur") == 2
    assert "lijst van de groep" in html


def test_the_own_household_leaves_no_trace(cast: Cast, client_of: SignIn, now: date) -> None:
    tie(make_guardian(cast.board, cast.lotte), cast.noor)
    looked(cast.lotte, cast.group, today=now)
    assert NOBODY in read(cast, client_of)


def test_a_look_at_a_hidden_row_leaves_no_trace(cast: Cast, client_of: SignIn, now: date) -> None:
    adopt(cast, now)
    looked(cast.petra, hidden_row(cast, now), today=now)
    assert NOBODY in read(cast, client_of)
    assert "een verstrekking" in log(cast, client_of)


def test_a_pupil_of_sixteen_sees_looks_at_the_own_account(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    looked(cast.ad, cast.sam, today=now, board_id=cast.board.pk)
    html = read(cast, client_of, "sam")
    assert "Wie keek er naar jouw gegevens?" in html
    assert "een account" in html
    assert NOBODY in read(cast, client_of, "jan")


def test_an_old_look_without_a_role_says_staff(cast: Cast, client_of: SignIn, now: date) -> None:
    Look.objects.create(
        user_id=cast.iris.pk, subject_type="people.pupil", subject_id=str(cast.noor.pk), on=now
    )
    assert "medewerker van de school" in read(cast, client_of)


def test_the_fg_reads_the_name(cast: Cast, client_of: SignIn, now: date) -> None:
    looked(cast.iris, cast.noor, today=now)
    for who in ("frank", "petra"):
        html = log(cast, client_of, who)
        assert "Iris" in html
        assert "Noor Demo" in html
    assert "Iris" not in log(cast, client_of, "vera")


@pytest.mark.parametrize(
    "chosen, found",
    [
        ({"medewerker": "iris"}, {"Iris"}),
        ({"leerling": "noor demo"}, {"Iris", "Bas"}),
        ({"leerling": "xyz"}, set()),
        ({"soort": "people.school"}, {"Henk"}),
        ({"tot": "01-01-2020"}, set()),
        ({"vanaf": "geen datum"}, {"Iris", "Bas", "Henk"}),
    ],
)
def test_the_log_can_be_searched(
    cast: Cast, client_of: SignIn, now: date, chosen: dict[str, str], found: set[str]
) -> None:
    looked(cast.iris, cast.noor, today=now)
    looked(cast.bas, filed_request(cast, now), today=now)
    looked(cast.henk, cast.school, today=now)
    html = log(cast, client_of, **chosen)
    assert {name for name in ("Iris", "Bas", "Henk") if name in html} == found


def test_the_log_hides_the_own_household(cast: Cast, client_of: SignIn, now: date) -> None:
    tie(make_guardian(cast.board, cast.frank), cast.noor)
    for subject in (cast.noor, filed_request(cast, now), cast.fatima):
        looked(cast.iris, subject, today=now, board_id=cast.board.pk)
    assert "Iris" not in log(cast, client_of)
    assert "Iris" in log(cast, client_of, "petra")


def test_opening_the_log_is_a_look_itself(cast: Cast, client_of: SignIn, now: date) -> None:
    log(cast, client_of)
    assert Look.objects.get().subject_type == "people.board"


def staff_pages(cast: Cast, now: date) -> list[str]:
    make_role(cast.petra, RoleKind.HANDLER, school=cast.school)
    filed, answered = filed_request(cast, now), answered_request(cast, now)
    return [
        reverse("requests:case", args=[filed.pk]),
        reverse("requests:decide", args=[filed.pk]),
        reverse("requests:case_letter", args=[answered.pk]),
        reverse("signin:desk_person", args=[cast.fatima.pk]),
        reverse("signin:desk_lost_phone", args=[cast.fatima.pk]),
        reverse("signin:desk_card", args=[cast.fatima.pk]),
        reverse("signin:invite_school", args=[cast.school.pk]),
        reverse("roof:new_representation", kwargs=_link(cast, now)),
    ]


@pytest.mark.parametrize("number", range(8))
def test_every_staff_page_about_somebody_notes_the_look(
    cast: Cast, client_of: SignIn, now: date, number: int
) -> None:
    place = staff_pages(cast, now)[number]
    assert client_of(cast.petra).get(place).status_code == 200
    look = Look.objects.get(user_id=cast.petra.pk)
    assert look.board_id == cast.board.pk
    assert "officer" in look.roles


@pytest.mark.parametrize("name", ["looks", "look_log"])
def test_the_number_of_queries_does_not_depend_on_the_looks(
    cast: Cast, client_of: SignIn, now: date, name: str
) -> None:
    who = cast.fatima if name == "looks" else cast.frank
    place = reverse(f"roof:{name}", args=[cast.noor.pk] if name == "looks" else [])
    browser = client_of(who)
    looked(cast.iris, cast.noor, today=now)
    browser.get(place)
    with CaptureQueriesContext(connection) as few:
        browser.get(place)
    for days in range(60):
        looked(cast.iris, cast.noor, today=now - timedelta(days=days))
    with CaptureQueriesContext(connection) as many:
        browser.get(place)
    assert len(few) == len(many) <= 20
