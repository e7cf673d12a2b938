"""Overgedragen: a case that became the pupil's is found by the pupil, wherever one looks (§3)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.files.actions import CleanUpload
from portal.people.models import Guardianship, Mandate, Pupil, User
from portal.people.rules import MandateScope, turns
from requests_app import actions
from requests_app.models import Attachment, CaseMessage, DataRequest
from tests.builders import make_pupil, make_user, tie
from tests.cast import FAMILY, STAFF, Cast
from tests.requests_app.answers import package_of
from tests.requests_app.builders import answer, make_request
from tests.tools.made import pdf

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)
BEFORE = 9


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def aya(cast: Cast, today: date) -> Pupil:
    """Sixteen since yesterday; Olga has authority, and Daan is her other parent."""
    pupil = make_pupil(cast.school, "Aya", turns(today - DAY, -16), user=make_user("Aya"))
    Guardianship.objects.filter(guardian__in=map(cast.guardians.get, ["olga", "daan"])).delete()
    tie(cast.guardians["olga"], pupil)
    tie(cast.guardians["daan"], pupil)
    return pupil


@pytest.fixture
def handed(cast: Cast, aya: Pupil, today: date) -> DataRequest:
    """Asked by Olga while Aya was fifteen."""
    return make_request(cast.olga, today=today - BEFORE * DAY)


def page(browser: Client, name: str, *keys: object) -> str:
    return browser.get(reverse(name, args=keys)).text


def user_of(pupil: Pupil) -> User:
    assert pupil.user
    return pupil.user


def test_the_pupil_finds_it_on_home_on_the_own_page_and_in_the_list(
    aya: Pupil, handed: DataRequest, client_of: SignIn
) -> None:
    browser = client_of(user_of(aya))
    for name, keys in (("roof:home", []), ("roof:pupil", [aya.pk]), ("requests:list", [])):
        html = page(browser, name, *keys)
        assert handed.reference in html, name
        assert "Olga" not in html


def test_older_cases_of_a_parent_hide_nothing_of_it(
    cast: Cast, aya: Pupil, handed: DataRequest, client_of: SignIn, today: date
) -> None:
    for _number in range(3):
        answer(make_request(cast.olga, today=today - 5 * DAY), cast.iris, today=today - 4 * DAY)
    html = page(client_of(user_of(aya)), "roof:home")
    assert handed.reference in html
    assert "beantwoord" not in html


def test_it_stands_among_ones_own_the_newest_first(
    aya: Pupil, handed: DataRequest, client_of: SignIn, today: date
) -> None:
    mine = [make_request(user_of(aya), today=today - day * DAY) for day in (1, 0)]
    html = page(client_of(user_of(aya)), "roof:home")
    places = [html.index(one.reference) for one in (mine[1], mine[0], handed)]
    assert places == sorted(places)


def test_the_guardian_sees_that_it_was_handed_over(
    cast: Cast, aya: Pupil, handed: DataRequest, client_of: SignIn
) -> None:
    for name in ("roof:home", "requests:list"):
        html = page(client_of(cast.olga), name)
        assert handed.reference in html, name
        assert "overgedragen aan de leerling" in html, name
        assert "antwoord uiterlijk" not in html, name


def test_with_a_mandate_the_guardian_goes_on(
    cast: Cast, aya: Pupil, handed: DataRequest, client_of: SignIn, today: date
) -> None:
    who, act = cast.guardians["olga"], MandateScope.ACT
    Mandate.objects.create(pupil=aya, guardian=who, scope=act, since=today)
    assert "antwoord uiterlijk" in page(client_of(cast.olga), "roof:home")
    assert handed.reference not in page(client_of(user_of(aya)), "roof:home")


def test_the_other_parent_finds_nothing(cast: Cast, handed: DataRequest, client_of: SignIn) -> None:
    for name in ("roof:home", "requests:list"):
        assert handed.reference not in page(client_of(cast.daan), name)


DOORS = {
    "requests:detail": (200, 200),
    "requests:letter": (200, 404),
    "requests:own_messages": (200, 200),
    "requests:package": (200, 404),
    "requests:package_file": (200, 404),
}


@pytest.mark.parametrize("name", DOORS)
def test_the_doors_of_a_case_that_was_handed_over(
    cast: Cast, aya: Pupil, handed: DataRequest, client_of: SignIn, today: date, name: str
) -> None:
    answer(handed, cast.iris, today=today)
    package_of(handed, today=today)
    url = reverse(name, args=[handed.pk])
    got = [client_of(who).get(url).status_code for who in (user_of(aya), cast.olga)]
    assert tuple(got) == DOORS[name]
    others = [getattr(cast, one) for one in (*FAMILY, *STAFF) if one != "olga"]
    assert {client_of(who).get(url).status_code for who in others} == {404}


def test_the_guardian_reads_no_message_any_more(
    cast: Cast, handed: DataRequest, client_of: SignIn, today: date
) -> None:
    browser, url = client_of(cast.olga), reverse("requests:own_messages", args=[handed.pk])
    actions.write_back(handed, text="Alleen voor Aya.", by=cast.iris, today=today)
    assert "Alleen voor Aya." not in browser.get(url).text
    assert browser.post(url, {"text": "Nog iets.", "once_key": str(uuid4())}).status_code == 200
    assert CaseMessage.objects.count() == 1


def test_the_pupil_gets_no_file_of_before(
    cast: Cast, aya: Pupil, handed: DataRequest, client_of: SignIn, today: date
) -> None:
    with_files(handed, cast, today - BEFORE * DAY)
    mine, hers = client_of(user_of(aya)), client_of(cast.olga)
    for one in Attachment.objects.all():
        for name in ("requests:attachment", "requests:message_file"):
            url = reverse(name, args=[handed.pk, one.pk])
            assert mine.get(url).status_code == 404, name
            if name == "requests:message_file":
                assert hers.get(url).status_code == 404
    assert Attachment.objects.count() == 2


def with_files(request: DataRequest, cast: Cast, day: date) -> None:
    """One sent along by Olga, and one in a message of the school, before the birthday."""
    file = CleanUpload(pdf(), "brief.pdf", "application/pdf")
    actions.write(request, text="Van Olga.", by=cast.olga, today=day, uploads=[file])
    actions.write_back(request, text="Aan Olga.", by=cast.iris, today=day, uploads=[file])
    CaseMessage.objects.update(at=datetime.combine(day, time(12), tzinfo=UTC))


def test_a_pupil_without_such_a_case_pays_one_short_question(cast: Cast, client_of: SignIn) -> None:
    counts = []
    for user in (cast.fatima, cast.sam):
        browser = client_of(user)
        page(browser, "roof:home")
        with CaptureQueriesContext(connection) as asked:
            page(browser, "roof:home")
        counts.append(sum('requester_pupil_id" IS NULL' in one["sql"] for one in asked))
    assert counts == [0, 1]
