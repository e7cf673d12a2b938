"""Brief aan een ontvanger die het gezin niet ziet: kept for the officer alone (AVG 19, 5(2))."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Event
from portal.people.models import User
from portal.register.models import Processing
from portal.roof.art19 import follow
from requests_app import actions
from requests_app.letters import Draft, PartDraft
from requests_app.models import Ask, HiddenNotice
from requests_app.rules import GroundCode, Kind, Outcome, PartOutcome
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.builders import answer, target_of
from tests.requests_app.test_letters_for_all import text_of
from tests.roof.test_art19 import decided, hand_over, noon
from tests.roof.test_no_trace import TOKENS
from tests.roof.test_notice_words import WORDS

SignIn = Callable[[User], Client]
AS_ASKED = GroundCode.AS_ASKED


@pytest.fixture
def now() -> date:
    return timezone.localdate()


@pytest.fixture
def entries(cast: Cast, now: date) -> list[Processing]:
    """Of the first the recipient got data by a hidden row, of the second by one that is seen."""
    adopt(cast, now)
    rows = Processing.objects.published().filter(board=cast.board, recipients__isnull=False)
    first, second = list(rows.exclude(systems="").order_by("code").distinct())[:2]
    hand_over(cast, first, now, hidden=True)
    hand_over(cast, second, now, to=first.recipients.all()[0])
    return [first, second]


@pytest.fixture
def notice(cast: Cast, now: date, entries: list[Processing]) -> HiddenNotice:
    """Of an erasure of both."""
    ask = Ask(Kind.ERASURE, "Graag.", parts=tuple(entries))
    target = target_of(cast.fatima, today=now)
    request = actions.file_request(target, ask, by=cast.fatima, today=now)
    parts = tuple(PartDraft(one, PartOutcome.GRANTED, AS_ASKED) for one in entries)
    answer(request, cast.iris, Draft(Outcome.GRANTED, AS_ASKED, "", parts=parts), today=now)
    follow(noon(now))
    return HiddenNotice.objects.get()


def url_of(notice: HiddenNotice, name: str = "hidden_letter") -> str:
    return reverse(f"requests:{name}", args=[notice.pk])


def test_the_officer_makes_it_once_and_reads_it_again(
    cast: Cast, client_of: SignIn, notice: HiddenNotice
) -> None:
    browser, url = client_of(cast.petra), url_of(notice)
    assert browser.get(url).status_code == 404
    first = text_of(browser.post(url, follow=True).getvalue())
    assert notice.recipient.name in first
    notice.refresh_from_db()
    kept = notice.letter_id
    assert text_of(browser.post(url, follow=True).getvalue()) == first
    notice.refresh_from_db()
    assert notice.letter_id == kept is not None


def test_it_names_only_what_went_by_the_hidden_row(
    cast: Cast, client_of: SignIn, notice: HiddenNotice, entries: list[Processing]
) -> None:
    text = text_of(client_of(cast.petra).post(url_of(notice), follow=True).getvalue())
    assert entries[0].name in text
    assert entries[1].name not in text


@pytest.mark.parametrize("who", ["fatima", "iris", "henk", "frank", "vera"])
def test_nobody_else_reads_or_makes_it(
    cast: Cast, client_of: SignIn, notice: HiddenNotice, who: str
) -> None:
    actions.keep_hidden_notice(notice, b"%PDF", by=cast.petra)
    browser = client_of(getattr(cast, who))
    assert browser.get(url_of(notice)).status_code == 404
    assert browser.post(url_of(notice)).status_code == 404


@pytest.mark.parametrize("who", ["fatima", "iris", "henk", "frank"])
def test_no_page_of_the_case_tells_of_the_letter(
    cast: Cast, client_of: SignIn, notice: HiddenNotice, who: str
) -> None:
    browser = client_of(getattr(cast, who))
    names = ("detail", "case", "tasks", "answer", "clock")
    pages = [reverse(f"requests:{one}", args=[notice.request_id]) for one in names]

    def seen() -> list[bytes]:
        return [TOKENS.sub(rb"\1\2", browser.get(one).getvalue()) for one in pages]

    before = [seen(), seen()][1]
    actions.keep_hidden_notice(notice, b"%PDF", by=cast.petra)
    assert seen() == before


def test_the_log_of_the_case_does_not_tell(cast: Cast, notice: HiddenNotice) -> None:
    actions.keep_hidden_notice(notice, b"%PDF", by=cast.petra)
    found = Event.objects.get(verb="requests.hidden_letter")
    assert (found.subject_id, found.pupil_id) == (str(notice.pk), None)


def test_who_is_not_told_gets_no_letter(
    cast: Cast, client_of: SignIn, now: date, notice: HiddenNotice
) -> None:
    actions.decide_hidden(notice, told=False, because="Gevaar.", by=cast.petra, today=now)
    page = client_of(cast.petra).post(url_of(notice), follow=True).text
    assert "Hierover is al besloten." in page
    notice.refresh_from_db()
    assert notice.letter is None


def test_after_a_correction_the_officer_writes_what_was_wrong(
    cast: Cast, client_of: SignIn, now: date, entries: list[Processing]
) -> None:
    decided(cast, Kind.CORRECTION, entries[0], now, on=now)
    follow(noon(now))
    row, browser = HiddenNotice.objects.get(), client_of(cast.petra)
    write = url_of(row, "write_hidden")
    assert browser.post(url_of(row)).headers["Location"] == write
    assert entries[0].name in browser.get(write).text
    text = text_of(browser.post(write, WORDS, follow=True).getvalue())
    assert WORDS["wrong"] in text


def test_the_key_of_the_letter_goes_with_the_case(
    cast: Cast, now: date, notice: HiddenNotice
) -> None:
    kept = actions.keep_hidden_notice(notice, b"%PDF", by=cast.petra)
    actions.anonymise(notice.request, today=now)
    assert kept.letter is not None
    kept.letter.refresh_from_db()
    assert not kept.letter.is_readable
