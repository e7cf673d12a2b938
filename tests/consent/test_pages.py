"""De vragen: what each person reads, with and without htmx, in a fixed number of queries."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urljoin

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent import access
from consent.models import Choice, Purpose
from portal.people.access import ties_of
from portal.people.models import Pupil, User
from portal.people.rules import turns
from portal.templatetags.drawn import TOKEN
from tests.builders import make_pupil, tie
from tests.cast import Cast
from tests.consent.builders import ask, new_text, say

SignIn = Callable[[User], Client]
NEUTRAL = "Er is (nog) geen gezamenlijke toestemming."


@pytest.fixture
def now() -> date:
    """The real day, as the browser sees it."""
    return timezone.localdate()


def page_of(pupil: Pupil, asked: str = "") -> str:
    url = reverse("consent:choices", args=[pupil.pk])
    return f"{url}?vraag={asked}" if asked else url


def answer_url(pupil: Pupil, purpose: Purpose) -> str:
    return reverse("consent:choose", args=[pupil.pk, purpose.pk])


def without_token(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html)


def fragment_of(html: str, purpose: Purpose) -> str:
    start = html.index(f'<div id="question-{purpose.pk}">')
    following = html.find('<div id="question-', start + 10)
    return html[start : following if following > 0 else None]


YES = {"answer": "ja", "version": "1", "language": "nl"}
NO = YES | {"answer": "nee"}


def test_nothing_is_ticked_before_the_first_answer(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    ask(cast, now)
    html = client_of(cast.fatima).get(page_of(cast.noor)).text
    assert html.count('aria-pressed="false"') == 14
    assert 'aria-pressed="true"' not in html
    assert "U hebt nog niet gekozen." in html


def test_a_yes_shows_at_once_without_script(cast: Cast, client_of: SignIn, now: date) -> None:
    purpose = ask(cast, now)
    browser = client_of(cast.fatima)
    posted = browser.post(answer_url(cast.noor, purpose), YES)
    assert posted.status_code == 302
    assert posted["Location"] == f"{page_of(cast.noor, str(purpose.pk))}#question-{purpose.pk}"
    html = fragment_of(browser.get(posted["Location"]).text, purpose)
    assert "Dit mag" in html
    assert "<strong>ja</strong>" in html
    assert html.count('aria-pressed="true"') == 1


def test_the_fragment_equals_that_part_of_the_page(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    purpose = ask(cast, now)
    browser = client_of(cast.fatima)
    browser.post(answer_url(cast.noor, purpose), NO)
    url = page_of(cast.noor, str(purpose.pk))
    part = without_token(browser.get(url, headers={"HX-Request": "true"}).text).strip()
    assert part.startswith(f'<div id="question-{purpose.pk}">')
    assert part in without_token(browser.get(url).text)


def test_both_guardians_read_the_same_neutral_line(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    purpose = ask(cast, now)
    say(cast.fatima, cast.noor, purpose, now, yes=False)
    say(cast.daan, cast.noor, purpose, now, yes=True)
    for person in (cast.fatima, cast.daan):
        html = client_of(person).get(page_of(cast.noor)).text
        assert NEUTRAL in fragment_of(html, purpose)


@pytest.mark.parametrize("yes", [True, False, None])
def test_the_other_guardians_choice_never_shows(
    cast: Cast, client_of: SignIn, now: date, yes: bool | None
) -> None:
    purpose = ask(cast, now)
    browser = client_of(cast.daan)
    before = without_token(browser.get(page_of(cast.noor)).text)
    if yes is not None:
        say(cast.fatima, cast.noor, purpose, now, yes=yes)
    after = without_token(browser.get(page_of(cast.noor)).text)
    assert "Fatima" not in after
    assert (after == before) is (yes is not True)  # a yes allows, and only the outcome shows that


def test_silence_and_a_no_of_the_other_look_the_same_when_both_are_needed(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    purpose = ask(cast, now)
    Purpose.objects.update(both_needed=True)
    say(cast.daan, cast.noor, purpose, now, yes=True)
    browser = client_of(cast.daan)
    silence = without_token(browser.get(page_of(cast.noor)).text)
    say(cast.fatima, cast.noor, purpose, now, yes=False)
    assert without_token(browser.get(page_of(cast.noor)).text) == silence


def test_own_answer_is_the_only_answer_in_the_facts(cast: Cast, now: date) -> None:
    purpose = ask(cast, now)
    say(cast.fatima, cast.noor, purpose, now, yes=False)
    daan = next(one for one in ties_of(cast.daan, now) if one.pupil == cast.noor)
    assert [question.own for question in access.questions_of(daan)] == [None] * 7


def test_who_may_not_answer_gets_404_or_403(cast: Cast, client_of: SignIn, now: date) -> None:
    purpose = ask(cast, now)
    url = answer_url(cast.noor, purpose)
    for person in (cast.olga, cast.ruud, cast.yara, cast.iris, cast.lotte, cast.mila):
        assert client_of(person).post(url, YES).status_code == 404
    row = cast.guardians["daan"].guardianships.get()
    row.restriction_since, row.may_view = now, True
    row.save(update_fields=["restriction_since", "may_view"])
    browser = client_of(cast.daan)
    assert browser.get(page_of(cast.noor)).status_code == 200
    assert 'name="answer"' not in browser.get(page_of(cast.noor)).text
    assert browser.post(url, YES).status_code == 403
    assert not Choice.objects.exists()


def test_a_purpose_of_another_board_does_not_exist(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    purpose = ask(cast, now)
    Purpose.objects.filter(pk=purpose.pk).update(board=cast.other_board)
    assert client_of(cast.fatima).post(answer_url(cast.noor, purpose), YES).status_code == 404


def test_a_changed_text_asks_to_read_it_first(cast: Cast, client_of: SignIn, now: date) -> None:
    purpose = ask(cast, now)
    browser = client_of(cast.fatima)
    new_text(purpose, now)
    page = browser.post(answer_url(cast.noor, purpose), YES, follow=True)
    assert "Lees de nieuwe tekst en kies opnieuw." in page.text
    posted = browser.post(answer_url(cast.noor, purpose), YES, headers={"HX-Request": "true"})
    assert posted["HX-Redirect"] == page_of(cast.noor, str(purpose.pk))
    assert not Choice.objects.exists()


@pytest.mark.parametrize("posted", [{}, YES | {"answer": "misschien"}, YES | {"version": "een"}])
def test_a_broken_answer_writes_nothing(
    cast: Cast, client_of: SignIn, now: date, posted: dict[str, str]
) -> None:
    purpose = ask(cast, now)
    page = client_of(cast.fatima).post(answer_url(cast.noor, purpose), posted, follow=True)
    assert "Kies Ja of Nee." in page.text
    assert not Choice.objects.exists()


def test_a_pupil_is_addressed_as_je(cast: Cast, client_of: SignIn, now: date) -> None:
    purpose = ask(cast, now)
    Pupil.objects.filter(pk=cast.sam_pupil.pk).update(born_on=turns(now, -16))
    say(cast.sam, cast.sam_pupil, purpose, now, yes=True)
    html = client_of(cast.sam).get(page_of(cast.sam_pupil)).text
    assert "Jouw antwoord:" in html
    assert "Uw antwoord:" not in html


def test_a_pupil_reads_that_the_guardians_yes_is_for_now(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    purpose = ask(cast, now)
    say(cast.fatima, cast.noor, purpose, now, yes=True)
    born = turns(now, -16)
    Pupil.objects.filter(pk=cast.noor.pk).update(born_on=born, user=cast.otto)
    cast.noor.current_choices.update(on=turns(now, -1))
    html = client_of(cast.otto).get(page_of(cast.noor)).text
    assert "Dit mag nu nog" in fragment_of(html, purpose)


def test_a_text_in_dutch_says_so_on_an_english_page(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    ask(cast, now)
    browser = client_of(cast.fatima)
    html = browser.get(page_of(cast.noor), headers={"Accept-Language": "en"}).text
    assert '<h2 class="card__title" lang="nl" dir="auto">' in html
    assert "This text is in Dutch only." in html


def test_the_number_of_queries_does_not_depend_on_children(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    ask(cast, now)
    browser = client_of(cast.fatima)
    browser.get(page_of(cast.noor))
    with CaptureQueriesContext(connection) as one:
        browser.get(page_of(cast.noor))
    for number in range(4):
        tie(cast.guardians["fatima"], make_pupil(cast.school, f"Kind {number}", turns(now, -7)))
    with CaptureQueriesContext(connection) as five:
        browser.get(page_of(cast.noor))
    assert len(one) == len(five) == 7


def test_questions_of_many_children_cost_the_same(
    cast: Cast, now: date, django_assert_num_queries: Any
) -> None:
    ask(cast, now)
    ties = ties_of(cast.fatima, now)
    with django_assert_num_queries(2):
        access.open_questions(ties)
    for number in range(4):
        tie(cast.guardians["fatima"], make_pupil(cast.school, f"Kind {number}", turns(now, -7)))
    ties = ties_of(cast.fatima, now)
    with django_assert_num_queries(2):
        assert len(access.open_questions(ties)) == 5


def test_each_question_is_sent_to_its_own_address(cast: Cast, client_of: SignIn, now: date) -> None:
    purpose = ask(cast, now)
    page = page_of(cast.noor)
    html = client_of(cast.fatima).get(page).text
    place = f"{purpose.pk}/"  # as a browser reads it on this page
    assert urljoin(page, place) == answer_url(cast.noor, purpose)
    assert f'action="{place}" hx-post="{place}"' in html
    assert html.count('hx-target="#question-') == 7


def test_each_form_has_the_token_of_its_own_reader(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    purpose = ask(cast, now)
    page, readers = page_of(cast.noor), [client_of(cast.fatima), client_of(cast.daan)]
    pages = [reader.get(page).text for reader in readers]
    assert [TOKEN in one for one in pages] == [False, False]
    found = [re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', one) for one in pages]
    hers, his = (set(tokens[-7:]) for tokens in found)
    assert (len(hers), len(his), hers & his) == (1, 1, set())
    url, daan = answer_url(cast.noor, purpose), readers[1]
    daan.handler.enforce_csrf_checks = True
    assert daan.post(url, {"csrfmiddlewaretoken": hers.pop()}).status_code == 403
    assert daan.post(url, {"csrfmiddlewaretoken": his.pop()}).status_code == 302
