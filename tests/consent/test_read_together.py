"""Samen lezen: the questions in words for a child, on a page of its own without a choice."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent.models import Purpose, PurposeText
from portal.people.models import Pupil, User
from portal.people.rules import turns
from tests.cast import Cast
from tests.consent.builders import ask, say

SignIn = Callable[[User], Client]
LINK = "Lees de vragen samen met Noor"
CHILD = "Dan zien andere ouders jouw foto in een bericht van school."


@pytest.fixture
def now() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def purpose(cast: Cast, now: date) -> Purpose:
    """The usual questions."""
    return ask(cast, now)


def address(pupil: Pupil, name: str = "together") -> str:
    return reverse(f"consent:{name}", args=[pupil.pk])


def test_a_parent_finds_it_on_the_page_of_choices(
    cast: Cast, client_of: SignIn, purpose: Purpose
) -> None:
    client = client_of(cast.fatima)
    assert LINK in client.get(address(cast.noor, "choices")).text
    page = client.get(address(cast.noor)).text
    assert "Samen lezen met Noor" in page
    assert CHILD in page


def test_it_leads_back_to_each_question_and_chooses_nothing(
    cast: Cast, client_of: SignIn, purpose: Purpose
) -> None:
    page = client_of(cast.fatima).get(address(cast.noor)).text
    assert f'href="{address(cast.noor, "choices")}#question-{purpose.pk}"' in page
    main = page[page.index("<main") : page.index("</main")]
    assert "<form" not in main
    assert page.count("<img") == Purpose.objects.count()


def test_a_question_without_words_for_a_child_is_left_out_and_that_is_said(
    cast: Cast, client_of: SignIn, purpose: Purpose
) -> None:
    client, more = client_of(cast.fatima), "Niet elke vraag heeft uitleg voor een kind."
    assert more not in client.get(address(cast.noor)).text
    PurposeText.objects.filter(purpose=purpose).update(for_child="")
    page = client.get(address(cast.noor)).text
    assert str(purpose.pk) not in page
    assert more in page


def test_without_any_words_there_is_no_page_and_no_link(
    cast: Cast, client_of: SignIn, purpose: Purpose
) -> None:
    PurposeText.objects.update(for_child="")
    client = client_of(cast.fatima)
    assert client.get(address(cast.noor)).status_code == 404
    assert LINK not in client.get(address(cast.noor, "choices")).text


@pytest.mark.parametrize("who", ["sam", "jan"])
def test_from_sixteen_a_pupil_reads_for_itself(
    cast: Cast, client_of: SignIn, purpose: Purpose, who: str
) -> None:
    client = client_of(getattr(cast, who))
    assert client.get(address(cast.sam_pupil)).status_code == 404
    assert "samen/" not in client.get(address(cast.sam_pupil, "choices")).text


def test_the_birthday_ends_it(cast: Cast, client_of: SignIn, purpose: Purpose, now: date) -> None:
    client = client_of(cast.fatima)
    Pupil.objects.filter(pk=cast.noor.pk).update(born_on=turns(now, -15))
    assert client.get(address(cast.noor)).status_code == 200
    Pupil.objects.filter(pk=cast.noor.pk).update(born_on=turns(now, -16))
    assert client.get(address(cast.noor)).status_code == 404


def test_it_says_nothing_of_what_anybody_chose(
    cast: Cast, client_of: SignIn, purpose: Purpose, now: date
) -> None:
    client = client_of(cast.fatima)

    def page() -> str:
        return re.sub(r'value="[^"]*"', "", client.get(address(cast.noor)).text)

    before = page()
    say(cast.daan, cast.noor, purpose, now, yes=False)
    say(cast.fatima, cast.noor, purpose, now, yes=True)
    assert page() == before


def test_it_is_light_and_asks_few_questions(
    cast: Cast, client_of: SignIn, purpose: Purpose
) -> None:
    client = client_of(cast.fatima)
    client.get(address(cast.noor))
    with CaptureQueriesContext(connection) as found:
        page = client.get(address(cast.noor)).content
    assert len(found) <= 8
    assert len(page) <= 15 * 1024
