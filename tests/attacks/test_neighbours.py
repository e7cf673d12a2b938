"""Leaks between people of one family: what a co-guardian, an ex-partner or an order may learn."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent.models import Choice, Purpose
from portal.outbox.models import Message
from portal.people.models import Enrolment, Guardianship, Mandate, Pupil, User
from portal.people.rules import RoleKind
from requests_app.models import DataRequest
from tests.builders import LONG_AGO, make_role
from tests.cast import Cast
from tests.register.builders import adopt, share
from tests.requests_app.builders import answer, make_request
from tests.story import adopt_purposes, answered_request, filed_request

SignIn = Callable[[User], Client]
TOKENS = re.compile(r'name="(?:csrfmiddlewaretoken|once_key)" value="[^"]*"')


@pytest.fixture
def today() -> date:
    """Pages ask the real clock."""
    return timezone.localdate()


def pages(browser: Client, cast: Cast) -> list[str]:
    """Every page that a parent of Noor has, without what is new on every page."""
    places = [reverse(name) for name in ("roof:home", "requests:list", "requests:new")]
    names = ("roof:pupil", "register:pupil", "register:disclosures", "consent:choices")
    places += [reverse(name, args=[cast.noor.pk]) for name in names]
    return [TOKENS.sub("", browser.get(place).text) for place in places]


def test_what_one_guardian_does_changes_no_byte_for_the_other(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    adopt_purposes(cast, today)
    purpose = Purpose.objects.filter(board=cast.board)[0]
    daan, fatima = client_of(cast.daan), client_of(cast.fatima)
    before = pages(daan, cast)
    filed_request(cast, today)
    answered_request(cast, today)
    said = {"answer": "nee", "version": 1, "language": "nl"}
    fatima.post(reverse("consent:choose", args=[cast.noor.pk, purpose.pk]), said)
    assert Choice.objects.count() == 1
    assert pages(daan, cast) == before
    assert not Message.objects.filter(to=cast.daan.email).exists()


def test_a_court_order_hides_where_the_child_is_at_school(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    links = Guardianship.objects.filter(guardian=cast.guardians["daan"])
    links.update(restriction_since=LONG_AGO)
    Enrolment.objects.filter(pupil=cast.noor).update(school=cast.so)
    browser, new = client_of(cast.daan), reverse("requests:new")
    own = f"{new}?over=zelf-{cast.guardians['daan'].pk}"
    seen = [browser.get(url).text for url in ("/", new, own)]
    posted = {"kind": "inzage", "once_key": str(uuid4())}
    seen.append(browser.post(own, posted, follow=True).text)
    assert DataRequest.objects.get().school is None
    assert [text for text in seen if cast.so.name in text] == []


def test_a_revoked_mandate_is_over(cast: Cast, today: date) -> None:
    with pytest.raises(IntegrityError, match="people_mandate_revoked_is_over"):
        Mandate.objects.filter(pupil=cast.sam_pupil).update(revoked_on=today)


def test_a_mandate_revoked_while_the_page_is_open_ends_the_visit_to_the_pupil(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    browser, page = client_of(cast.jan), reverse("consent:choices", args=[cast.sam_pupil.pk])
    assert browser.get(page).status_code == 200
    Mandate.objects.filter(pupil=cast.sam_pupil).update(revoked_on=today, until=today)
    assert browser.get(page).status_code == 404
    new = f"{reverse('requests:new')}?over=kind-{cast.sam_pupil.pk}"
    posted = {"kind": "inzage", "once_key": str(uuid4())}
    assert browser.post(new, posted).status_code == 404
    assert not DataRequest.objects.exists()


def test_at_sixteen_the_letter_closes_for_the_guardian(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    born = Pupil.objects.filter(pk=cast.sam_pupil.pk)
    born.update(born_on=today - timedelta(days=15 * 365))
    make_role(cast.bas, RoleKind.HANDLER, school=cast.vo)
    request = make_request(cast.els, today=today)
    answer(request, cast.bas, today=today)
    letter, browser = reverse("requests:letter", args=[request.pk]), client_of(cast.els)
    assert browser.get(letter).status_code == 200
    born.update(born_on=today - timedelta(days=17 * 365))
    assert browser.get(letter).status_code == 404
    assert client_of(cast.sam).get(letter).status_code == 404


def test_a_message_does_not_wait_for_the_next_person_at_this_computer(
    cast: Cast, client_of: SignIn
) -> None:
    browser, new = client_of(cast.fatima), f"{reverse('requests:new')}?over=kind-{cast.noor.pk}"
    posted = {"kind": "inzage", "once_key": str(uuid4())}
    assert browser.post(new, posted).status_code == 302
    browser.post(reverse("signin:logout"))
    assert "Het verzoek is binnen" not in browser.get(reverse("signin:login")).text


def test_a_purpose_of_another_school_cannot_be_answered(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    adopt_purposes(cast, today)
    purpose = Purpose.objects.filter(board=cast.board)[0]
    Purpose.objects.filter(pk=purpose.pk).update(school=cast.so)
    place = reverse("consent:choose", args=[cast.noor.pk, purpose.pk])
    said = {"answer": "ja", "version": 1, "language": "nl"}
    assert client_of(cast.fatima).post(place, said).status_code == 404
    assert not Choice.objects.exists()


@pytest.mark.parametrize("who", ["ruud", "olga", "els", "iris", "petra"])
def test_nobody_points_a_request_at_anothers_record(
    who: str, cast: Cast, client_of: SignIn
) -> None:
    browser = client_of(getattr(cast, who))
    keys = [f"zelf-{cast.guardians['fatima'].pk}", f"kind-{cast.noah.pk}0", "zelf-", "kind-%00"]
    for key in keys:
        posted = {"kind": "inzage", "once_key": str(uuid4()), "over": key}
        assert browser.post(f"{reverse('requests:new')}?over={key}", posted).status_code == 404
    assert not DataRequest.objects.exists()


def test_a_disclosure_of_another_board_is_not_in_the_list(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    adopt(cast, today)
    share(cast, cast.noor, today)
    Pupil.objects.filter(pk=cast.noor.pk).update(board=cast.other_board)
    page = client_of(cast.fatima).get(reverse("register:disclosures", args=[cast.noor.pk]))
    assert "GGD Vlinderland" not in page.text
