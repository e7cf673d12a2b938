"""Attacks in what people type: markup, template words, other alphabets, and hidden numbers."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent.models import PurposeText
from portal.numbers import cut, spans
from portal.people.models import Group, Guardian, Pupil, School, User
from requests_app.letters import Draft
from requests_app.rules import GroundCode, Outcome
from tests.cast import Cast
from tests.requests_app.builders import answer, make_request
from tests.story import adopt_purposes

SignIn = Callable[[User], Client]
BAD = "<img src=file:///etc/passwd>{{7*7}}%(name)s{% now 'Y' %}\"'>"
ODD = "\x01\x1b[31m\ufffe\ue000\u202e(\u2067\u0600\u200d😀 عربي a\u0301\u0302"


@pytest.fixture
def today() -> date:
    """Pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def poisoned(cast: Cast, today: date) -> Cast:
    """Every name and text that somebody may choose is an attack."""
    adopt_purposes(cast, today)
    Pupil.objects.update(first_name=BAD, last_name=BAD)
    Guardian.objects.update(first_name=BAD, last_name=BAD)
    School.objects.update(name=BAD)
    Group.objects.update(name=BAD[:30])
    User.objects.update(display_name=BAD)
    PurposeText.objects.update(title=BAD, question=BAD, explanation=BAD, withdrawal=BAD)
    return cast


def places(cast: Cast, today: date) -> dict[str, list[str]]:
    case = make_request(cast.fatima, scope=BAD, today=today)
    noor, pk = [cast.noor.pk], [case.pk]
    about = ["roof:pupil", "register:pupil", "register:disclosures", "consent:choices"]
    about += ["consent:history", "consent:receipt"]
    family = [reverse(name, args=noor) for name in about]
    family += [reverse("roof:home"), reverse("requests:list"), reverse("requests:new")]
    family += [reverse("requests:detail", args=pk)]
    staff = [reverse("requests:queue"), reverse("requests:case", args=pk)]
    staff += [reverse("requests:decide", args=pk), reverse("consent:desk_entry", args=noor)]
    return {"fatima": family, "ruud": ["/"], "iris": staff, "petra": [reverse("requests:overview")]}


def test_names_and_texts_never_become_markup(
    poisoned: Cast, client_of: SignIn, today: date
) -> None:
    for who, urls in places(poisoned, today).items():
        browser = client_of(getattr(poisoned, who))
        for url in urls:
            page = browser.get(url)
            assert page.status_code == 200, url
            ours = page.text.count('<img src="/static/consent/')
            assert page.text.count("<img") == ours, url


def test_names_and_texts_never_become_markup_in_a_letter(
    poisoned: Cast, client_of: SignIn, today: date
) -> None:
    request = make_request(poisoned.fatima, scope=BAD, today=today)
    no = Draft(Outcome.REFUSED, GroundCode.UNFOUNDED, BAD)
    answer(request, poisoned.iris, no, today=today)
    page = client_of(poisoned.fatima).get(reverse("requests:letter", args=[request.pk]))
    with pikepdf.open(BytesIO(b"".join(page))) as letter:
        assert not letter.attachments
        kinds = {str(one.get("/Subtype")) for one in letter.objects if hasattr(one, "get")}
    assert "/Image" not in kinds


@pytest.mark.parametrize("words", [ODD, "x" * 8000, "(\u202e\u2067" * 2600, "\t\n" * 3999 + "a"])
def test_an_odd_text_still_makes_a_letter(words: str, cast: Cast, today: date) -> None:
    request = make_request(cast.fatima, scope=words[:4000], today=today)
    no = Draft(Outcome.REFUSED, GroundCode.UNFOUNDED, words)
    assert answer(request, cast.iris, no, today=today).letter.size > 1000


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("geboren 2-2-2026 123 456 782", id="after a date"),
        pytest.param("123\u00a0456\u00a0782", id="pasted from a letter"),
        pytest.param("123\u2013456\u2013782", id="with dashes"),
        pytest.param("123  456  782", id="two spaces"),
        pytest.param("123\u200b456\u200b782", id="invisible signs"),
        pytest.param("123_456/782", id="other signs"),
        pytest.param("123 456\n782", id="over two lines"),
        pytest.param("\uff11\uff12\uff13456782", id="wide digits"),
        pytest.param("\u0661\u0662\u0663456782", id="Arabic digits"),
    ],
)
def test_a_number_in_disguise_is_still_a_number(text: str) -> None:
    assert len(spans(text)) == 1
    assert spans(cut(text, "…")) == []


@pytest.mark.parametrize("text", ["0612345678", "NL91 ABNA 0417 1643 00", "123456789", "2026-0001"])
def test_other_numbers_are_left_alone(text: str) -> None:
    assert cut(text, "…") == text
