"""Wat volgt: letter, preview and page say what the tasks do, and name nothing that is hidden."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.template.defaultfilters import capfirst
from django.template.defaultfilters import date as written
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from portal.files.actions import read
from portal.people.models import Board, User
from portal.register.models import Processing
from portal.roof.art19 import follow
from requests_app import access, actions
from requests_app.letters import Draft
from requests_app.models import Ask, CaseTask, DataRequest, RequestPart
from requests_app.rules import GroundCode, Kind, Outcome
from tests.cast import Cast
from tests.requests_app.builders import YES, answer, decide, make_request, printed
from tests.requests_app.test_letters_for_all import text_of
from tests.roof.test_art19 import decided, granted, hand_over, noon, shared_entry

SignIn = Callable[[User], Client]
HEADING = "Wat doet de school nu?"


@pytest.fixture
def shared(cast: Cast, today: date) -> Processing:
    return shared_entry(cast, today)


def letter_of(request: DataRequest) -> str:
    request.refresh_from_db()
    return text_of(read(request.decision.letter))


def test_the_letter_names_every_task_and_its_last_day(
    cast: Cast, today: date, shared: Processing
) -> None:
    text = letter_of(decided(cast, Kind.ERASURE, shared, today))
    follow(noon(today))
    tasks = list(CaseTask.objects.all())
    assert {one.purpose for one in tasks} == {"erase", "notify"}
    for task in tasks:
        assert f"• {capfirst(task.holder)}" in text
        assert f"uiterlijk op {written(task.due_on, 'j F Y')}" in text
    assert HEADING in text


@pytest.mark.parametrize(
    "kind, words",
    [
        (Kind.CORRECTION, "De school verbetert de gegevens uiterlijk op"),
        (Kind.ERASURE, "De school verwijdert de gegevens uiterlijk op"),
        (Kind.LIMITATION, "Dit doet de school voorlopig niet meer met deze gegevens:"),
        (Kind.OBJECTION, "Dit doet de school niet meer met deze gegevens:"),
    ],
)
def test_each_right_has_its_own_words(
    cast: Cast, today: date, shared: Processing, kind: Kind, words: str
) -> None:
    Processing.objects.filter(pk=shared.pk).update(basis="e")
    shared.refresh_from_db()
    text = letter_of(decided(cast, kind, shared, today))
    assert words in text
    assert shared.name in text.split(HEADING)[1] or kind in {Kind.CORRECTION, Kind.ERASURE}


@pytest.mark.parametrize("kind", [Kind.ERASURE, Kind.ACCESS])
def test_where_nothing_is_to_be_done_nothing_is_promised(
    cast: Cast, today: date, shared: Processing, kind: Kind
) -> None:
    text = letter_of(decided(cast, kind, shared, today, yes=kind == Kind.ACCESS))
    assert HEADING not in text


def test_a_hidden_recipient_changes_no_letter_and_no_page(
    cast: Cast, client_of: SignIn, today: date, shared: Processing
) -> None:
    other = Processing.objects.published().filter(board=cast.board, recipients__isnull=False)
    hidden = other.exclude(recipients__in=shared.recipients.all()).order_by("code")[0]
    request = make_request(cast.fatima, Kind.ERASURE)
    before = text_of(printed(request, granted(hidden)))
    hand_over(cast, hidden, today, hidden=True)
    assert text_of(printed(request, granted(hidden))) == before
    answer(request, cast.iris, granted(hidden))
    page = client_of(cast.fatima).get(reverse("requests:detail", args=[request.pk])).text
    assert "Deze organisaties kregen" not in before + page


def test_without_an_entry_the_office_does_it(cast: Cast, today: date) -> None:
    request = make_request(cast.fatima, Kind.CORRECTION)
    answer(request, cast.iris, YES)
    assert "• Administratie van de school" in letter_of(request)


def test_the_own_view_goes_along_with_a_day(cast: Cast, today: date) -> None:
    request = make_request(cast.fatima, Kind.CORRECTION)
    answer(request, cast.iris, Draft(Outcome.REFUSED, GroundCode.PROFESSIONAL_OPINION, "Gezien."))
    follow(noon(today))
    due = written(CaseTask.objects.get().due_on, "j F Y")
    assert f"komt uiterlijk op {due} bij de gegevens in het dossier" in letter_of(request)


def test_against_advertising_the_school_stops_at_once(cast: Cast) -> None:
    request = make_request(cast.fatima, Kind.OBJECTION, direct_marketing=True)
    text = text_of(printed(request, YES))
    assert "De school stopt meteen." in text


def test_the_english_version_says_it_too(cast: Cast, today: date, shared: Processing) -> None:
    target = access.get_target(cast.fatima, f"kind-{cast.noor.pk}", today)
    ask = Ask(Kind.ERASURE, "Graag.", in_english=True)
    request = actions.file_request(target, ask, by=cast.fatima, today=today)
    english = text_of(printed(request, granted(shared))).split("This is a translation")[1]
    assert "What does the school do now?" in english
    assert f"• {shared.recipients.all()[0].name}" in english


def said(html: str) -> str:
    """What stands on the page: where data are erased, and who is told."""
    found = re.search(r"De school verwijdert de gegevens.*?</ul>.*?</ul>", html, re.DOTALL)
    assert found
    return re.sub(r"\s+", " ", strip_tags(found[0].replace("<li>", "• "))).strip()


@pytest.fixture
def taken(cast: Cast, shared: Processing) -> DataRequest:
    """Fatima's request of today to erase one entry, taken up by Iris."""
    now = timezone.localdate()
    request = make_request(cast.fatima, Kind.ERASURE, today=now)
    RequestPart.objects.create(request=request, processing=shared)
    return actions.take_up(request, by=cast.iris)


