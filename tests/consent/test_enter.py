"""Invoeren van papier: what the school writes down of an answer, and what it may not."""

from datetime import date, timedelta

import pytest

from consent import access
from consent.actions import EntryRefusedError
from consent.models import Choice, CurrentChoice, PaperProof, Purpose
from consent.rules import EntryRefusal, GivenVia
from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import Guardian, Guardianship, Mandate, Pupil, User
from portal.people.rules import Authority, RoleKind, turns
from tests.builders import make_role, tie
from tests.cast import Cast
from tests.consent.builders import ask, is_allowed, new_text, say, type_over

WEEK = timedelta(days=7)


@pytest.fixture
def purpose(cast: Cast, today: date) -> Purpose:
    """Asked since two weeks."""
    return ask(cast, today - 2 * WEEK)


def facts(choice: Choice) -> tuple[str, str, str, date]:
    return choice.answer, choice.capacity, choice.given_via, choice.on


def test_a_paper_is_a_row_of_its_own_day(cast: Cast, today: date, purpose: Purpose) -> None:
    (row,) = type_over(cast.noor, "Daan", {purpose: True}, today, by=cast.iris, on=today - WEEK)
    assert facts(row) == ("given", "authority", "paper", today - WEEK)
    assert row.guardian_id == cast.guardians["daan"].pk
    assert row.entered_by_id == cast.iris.pk
    assert row.text_sha256 == purpose.texts.get().fingerprint
    assert is_allowed(cast.noor, purpose, today)


