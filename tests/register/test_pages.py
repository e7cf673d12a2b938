"""De bladzijden van het register: who reads what, and that a hidden row leaves no trace."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from portal.people.models import User
from portal.register.models import Recipient
from tests.cast import Cast
from tests.register.builders import adopt, hidden_row, share

SignIn = Callable[[User], Client]


@pytest.fixture
def now(cast: Cast) -> date:
    """The real day, as the browser sees it, with the starter register adopted."""
    day = timezone.localdate()
    adopt(cast, day)
    return day


def url(name: str, cast: Cast) -> str:
    key = cast.board.slug if name == "board" else cast.noor.pk
    return reverse(f"register:{name}", args=[key])


def without_token(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html)


def test_a_parent_reads_what_why_how_long_and_who(cast: Cast, client_of: SignIn, now: date) -> None:
    html = client_of(cast.fatima).get(url("pupil", cast)).text
    assert "Wat weet de school van Noor?" in html
    for words in ("ESIS (Rovict)", "GGD Vlinderland", "geboortedatum", "een plicht uit de wet"):
        assert words in html
    assert "Dat heet verzet." in html
    assert "Bezwaar kan hier niet" in html


def test_the_timeline_is_newest_first_with_names_and_reasons(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    share(cast, cast.noor, now - timedelta(days=3), description="De eerste keer.")
    consent = {cast.noor.pk: True}
    share(cast, cast.group, now, code="schoolgids", fields="photo", consent=consent)
    html = client_of(cast.daan).get(url("disclosures", cast)).text
    assert html.index("Drukkerij Inkt") < html.index("GGD Vlinderland")
    assert "De eerste keer." in html
    assert "voor de hele groep" in html
    assert "Hiervoor was geen toestemming nodig." in html
    assert "Hiervoor was toestemming nodig. Die was er op deze dag." in html


@pytest.mark.parametrize("name", ["pupil", "disclosures", "board"])
def test_no_sentence_for_a_family_is_a_long_row_of_data(
    cast: Cast, client_of: SignIn, now: date, name: str
) -> None:
    """25 words at most (quality.md); what is a row of names stands in a list."""
    share(cast, cast.noor, now)
    html = client_of(cast.fatima).get(url(name, cast)).text
    texts = re.findall(r"<p(?: [^>]*)?>(.*?)</p>", html, flags=re.DOTALL)
    sentences = [one for text in texts for one in re.split(r"[.!?:]\s", strip_tags(text))]
    assert [one for one in sentences if len(one.split()) > 25] == []
    assert "<li>geboortedatum</li>" in html


@pytest.mark.parametrize("name", ["home", "child", "pupil", "disclosures", "board"])
def test_a_hidden_row_leaves_no_trace(cast: Cast, client_of: SignIn, now: date, name: str) -> None:
    places = {"home": "/", "child": reverse("roof:pupil", args=[cast.noor.pk])}
    browser, place = client_of(cast.fatima), places.get(name) or url(name, cast)
    share(cast, cast.noor, now)
    before = without_token(browser.get(place).text)
    hidden_row(cast, now)
    assert without_token(browser.get(place).text) == before


@pytest.mark.parametrize("name", ["pupil", "disclosures"])
def test_strangers_find_nothing(cast: Cast, client_of: SignIn, now: date, name: str) -> None:
    place = url(name, cast)
    for person in (cast.olga, cast.ruud, cast.yara, cast.mila, cast.iris, cast.lotte, cast.petra):
        assert client_of(person).get(place).status_code == 404


def test_everybody_the_board_knows_reads_its_register(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    place = url("board", cast)
    for person in (cast.els, cast.yara, cast.ruud, cast.sam, cast.iris, cast.frank):
        assert client_of(person).get(place).status_code == 200
    for person in (cast.mila, cast.vera, cast.otto):
        assert client_of(person).get(place).status_code == 404


def test_a_recipient_without_a_name_is_not_shown(cast: Cast, client_of: SignIn, now: date) -> None:
    Recipient.objects.filter(name="GGD Vlinderland").update(is_category=True)
    cast.board.processings.filter(code="jgz").update(published_on=None)
    html = client_of(cast.fatima).get(url("pupil", cast)).text
    assert "Gezondheidsonderzoek" not in html


@pytest.mark.parametrize("name", ["pupil", "disclosures", "board"])
def test_the_number_of_queries_does_not_depend_on_the_rows(
    cast: Cast, client_of: SignIn, now: date, name: str
) -> None:
    browser, place = client_of(cast.fatima), url(name, cast)
    share(cast, cast.noor, now)
    browser.get(place)
    with CaptureQueriesContext(connection) as few:
        browser.get(place)
    for _number in range(5):
        share(cast, cast.group, now, description="Weer een keer.")
    with CaptureQueriesContext(connection) as many:
        browser.get(place)
    assert len(few) == len(many) <= (10 if name == "board" else 8)


def test_a_register_that_is_empty_makes_no_empty_list(cast: Cast, client_of: SignIn) -> None:
    html = client_of(cast.fatima).get(reverse("roof:pupil", args=[cast.noor.pk])).text
    assert re.search(r"<ul[^>]*>\s*</ul>", html) is None