def test_preview_letter_and_page_say_the_same(
    cast: Cast, client_of: SignIn, shared: Processing, taken: DataRequest
) -> None:
    now, fatima = timezone.localdate(), client_of(cast.fatima)
    preview = said(client_of(cast.iris).get(reverse("requests:decide", args=[taken.pk])).text)
    decide(taken, granted(shared), by=cast.iris, today=now)
    page = reverse("requests:detail", args=[taken.pk])
    before = said(fatima.get(page).text)
    follow(noon(now))
    assert preview == before == said(fatima.get(page).text)
    assert before in letter_of(taken)


def test_the_page_keeps_the_order_of_the_letter(
    cast: Cast, shared: Processing, taken: DataRequest
) -> None:
    Processing.objects.filter(pk=shared.pk).update(systems="Zeta, Alfa, Midden")
    shared.refresh_from_db()
    decide(taken, granted(shared), by=cast.iris, today=timezone.localdate())
    follow(noon(timezone.localdate()))
    found = access.follows_decision(access.get_request(cast.fatima, taken.pk, timezone.localdate()))
    assert found is not None
    assert [one.holder for one in found.acts] == ["Zeta", "Alfa", "Midden"]


def test_the_second_person_reads_it_too(
    cast: Cast, client_of: SignIn, shared: Processing, taken: DataRequest
) -> None:
    Board.objects.filter(pk=cast.board.pk).update(four_eyes=True)
    actions.propose(
        taken,
        granted(shared),
        by=cast.iris,
        version=taken.version,
        requester_has_right=True,
        today=timezone.localdate(),
    )
    page = client_of(cast.henk).get(reverse("requests:approve", args=[taken.pk])).text
    assert said(page) in text_of(printed(taken, granted(shared), today=timezone.localdate()))


def test_a_yes_to_everything_is_not_repeated_for_each_part(
    cast: Cast, client_of: SignIn, shared: Processing, taken: DataRequest
) -> None:
    decide(taken, granted(shared), by=cast.iris, today=timezone.localdate())
    page = client_of(cast.fatima).get(reverse("requests:detail", args=[taken.pk])).text
    assert "Per onderdeel" not in page
    assert page.index("Brief downloaden") < page.index(HEADING) < page.index("Dit waren de datums")