def test_where_the_paper_is_stands_beside_the_ledger(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    (row,) = type_over(cast.noor, "Daan", {purpose: True}, today, by=cast.iris)
    assert row.proof.reference == "map 12, blad 3"
    assert "map 12" not in str(list(Choice.objects.values())) + str(list(Event.objects.values()))
    PaperProof.objects.all().delete()  # words go, the row stays
    assert Choice.objects.get() == row


def test_current_and_audit_follow_as_for_every_answer(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    (row,) = type_over(cast.noor, "Daan", {purpose: False}, today, by=cast.henk)
    current = CurrentChoice.objects.get()
    assert (current.choice_id, current.given_via, current.entered_on) == (
        *(row.pk, "paper", row.entered_on),
    )
    event = Event.objects.get(verb="consent.refused")
    assert (event.actor_id, event.facts["via"]) == (cast.henk.pk, "paper")


def test_one_paper_is_one_message(cast: Cast, today: date, purpose: Purpose) -> None:
    answers = {purpose: True, ask(cast, today, "website"): False}
    assert len(type_over(cast.noor, "Daan", answers, today, by=cast.iris)) == 2
    assert Message.objects.get(kind="consent.choice").to == cast.daan.email


def test_who_has_no_account_may_answer_too(cast: Cast, today: date, purpose: Purpose) -> None:
    Guardian.objects.filter(pk=cast.guardians["daan"].pk).update(user=None)
    assert type_over(cast.noor, "Daan", {purpose: True}, today, by=cast.iris)
    assert not Message.objects.filter(kind="consent.choice").exists()


def test_a_pupil_of_sixteen_answers_at_the_desk(cast: Cast, today: date, purpose: Purpose) -> None:
    make_role(cast.lotte, RoleKind.HANDLER, school=cast.vo)
    typed = type_over(
        cast.sam_pupil, "Sam", {purpose: True}, today, by=cast.lotte, via=GivenVia.DESK
    )
    assert [facts(row) for row in typed] == [("given", "pupil", "desk", today)]


def test_the_text_of_that_day_counts(cast: Cast, today: date, purpose: Purpose) -> None:
    new_text(purpose, today - timedelta(days=2))
    (row,) = type_over(cast.noor, "Daan", {purpose: True}, today, by=cast.iris, on=today - WEEK)
    assert row.version == 1
    assert not is_allowed(cast.noor, purpose, today)  # asked again since
    (newer,) = type_over(cast.noor, "Daan", {purpose: True}, today, by=cast.iris)
    assert newer.version == 2
    assert is_allowed(cast.noor, purpose, today)


def refused(cast: Cast, today: date, answers: dict[Purpose, bool], on: date) -> set[EntryRefusal]:
    before = Choice.objects.count()
    with pytest.raises(EntryRefusedError) as caught:
        type_over(cast.noor, "Daan", answers, today, by=cast.iris, on=on)
    assert Choice.objects.count() == before
    return set(caught.value.why.values())


def test_what_was_not_asked_then_is_refused(cast: Cast, today: date, purpose: Purpose) -> None:
    found = refused(cast, today, {purpose: True}, today - 3 * WEEK)
    assert found == {EntryRefusal.NOT_ASKED}


def test_a_paper_of_tomorrow_is_refused(cast: Cast, today: date, purpose: Purpose) -> None:
    assert refused(cast, today, {purpose: True}, today + WEEK) == {EntryRefusal.FUTURE}


@pytest.mark.parametrize("yes", [True, False])
def test_an_older_paper_never_stands_above_ones_own_choice(
    cast: Cast, today: date, purpose: Purpose, yes: bool
) -> None:
    say(cast.daan, cast.noor, purpose, today - WEEK, yes=not yes)
    on = today - WEEK - timedelta(days=1)
    assert refused(cast, today, {purpose: yes}, on) == {EntryRefusal.CHOSE_SINCE}


def test_one_refused_answer_refuses_the_whole_paper(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    say(cast.daan, cast.noor, purpose, today, yes=False)
    answers = {ask(cast, today, "website"): True, purpose: True}
    with pytest.raises(EntryRefusedError) as caught:
        type_over(cast.noor, "Daan", answers, today, by=cast.iris, on=today - WEEK)
    assert set(caught.value.why) == {purpose.pk}
    assert Choice.objects.count() == 1


def test_the_other_guardians_later_choice_is_no_obstacle(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    say(cast.fatima, cast.noor, purpose, today, yes=False)
    type_over(cast.noor, "Daan", {purpose: True}, today, by=cast.iris, on=today - WEEK)
    assert not is_allowed(cast.noor, purpose, today)  # and one no wins


def test_a_yes_needs_authority_on_the_day_of_the_paper_too(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    Guardianship.objects.filter(guardian=cast.guardians["daan"]).update(since=today)
    found = refused(cast, today, {purpose: True}, today - WEEK)
    assert found == {EntryRefusal.NO_RIGHT}
    assert type_over(cast.noor, "Daan", {purpose: False}, today, by=cast.iris, on=today - WEEK)


def test_of_unknown_authority_a_no_is_taken_and_a_yes_is_not(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    with pytest.raises(EntryRefusedError, match="no_right"):
        type_over(cast.noor, "Yara", {purpose: True}, today, by=cast.iris)
    (row,) = type_over(cast.noor, "Yara", {purpose: False}, today, by=cast.iris)
    assert row.capacity == "unknown"


def names_at_desk(by: User, pupil: Pupil, today: date) -> list[str]:
    found = access.speakers_of(access.get_at_desk(by, pupil.pk, today), today)
    return [one.name.removesuffix(" Demo") for one in found]


def test_a_mandate_of_later_does_not_carry_an_older_paper(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    make_role(cast.lotte, RoleKind.HANDLER, school=cast.vo)
    Pupil.objects.filter(pk=cast.sam_pupil.pk).update(born_on=turns(today, -17))
    Mandate.objects.update(since=today)
    with pytest.raises(EntryRefusedError, match="no_right"):
        type_over(cast.sam_pupil, "Jan", {purpose: True}, today, by=cast.lotte, on=today - WEEK)


def test_the_same_paper_twice_is_one_row_and_paper_beside_the_portal_another(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    say(cast.daan, cast.noor, purpose, today - WEEK, yes=True)
    for _time in range(2):
        type_over(cast.noor, "Daan", {purpose: True}, today, by=cast.iris)
    assert [row.given_via for row in Choice.objects.all()] == ["portal", "paper"]


def test_the_giver_changes_it_in_the_portal(cast: Cast, today: date, purpose: Purpose) -> None:
    type_over(cast.noor, "Daan", {purpose: True}, today, by=cast.iris)
    last = say(cast.daan, cast.noor, purpose, today, yes=False)
    assert last is not None
    assert last.answer == "withdrawn"
    assert CurrentChoice.objects.get().entered_on is None


def test_who_may_speak_follows_the_law(cast: Cast, today: date) -> None:
    make_role(cast.lotte, RoleKind.HANDLER, school=cast.vo)
    assert names_at_desk(cast.iris, cast.noor, today) == ["Daan", "Fatima", "Yara"]
    assert names_at_desk(cast.lotte, cast.sam_pupil, today) == ["Sam", "Jan"]
    Pupil.objects.filter(pk=cast.noor.pk).update(born_on=turns(today, -18))
    assert names_at_desk(cast.iris, cast.noor, today) == ["Noor"]


def test_whose_authority_was_denied_does_not_speak(cast: Cast, today: date) -> None:
    rows = Guardianship.objects.filter(guardian=cast.guardians["daan"])
    rows.update(until=today)
    tie(cast.guardians["daan"], cast.noor, Authority.NO, since=today)
    assert names_at_desk(cast.iris, cast.noor, today) == ["Fatima", "Yara"]
