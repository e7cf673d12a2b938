"""Een ja van vóór het portaal: it stays a yes where the school states what it asked, and of whom.

The table of law.md §4 goes on to decide: one no wins, a new text asks again, what the records know
of authority is never stated away (docs/adr/0019).
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent.actions import rebuild_current
from consent.holders import held_by_guardians
from consent.models import Choice, Purpose
from consent.rules import had_right
from portal.audit.models import Event
from portal.people.models import Guardianship, Pupil, User
from portal.people.rules import Authority
from tests.cast import Cast
from tests.consent.builders import ask, is_allowed, new_text, say
from tests.consent.systems import asked_since, outcomes, take_over, upload

SignIn = Callable[[User], Client]
YES, NO, UNKNOWN = Authority.YES, Authority.NO, Authority.UNKNOWN
TAKEN = "Wordt overgenomen."
NO_RIGHT = "Dit antwoord telt niet: er is geen gezag of machtiging bekend."


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def petra(cast: Cast, client_of: SignIn) -> Client:
    return client_of(cast.petra)


@pytest.fixture
def purpose(cast: Cast, today: date) -> Purpose:
    """Asked since a week, as the guardians are known since a week."""
    found = ask(cast, today)
    asked_since(found, today - timedelta(days=7))
    known_since(cast, today - timedelta(days=7))
    return found


def known_since(cast: Cast, day: date) -> None:
    Guardianship.objects.filter(pupil=cast.noor, authority=Authority.YES.value, until=None).update(
        since=day
    )


def before(number: int = 90) -> str:
    return (timezone.localdate() - timedelta(days=number)).isoformat()


def line(giver: str = "Fatima", answer: str = "ja", days: int = 90) -> str:
    return f"Noor;instagram;{answer};{before(days)};{giver}"


@pytest.mark.parametrize("then", [True, False])
@pytest.mark.parametrize("unrecorded", [True, False])
@pytest.mark.parametrize("stated", [True, False])
def test_what_is_known_is_not_stated_away(then: bool, unrecorded: bool, stated: bool) -> None:
    facts = {"is_unrecorded": unrecorded, "stated": stated}
    assert not had_right(then=then, now=False, **facts)
    assert had_right(then=then, now=True, **facts) is (then or (unrecorded and stated))


def test_without_the_statement_it_is_asked_again(
    cast: Cast, petra: Client, purpose: Purpose
) -> None:
    (said,) = outcomes(upload(petra, cast.school, line()))
    assert said.startswith("Op die dag stelde de school deze vraag nog niet.")


def test_with_it_the_yes_stands_and_keeps_its_day(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    plan = upload(petra, cast.school, line(), stated=True)
    assert outcomes(plan) == [TAKEN]
    assert take_over(petra, plan).status_code == 302
    row = Choice.objects.get()
    assert (row.on, row.version) == (today - timedelta(days=90), 1)
    assert is_allowed(cast.noor, purpose, today)
    assert rebuild_current() == (1, 0)
    assert Event.objects.get(verb="consent.imported").facts == {"rows": 1, "stated": True}


def test_the_family_reads_the_day_and_where_it_came_from(
    cast: Cast, petra: Client, purpose: Purpose, client_of: SignIn
) -> None:
    take_over(petra, upload(petra, cast.school, line(), stated=True))
    html = client_of(cast.fatima).get(reverse("consent:history", args=[cast.noor.pk])).text
    assert "In de app van de school, overgenomen door de school op" in html
    assert "Dit mag" in html


def test_a_no_of_the_other_wins_from_it(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    take_over(petra, upload(petra, cast.school, line(), line("Daan", "nee"), stated=True))
    assert Choice.objects.count() == 2
    assert not is_allowed(cast.noor, purpose, today)


def test_a_text_that_changed_since_asks_again(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    new_text(purpose, today)
    take_over(petra, upload(petra, cast.school, line(), stated=True))
    assert Choice.objects.get().version == 1
    assert not is_allowed(cast.noor, purpose, today)


def test_who_answered_here_is_not_passed_by_an_older_yes(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    say(cast.fatima, cast.noor, purpose, today, yes=False)
    (said,) = outcomes(upload(petra, cast.school, line(), stated=True))
    assert said == "Deze persoon antwoordde al. Dat antwoord blijft staan."


@pytest.mark.parametrize("giver", ["Ruud", "Yara", "leerling"])
def test_who_has_no_authority_now_gives_none_from_before(
    cast: Cast, petra: Client, purpose: Purpose, giver: str
) -> None:
    assert outcomes(upload(petra, cast.school, line(giver), stated=True)) == [NO_RIGHT]


def earlier(cast: Cast, authority: Authority, today: date, **facts: object) -> None:
    """What the records say of Fatima between 200 days and a week ago."""
    Guardianship.objects.create(
        pupil=cast.noor,
        guardian=cast.guardians["fatima"],
        authority=authority.value,
        since=today - timedelta(days=200),
        until=today - timedelta(days=7),
        **facts,
    )


def test_a_day_on_which_authority_was_denied_is_not_stated_away(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    earlier(cast, Authority.NO, today)
    assert outcomes(upload(petra, cast.school, line(), stated=True)) == [NO_RIGHT]


def test_nor_a_day_under_an_order_of_the_court(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    start = today - timedelta(days=120)
    earlier(cast, Authority.UNKNOWN, today, restriction_since=start)
    assert outcomes(upload(petra, cast.school, line(), stated=True)) == [NO_RIGHT]


@pytest.mark.parametrize("days", [90, 300])
def test_authority_that_was_only_not_known_yet_is_stated(
    cast: Cast, petra: Client, purpose: Purpose, today: date, days: int
) -> None:
    earlier(cast, Authority.UNKNOWN, today)
    plan = upload(petra, cast.school, line(days=days), stated=True)
    assert outcomes(plan) == [TAKEN]
    take_over(petra, plan)
    assert is_allowed(cast.noor, purpose, today)


def test_a_yes_from_before_falls_when_authority_ends_and_does_not_come_back(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    take_over(petra, upload(petra, cast.school, line(), stated=True))
    rows = Guardianship.objects.filter(pupil=cast.noor, guardian=cast.guardians["fatima"])
    rows.update(until=today - timedelta(days=2))
    assert not is_allowed(cast.noor, purpose, today)
    again = {"since": today, "until": None, "authority": Authority.YES.value}
    Guardianship.objects.create(pupil=cast.noor, guardian=cast.guardians["fatima"], **again)
    assert not is_allowed(cast.noor, purpose, today)


@pytest.mark.parametrize(
    "history, reaches_back",
    [
        ([(YES, 0, None)], True),
        ([(UNKNOWN, 0, 10), (YES, 10, None)], True),
        ([(YES, 0, 10), (YES, 10, None)], True),
        ([(UNKNOWN, 0, 9), (YES, 10, None)], False),
        ([(YES, 0, 5), (UNKNOWN, 5, 10), (YES, 10, None)], False),
        ([(NO, 0, 10), (YES, 10, None)], False),
        ([(NO, 0, 5), (UNKNOWN, 5, 10), (YES, 10, None)], False),
    ],
)
def test_authority_reaches_back_where_nothing_says_that_it_began(
    cast: Cast, today: date, history: list[tuple[Authority, int, int | None]], reaches_back: bool
) -> None:
    start, fatima = today - timedelta(days=50), cast.guardians["fatima"]
    Guardianship.objects.filter(pupil=cast.noor, guardian=fatima).delete()
    for authority, since, until in history:
        Guardianship.objects.create(
            pupil=cast.noor,
            guardian=fatima,
            authority=authority.value,
            since=start + timedelta(days=since),
            until=None if until is None else start + timedelta(days=until),
        )
    held = held_by_guardians(Pupil.objects.get(pk=cast.noor.pk), today)[fatima.pk]
    assert (held.since is None) is reaches_back


def test_the_statement_travels_with_the_plan_and_is_signed(
    cast: Cast, petra: Client, purpose: Purpose
) -> None:
    plan = upload(petra, cast.school, line(), stated=True)
    kept = plan.context["apply"]["plan"].value()
    other = client_post(petra, kept[:-1] + ("A" if kept[-1] != "A" else "B"))
    assert other.status_code == 302
    assert not Choice.objects.exists()


def client_post(petra: Client, kept: str) -> Any:
    posted = {"plan": kept, "once_key": "00000000-0000-4000-8000-000000000001"}
    return petra.post(reverse("consent:import"), posted)
