"""Ronde: who is reminded and how, once, until the office stops; no choice changes."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from consent import access
from consent.actions import forget_reminders, start_round, stop_round
from consent.models import Choice, Purpose, Round, RoundReminder
from consent.rules import Answer, Capacity
from portal.audit.models import Event
from portal.outbox.actions import send_due
from portal.outbox.models import Message
from portal.people.models import Guardianship, Pupil
from portal.people.rules import Authority, turns
from portal.roof import reminding
from tests.builders import make_guardian, make_pupil, make_user, tie
from tests.cast import Cast
from tests.consent.builders import ask, new_text, say
from tests.consent.rondes import mailed, noon, prove, start, sweep

FATIMA, DAAN = "fatima@example.org", "daan@example.org"


@pytest.fixture
def purpose(cast: Cast, today: date) -> Purpose:
    """The usual questions; everybody proved an address."""
    prove(*cast.users.values())
    return ask(cast, today)


def answer_all(cast: Cast, today: date, *, yes: bool = True) -> None:
    """Fatima answers every question about Noor."""
    for one in Purpose.objects.filter(board=cast.board):
        say(cast.fatima, cast.noor, one, today, yes=yes)


def test_who_may_answer_and_has_not_is_mailed(cast: Cast, today: date, purpose: Purpose) -> None:
    start(cast, today)
    assert sweep(today) == {FATIMA, DAAN}
    assert Round.objects.get().told_on == today


@pytest.mark.parametrize("yes", [True, False])
def test_who_answered_every_question_is_left_alone(
    cast: Cast, today: date, purpose: Purpose, yes: bool
) -> None:
    answer_all(cast, today, yes=yes)
    start(cast, today)
    assert sweep(today) == {DAAN}


def test_a_yes_to_a_changed_text_is_asked_again_and_a_no_is_not(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    answer_all(cast, today)
    for one in Purpose.objects.filter(board=cast.board):
        say(cast.daan, cast.noor, one, today, yes=False)
    new_text(purpose, today)
    start(cast, today)
    assert sweep(today) == {FATIMA}


def test_an_answer_to_one_question_leaves_the_others_open(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    start(cast, today)
    assert FATIMA in sweep(today)


def test_a_pupil_of_sixteen_is_reminded_and_so_is_who_has_a_mandate(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    start(cast, today, school=cast.vo)
    assert sweep(today) == {"sam@example.org", "jan@example.org"}
    assert RoundReminder.objects.get(pupil=cast.sam_pupil).guardian is None
    assert "voor je klaar" in Message.objects.get(to="sam@example.org").subject


def test_a_round_of_the_board_reaches_its_schools_and_no_other_board(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    start_round(cast.board, None, by=cast.petra, today=today)
    names = ("fatima", "daan", "olga", "sam", "jan")
    assert sweep(today) == {f"{name}@example.org" for name in names}


def test_a_mail_says_nothing(cast: Cast, today: date, purpose: Purpose) -> None:
    start(cast, today)
    sweep(today)
    words = " ".join(f"{one.subject} {one.body}" for one in Message.objects.all())
    assert "Er staan vragen voor u klaar" in words
    for name in ("Noor", "Fatima", "Daan", "Instagram", "foto", "Regenboog", "Vlinder"):
        assert name not in words


def test_who_has_two_children_is_mailed_once(cast: Cast, today: date, purpose: Purpose) -> None:
    tie(cast.guardians["fatima"], make_pupil(cast.school, "Zus", turns(today, -6)))
    start(cast, today)
    sweep(today)
    assert Message.objects.filter(to=FATIMA).count() == 1


def test_a_second_sweep_writes_nothing(cast: Cast, today: date, purpose: Purpose) -> None:
    start(cast, today)
    sweep(today)
    assert reminding.remind_due(noon(today)) == 0
    assert Message.objects.count() == RoundReminder.objects.count() == 2


def test_without_a_proven_address_a_letter_is_noted(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    cast.fatima.email_proven_at = None
    cast.fatima.save(update_fields=["email_proven_at"])
    start(cast, today)
    assert sweep(today) == {DAAN}
    assert RoundReminder.objects.get(guardian=cast.guardians["fatima"]).via == "letter"


@pytest.mark.parametrize("whose", ["account", "tie"])
def test_an_account_opened_with_a_letter_alone_gets_no_mail(
    cast: Cast, today: date, purpose: Purpose, whose: str
) -> None:
    row = cast.fatima if whose == "account" else cast.guardians["fatima"]
    row.provisional_until = noon(today) + timedelta(hours=1)
    row.save(update_fields=["provisional_until"])
    start(cast, today)
    assert sweep(today) == {DAAN}


@pytest.mark.parametrize("change", ["until", "authority", "restriction_since"])
def test_authority_that_ended_since_the_start_gets_no_mail(
    cast: Cast, today: date, purpose: Purpose, change: str
) -> None:
    start(cast, today)
    new = {"until": today, "authority": Authority.NO.value, "restriction_since": today}[change]
    rows = Guardianship.objects.filter(guardian=cast.guardians["fatima"], pupil=cast.noor)
    rows.update(**{change: new})
    assert sweep(today) == {DAAN}
    assert not RoundReminder.objects.filter(guardian=cast.guardians["fatima"]).exists()


def test_a_pupil_that_left_is_asked_nothing(cast: Cast, today: date, purpose: Purpose) -> None:
    start(cast, today)
    cast.noor.enrolments.update(until=today)
    assert sweep(today) == set()


def test_a_stop_during_sending_ends_it(
    cast: Cast, today: date, purpose: Purpose, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access.reminding, "BATCH", 1)
    for number in range(3):
        parent = make_guardian(cast.board, make_user(f"Ouder{number}"))
        tie(parent, make_pupil(cast.school, f"Kind{number}", turns(today, -7)))
    row = start(cast, today)
    assert reminding.remind_batch(row.pk, noon(today)) is not None
    before = RoundReminder.objects.count()
    send_due(timezone.now())  # what has left stays told
    stop_round(row, by=cast.iris, today=today)
    assert reminding.remind_batch(row.pk, noon(today)) is None
    assert sweep(today) == mailed()
    assert RoundReminder.objects.count() == before < 5


def test_a_stop_takes_back_what_has_not_left(cast: Cast, today: date, purpose: Purpose) -> None:
    row = start(cast, today)
    sweep(today)
    stop_round(row, by=cast.iris, today=today)
    assert send_due(timezone.now()) == 0
    assert not mail.outbox
    assert not row.reminders.exists()  # so that a next round reminds them
    assert Event.objects.get(verb="consent.round_stopped").facts == {"recalled": 2}


def test_what_had_left_before_the_stop_is_told_on_the_page(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    row = start(cast, today)
    sweep(today)
    Message.objects.filter(to=FATIMA).update(sent_at=noon(today), to="", subject="", body="")
    stop_round(row, by=cast.iris, today=today)
    assert row.reminders.get().guardian == cast.guardians["fatima"]
    assert Message.objects.filter(kind="consent.round").count() == 1


def test_batches_of_one_reach_everybody_once(
    cast: Cast, today: date, purpose: Purpose, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access.reminding, "BATCH", 1)
    tie(cast.guardians["daan"], make_pupil(cast.school, "Zus", turns(today, -6)))
    start(cast, today)
    assert sweep(today) == {FATIMA, DAAN}
    assert RoundReminder.objects.count() == 2


def test_a_second_start_gives_the_round_that_is_open(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    assert start(cast, today) == start(cast, today)
    whole = start_round(cast.board, None, by=cast.petra, today=today)
    assert start(cast, today, school=cast.vo) == whole
    assert Event.objects.filter(verb="consent.round_started").count() == 2


def test_the_database_refuses_a_second_open_round(cast: Cast, today: date) -> None:
    facts = {"board": cast.board, "started_by": cast.iris, "started_on": today}
    for school in (cast.school, None):
        Round.objects.create(**facts, school=school)
        with pytest.raises(IntegrityError), transaction.atomic():
            Round.objects.create(**facts, school=school)


def test_a_new_round_follows_a_stop_but_reminds_nobody_within_two_weeks(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    first = start(cast, today)
    sweep(today)
    send_due(timezone.now())
    stop_round(first, by=cast.iris, today=today)
    stop_round(first, by=cast.iris, today=today)
    assert start(cast, today) != first
    sweep(today)
    assert Message.objects.count() == 2
    assert Event.objects.filter(verb="consent.round_stopped").count() == 1


def test_a_round_changes_no_choice(cast: Cast, today: date, purpose: Purpose) -> None:
    answer_all(cast, today)
    before = list(Choice.objects.values())
    row = start(cast, today)
    sweep(today)
    stop_round(row, by=cast.iris, today=today)
    assert list(Choice.objects.values()) == before
    tie_now = access.get_pupil(cast.daan, cast.noor.pk, today)
    assert access.capacity_of(tie_now) is Capacity.AUTHORITY
    assert say(cast.fatima, cast.noor, purpose, today, yes=False).answer == Answer.WITHDRAWN  # type: ignore[union-attr]


def test_who_was_reminded_is_forgotten_after_the_round(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    row = start(cast, today)
    sweep(today)
    send_due(timezone.now())
    stop_round(row, by=cast.iris, today=today)
    assert forget_reminders(today + timedelta(days=89)) == 0
    assert forget_reminders(today + timedelta(days=90)) == 2


def letters(cast: Cast, today: date) -> dict[str, str]:
    rows = access.letters_of(cast.iris, Round.objects.get(), today)
    return {one.name: f"{one.mark} {one.address}".strip() for one in rows}


def without_mail(cast: Cast, today: date, **homes: object) -> None:
    """Nobody proved an address; Fatima and Daan live where it is said."""
    ask(cast, today)
    for name in ("fatima", "daan"):
        one = cast.guardians[name]
        one.street, one.town = f"Weg {homes.get(name, 1)}", "Dorp"
        one.address_secret = homes.get("secret") == name
        one.save(update_fields=["street", "town", "address_secret"])
    start(cast, today)
    sweep(today)


def test_a_letter_goes_along_only_when_all_live_together(cast: Cast, today: date) -> None:
    without_mail(cast, today)
    cast.noor.guardianships.exclude(guardian__first_name__in=["Fatima", "Daan"]).delete()
    assert letters(cast, today) == {"Fatima Demo": "A Weg 1, Dorp", "Daan Demo": "A Weg 1, Dorp"}


def test_separate_homes_get_their_own_letter_by_post(cast: Cast, today: date) -> None:
    without_mail(cast, today, daan=2)
    assert letters(cast, today) == {"Fatima Demo": "B Weg 1, Dorp", "Daan Demo": "B Weg 2, Dorp"}


def test_a_secret_address_stands_on_no_list(cast: Cast, today: date) -> None:
    without_mail(cast, today, daan=2, secret="fatima")
    assert letters(cast, today) == {"Fatima Demo": "C", "Daan Demo": "B Weg 2, Dorp"}


def test_who_answered_since_is_no_longer_on_the_list(cast: Cast, today: date) -> None:
    without_mail(cast, today)
    answer_all(cast, today)
    assert set(letters(cast, today)) == {"Daan Demo"}


def test_one_s_own_household_is_not_on_the_list(cast: Cast, today: date) -> None:
    without_mail(cast, today)
    tie(make_guardian(cast.board, cast.iris), cast.noor)
    assert letters(cast, today) == {}


def test_the_list_is_for_the_office_of_the_school(cast: Cast, today: date) -> None:
    without_mail(cast, today)
    row = Round.objects.get()
    with pytest.raises(PermissionDenied):
        access.letters_of(cast.petra, row, today)
    assert access.letters_of(cast.bas, row, today) == []


def test_the_queries_of_a_batch_do_not_depend_on_the_pupils(
    cast: Cast, today: date, purpose: Purpose, django_assert_num_queries: object
) -> None:
    few = Pupil.objects.filter(pk=cast.noor.pk).select_related("board", "user")
    many = few.none()
    for number in range(4):
        parent = make_guardian(cast.board, make_user(f"Oma{number}"))
        tie(parent, make_pupil(cast.school, f"Kind{number}", turns(today, -7)))
    many = Pupil.objects.filter(enrolments__school=cast.school).select_related("board", "user")
    counted = []
    for rows in (few, many):
        with django_assert_num_queries(7):  # type: ignore[operator]
            counted.append(len(access.waiting_people(list(rows), today)))
    assert counted == [2, 6]
