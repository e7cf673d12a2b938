"""Van vóór het portaal: a yes of the earlier app stays, when the school states what it rests on."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent.actions import EntryRefusedError, rebuild_current
from consent.models import Choice, Purpose
from consent.rules import EntryRefusal
from portal.audit.models import Event
from portal.people.models import Guardian, Guardianship, Pupil, User
from portal.people.rules import Authority, turns
from tests.builders import make_pupil, tie
from tests.cast import Cast
from tests.consent.builders import ask, is_allowed, new_text, say, type_over
from tests.consent.systems import asked_since, outcomes, take_over, upload

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)
TAKEN = "Wordt overgenomen."
NO_RIGHT = "Dit antwoord telt niet: er is geen gezag of machtiging bekend."
YES = "Noor;instagram;ja;{day};Fatima"


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def petra(cast: Cast, client_of: SignIn) -> Client:
    """The officer of the board."""
    return client_of(cast.petra)


@pytest.fixture
def purpose(cast: Cast, today: date) -> Purpose:
    """Asked since a month; the families are known here since two."""
    found = ask(cast, today)
    asked_since(found, today - 30 * DAY)
    Guardianship.objects.filter(pupil=cast.noor, until=None, authority=Authority.YES.value).update(
        since=today - 60 * DAY
    )
    found.refresh_from_db()
    return found


@pytest.fixture
def long_ago(today: date) -> date:
    """Before the question and before the families were known."""
    return today - 400 * DAY


def plan(petra: Client, cast: Cast, line: str, day: date, *, stated: bool = True) -> Any:
    return upload(petra, cast.school, line.format(day=day.isoformat()), stated=stated)


def rows_of(cast: Cast, name: str = "fatima") -> Any:
    return Guardianship.objects.filter(guardian=cast.guardians[name], pupil=cast.noor)


def test_nothing_is_ticked_and_without_the_tick_the_words_say_what_can_be_done(
    cast: Cast, petra: Client, purpose: Purpose, long_ago: date
) -> None:
    page = petra.get(reverse("consent:import"))
    assert 'name="stated"' in page.text
    assert not page.context["form"]["stated"].value()
    (words,) = outcomes(plan(petra, cast, YES, long_ago, stated=False))
    assert "Vink de verklaring aan" in words


def test_with_the_tick_a_yes_of_before_stands_on_its_own_day(
    cast: Cast, petra: Client, purpose: Purpose, today: date, long_ago: date
) -> None:
    found = plan(petra, cast, YES, long_ago)
    assert outcomes(found) == [TAKEN]
    take_over(petra, found)
    row = Choice.objects.get()
    assert (row.on, row.version, row.capacity) == (long_ago, 1, "authority")
    assert is_allowed(cast.noor, purpose, today)
    assert rebuild_current() == (1, 0)
    assert outcomes(plan(petra, cast, YES, long_ago)) == ["Staat er al."]


def test_the_log_keeps_what_was_stated(
    cast: Cast, petra: Client, purpose: Purpose, long_ago: date
) -> None:
    take_over(petra, plan(petra, cast, YES, long_ago))
    assert Event.objects.get(verb="consent.imported").facts == {"rows": 1, "stated": True}
    assert Event.objects.get(verb="consent.given").facts["stated"] is True


def test_a_plan_that_was_shown_without_the_tick_cannot_be_sent_with_it(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    found = plan(petra, cast, YES, today - DAY, stated=False)
    form = found.context["apply"]
    posted = {"plan": form["plan"].value(), "once_key": str(form["once_key"].value())}
    petra.post(reverse("consent:import"), posted | {"stated": "on"})
    assert Event.objects.get(verb="consent.imported").facts["stated"] is False


def test_a_text_that_changed_its_meaning_asks_again(
    cast: Cast, petra: Client, purpose: Purpose, today: date, long_ago: date
) -> None:
    new_text(purpose, today - DAY)
    take_over(petra, plan(petra, cast, YES, long_ago))
    assert Choice.objects.get().version == 1
    assert not is_allowed(cast.noor, purpose, today)


def test_between_the_first_tie_and_the_question_the_records_decide(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    day, ends = today - 50 * DAY, today - 45 * DAY
    assert outcomes(plan(petra, cast, YES, day)) == [TAKEN]
    rows_of(cast).update(authority=Authority.UNKNOWN.value, until=ends)
    tie(cast.guardians["fatima"], cast.noor, since=ends)
    assert outcomes(plan(petra, cast, YES, day)) == [NO_RIGHT]


def test_a_day_before_the_tie_only_asks_for_the_tick_too(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    rows_of(cast).update(since=today - 5 * DAY)
    (words,) = outcomes(plan(petra, cast, YES, today - 9 * DAY, stated=False))
    assert "Had deze ouder toen al gezag?" in words
    assert outcomes(plan(petra, cast, YES, today - 9 * DAY)) == [TAKEN]


def test_authority_that_was_found_out_later_than_the_roster_says_it_too(
    cast: Cast, petra: Client, purpose: Purpose, today: date, long_ago: date
) -> None:
    found_out = today - 20 * DAY
    rows_of(cast).update(authority=Authority.UNKNOWN.value, until=found_out)
    tie(cast.guardians["fatima"], cast.noor, since=found_out)
    take_over(petra, plan(petra, cast, YES, long_ago))
    assert is_allowed(cast.noor, purpose, today)


BREAKS: dict[str, dict[str, Any]] = {
    "denied": {"authority": Authority.NO.value},
    "a gap": {"until": -2},
    "an order that ended": {"restriction_since": -9, "restriction_until": -2},
}


def broken(cast: Cast, today: date, kind: str) -> None:
    """Authority again since yesterday, after something else."""
    fields: dict[str, Any] = {"until": today - DAY} | {
        key: today + value * DAY if isinstance(value, int) else value
        for key, value in BREAKS[kind].items()
    }
    rows_of(cast).update(**fields)
    tie(cast.guardians["fatima"], cast.noor, since=today - DAY)


@pytest.mark.parametrize("kind", BREAKS)
def test_after_a_break_nothing_of_before_is_taken(
    cast: Cast, petra: Client, purpose: Purpose, today: date, long_ago: date, kind: str
) -> None:
    broken(cast, today, kind)
    assert outcomes(plan(petra, cast, YES, long_ago)) == [NO_RIGHT]


@pytest.mark.parametrize("kind", BREAKS)
def test_a_break_ends_what_was_taken(
    cast: Cast, petra: Client, purpose: Purpose, today: date, long_ago: date, kind: str
) -> None:
    take_over(petra, plan(petra, cast, YES, long_ago))
    broken(cast, today, kind)
    assert not is_allowed(cast.noor, purpose, today)


@pytest.mark.parametrize("authority", [Authority.UNKNOWN, Authority.NO])
def test_without_authority_today_the_tick_gives_none(
    cast: Cast, petra: Client, purpose: Purpose, long_ago: date, authority: Authority
) -> None:
    rows_of(cast).update(authority=authority.value)
    assert outcomes(plan(petra, cast, YES, long_ago)) == [NO_RIGHT]


def test_a_choice_made_here_is_never_passed(
    cast: Cast, petra: Client, purpose: Purpose, today: date, long_ago: date
) -> None:
    say(cast.fatima, cast.noor, purpose, today, yes=False)
    words = outcomes(plan(petra, cast, YES, long_ago))
    assert words == ["Deze persoon antwoordde al. Dat antwoord blijft staan."]
    assert not is_allowed(cast.noor, purpose, today)


def test_a_no_of_the_other_parent_stands_beside_it(
    cast: Cast, petra: Client, purpose: Purpose, today: date, long_ago: date
) -> None:
    say(cast.daan, cast.noor, purpose, today, yes=False)
    take_over(petra, plan(petra, cast, YES, long_ago))
    assert Choice.objects.filter(given_via="import").exists()
    assert not is_allowed(cast.noor, purpose, today)


def test_a_pupil_below_sixteen_then_gave_no_yes(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    make_pupil(cast.vo, "Zoë", turns(today, -17))
    days = [today - timedelta(days=400), today - timedelta(days=100)]
    lines = [f"Zoë;instagram;ja;{day};leerling" for day in days]
    found = [outcomes(upload(petra, cast.vo, line, stated=True)) for line in lines]
    assert found == [[NO_RIGHT], [TAKEN]]


def test_a_parent_of_a_grown_pupil_has_no_right_by_the_tick(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    line = f"Sam;instagram;ja;{today - timedelta(days=3000)};Els"
    assert outcomes(upload(petra, cast.vo, line, stated=True)) == [NO_RIGHT]


def paper(cast: Cast, purpose: Purpose, today: date, on: date, **more: Any) -> list[Choice]:
    return type_over(cast.noor, "Fatima", {purpose: True}, today, by=cast.iris, on=on, **more)


def test_a_signed_paper_of_before_stands_the_same(
    cast: Cast, purpose: Purpose, today: date, long_ago: date
) -> None:
    with pytest.raises(EntryRefusedError) as caught:
        paper(cast, purpose, today, long_ago)
    assert set(caught.value.why.values()) == {EntryRefusal.NOT_ASKED}
    (row,) = paper(cast, purpose, today, long_ago, stated=True)
    assert (row.on, row.version, row.capacity) == (long_ago, 1, "authority")
    assert Event.objects.get(verb="consent.given").facts["stated"] is True
    assert is_allowed(cast.noor, purpose, today)


@pytest.mark.parametrize("via, status", [("paper", 302), ("desk", 200)])
def test_the_desk_states_it_of_paper_only(
    cast: Cast, purpose: Purpose, long_ago: date, client_of: SignIn, via: str, status: int
) -> None:
    url, iris = reverse("consent:desk_entry", args=[cast.noor.pk]), client_of(cast.iris)
    posted = {
        "who": str(cast.guardians["fatima"].pk),
        "via": via,
        "on": long_ago.isoformat(),
        "reference": "map 1",
        "stated": "on",
        f"vraag-{purpose.pk}": "ja",
        "once_key": str(iris.get(url).context["form"]["once_key"].value()),
    }
    answer = iris.post(url, posted)
    assert answer.status_code == status
    assert Choice.objects.exists() is (status == 302)
    assert ("Dit kan alleen bij papier." in answer.text) is (status == 200)


@pytest.mark.parametrize("page", ["choices", "history"])
def test_the_parent_reads_where_and_when(
    cast: Cast, petra: Client, purpose: Purpose, long_ago: date, client_of: SignIn, page: str
) -> None:
    take_over(petra, plan(petra, cast, YES, long_ago))
    html = client_of(cast.fatima).get(reverse(f"consent:{page}", args=[cast.noor.pk])).text
    assert "Overgenomen uit de vorige app van de school op" in html
    assert f'datetime="{long_ago.isoformat()}"' in html


@pytest.mark.parametrize("spaces", ["{}", "  {}  ", "{} "])
def test_the_whole_name_of_one_parent_names_that_parent(
    cast: Cast, petra: Client, purpose: Purpose, today: date, spaces: str
) -> None:
    name = cast.guardians["fatima"].full_name.upper().replace(" ", "  ")
    take_over(petra, plan(petra, cast, f"Noor;instagram;ja;{{day}};{spaces.format(name)}", today))
    assert Choice.objects.get().guardian_id == cast.guardians["fatima"].pk


def test_a_name_of_two_parents_names_nobody(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    first = cast.guardians["fatima"]
    names = {key: getattr(first, key) for key in ("first_name", "prefix", "last_name")}
    Guardian.objects.filter(pk=cast.guardians["daan"].pk).update(**names)
    (words,) = outcomes(plan(petra, cast, f"Noor;instagram;ja;{{day}};{first.full_name}", today))
    assert words == "Twee ouders van deze leerling heten zo. Vul de sleutel in."


def test_a_no_of_a_name_that_nobody_has_holds_the_yes_back(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    lines = (f"Noor;instagram;ja;{today};Fatima", f"Noor;instagram;nee;{today};Daan de Vires")
    assert TAKEN not in outcomes(upload(petra, cast.school, *lines))


def test_a_long_plan_shows_the_refused_lines_and_counts_the_rest(
    cast: Cast, petra: Client, purpose: Purpose, today: date
) -> None:
    for number in range(60):
        tie(
            Guardian.objects.create(
                board=cast.board, first_name=f"O{number}", last_name="X", roster_key=f"o{number}"
            ),
            cast.noor,
        )
    good = [f"Noor;instagram;ja;{today};o{number}" for number in range(60)]
    found = upload(petra, cast.school, *good, *["x;y;ja;1-1-2027;z"] * 205)
    assert len(outcomes(found)) == 250
    assert "Nog 10 regels worden overgenomen en staan hier niet bij." in found.text
    assert "Nog 5 regels blijven liggen en staan hier niet bij." in found.text
    assert Pupil.objects.filter(pk=cast.noor.pk).exists()
