"""Kiezen: what an answer writes, and what it never does."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from consent import access, actions
from consent.models import Choice, CurrentChoice
from consent.rules import Answer, Capacity, GivenVia, State
from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.access import get_tie
from portal.people.models import Guardianship, Mandate, Pupil
from portal.people.rules import Authority, MandateScope, Right, turns
from tests.builders import tie
from tests.cast import Cast
from tests.consent.builders import ask, is_allowed, new_text, say, tie_of, type_over


def test_an_answer_is_a_ledger_row_with_its_proof(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    choice = say(cast.fatima, cast.noor, purpose, today, yes=True)
    assert choice is not None
    assert (choice.answer, choice.capacity) == ("given", "authority")
    assert (choice.version, choice.language, choice.given_via) == (1, "nl", "portal")
    assert choice.guardian_id == cast.guardians["fatima"].pk
    assert choice.entered_by_id == cast.fatima.pk
    assert choice.text_sha256 == purpose.texts.get().fingerprint
    assert choice.on == today


def test_an_answer_is_current_in_the_same_breath(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    last = say(cast.fatima, cast.noor, purpose, today, yes=False)
    current = CurrentChoice.objects.get()
    assert last is not None
    assert (current.choice_id, current.answer) == (last.pk, Answer.WITHDRAWN)
    assert Choice.objects.count() == 2


def test_a_repeated_tap_writes_nothing(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    assert say(cast.fatima, cast.noor, purpose, today, yes=True)
    before = (Choice.objects.count(), Event.objects.count(), Message.objects.count())
    assert say(cast.fatima, cast.noor, purpose, today, yes=True) is None
    assert (Choice.objects.count(), Event.objects.count(), Message.objects.count()) == before


def test_the_audit_has_codes_and_no_names(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    choice = say(cast.fatima, cast.noor, purpose, today, yes=False)
    event = Event.objects.get(verb="consent.refused")
    assert choice is not None
    assert (event.actor_id, event.subject_id) == (cast.fatima.pk, str(choice.pk))
    assert event.facts == {"purpose": str(purpose.pk), "version": 1, "via": "portal"}
    assert (event.pupil_id, event.board_id) == (cast.noor.pk, cast.board.pk)


def test_the_mail_says_only_that_something_waits(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    message = Message.objects.get(kind="consent.choice")
    assert message.to == cast.fatima.email
    for word in ("Noor", "Instagram", "toestemming", " ja"):
        assert word not in message.subject + message.body


def test_a_pupil_is_addressed_as_one(cast: Cast, today: date) -> None:
    say(cast.sam, cast.sam_pupil, ask(cast, today), today, yes=True)
    assert Message.objects.get(kind="consent.choice").subject.endswith("voor je klaar")


@pytest.mark.parametrize("moments, mails", [(("09:00", "09:59"), 1), (("09:59", "10:00"), 2)])
def test_taps_of_one_hour_are_one_mail(
    cast: Cast,
    today: date,
    monkeypatch: pytest.MonkeyPatch,
    moments: tuple[str, str],
    mails: int,
) -> None:
    purpose, yes = ask(cast, today), True
    for moment in moments:
        at = datetime.fromisoformat(f"{today}T{moment}:00").replace(tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda at=at: at)
        yes = not yes
        assert say(cast.fatima, cast.noor, purpose, today, yes=yes)
        assert say(cast.daan, cast.noor, purpose, today, yes=yes)
    sent = Message.objects.filter(kind="consent.choice", to=cast.fatima.email)
    assert sent.count() == mails


def test_what_the_school_types_is_told_beside_own_taps(
    cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, purpose = timezone.now(), ask(cast, today)
    monkeypatch.setattr(timezone, "now", lambda: at)
    say(cast.daan, cast.noor, purpose, today, yes=True)
    assert type_over(cast.noor, "Daan", {purpose: False}, today, by=cast.iris)
    assert Message.objects.filter(kind="consent.choice", to=cast.daan.email).count() == 2


def test_the_ledger_refuses_change_and_deletion(cast: Cast, today: date) -> None:
    say(cast.fatima, cast.noor, ask(cast, today), today, yes=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Choice.objects.update(answer="refused")
    with pytest.raises(DatabaseError), transaction.atomic():
        Choice.objects.all().delete()


def test_one_refusal_outweighs_one_yes(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    assert is_allowed(cast.noor, purpose, today)
    say(cast.daan, cast.noor, purpose, today, yes=False)
    assert not is_allowed(cast.noor, purpose, today)


def test_withdrawal_acts_at_once_whatever_text_was_read(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    new_text(purpose, today)
    choice = say(cast.fatima, cast.noor, purpose, today, yes=False, version=1)
    assert choice is not None
    assert (choice.answer, choice.version) == (Answer.WITHDRAWN, 1)


def test_a_yes_to_a_text_of_yesterday_is_refused(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    new_text(purpose, today)
    with pytest.raises(actions.RefusedError, match="text_changed"):
        say(cast.fatima, cast.noor, purpose, today, yes=True, version=1)
    assert not Choice.objects.exists()


def test_a_new_text_asks_again_and_leaves_a_no(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    new_text(purpose, today)
    outcome = access.outcomes_of([cast.noor], today)[cast.noor.pk][purpose.pk]
    assert outcome.effective.state is State.ASKED_AGAIN
    say(cast.daan, cast.noor, purpose, today, yes=False, version=1)
    say(cast.fatima, cast.noor, purpose, today, yes=True, version=2)
    assert not is_allowed(cast.noor, purpose, today)


def test_a_translation_does_not_raise_the_version(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    new_text(purpose, today, version=1, language="en")
    new_text(purpose, today, version=2, language="en")
    text = purpose.text_on(today, "en")
    assert text is not None
    assert (text.version, text.language) == (1, "en")


def test_both_may_be_needed(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    purpose.both_needed = True
    purpose.save(update_fields=["both_needed"])
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    assert not is_allowed(cast.noor, purpose, today)
    say(cast.daan, cast.noor, purpose, today, yes=True)
    assert is_allowed(cast.noor, purpose, today)


def test_a_yes_falls_on_the_day_its_giver_loses_authority(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    rows = Guardianship.objects.filter(guardian=cast.guardians["fatima"])
    rows.update(until=today + timedelta(days=1))
    assert is_allowed(cast.noor, purpose, today)
    assert not is_allowed(cast.noor, purpose, today + timedelta(days=1))


def test_a_no_stays_when_a_link_ends_and_goes_when_authority_is_denied(
    cast: Cast, today: date
) -> None:
    purpose, tomorrow = ask(cast, today), today + timedelta(days=1)
    say(cast.daan, cast.noor, purpose, today, yes=False)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    Guardianship.objects.filter(guardian=cast.guardians["daan"]).update(until=tomorrow)
    assert not is_allowed(cast.noor, purpose, tomorrow)
    tie(cast.guardians["daan"], cast.noor, Authority.NO, since=tomorrow)
    assert is_allowed(cast.noor, purpose, tomorrow)


def test_authority_that_comes_back_does_not_bring_back_a_yes(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    days = [today + timedelta(days=number) for number in (1, 2)]
    fatima = cast.guardians["fatima"]
    Guardianship.objects.filter(guardian=fatima).update(until=days[0])
    tie(fatima, cast.noor, Authority.UNKNOWN, since=days[0], until=days[1])
    tie(fatima, cast.noor, since=days[1])
    assert not is_allowed(cast.noor, purpose, days[1])


def test_a_split_row_of_unbroken_authority_keeps_a_yes(cast: Cast, today: date) -> None:
    purpose, tomorrow = ask(cast, today), today + timedelta(days=1)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    Guardianship.objects.filter(guardian=cast.guardians["fatima"]).update(until=tomorrow)
    tie(cast.guardians["fatima"], cast.noor, since=tomorrow)
    assert is_allowed(cast.noor, purpose, tomorrow)


def test_a_court_order_suspends_a_yes_for_good(cast: Cast, today: date) -> None:
    purpose, later = ask(cast, today), today + timedelta(days=9)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    rows = Guardianship.objects.filter(guardian=cast.guardians["fatima"])
    rows.update(restriction_since=today + timedelta(days=1), restriction_until=later)
    assert is_allowed(cast.noor, purpose, today)
    assert not is_allowed(cast.noor, purpose, later - timedelta(days=1))
    assert not is_allowed(cast.noor, purpose, later)


def test_a_pupil_of_sixteen_outweighs_the_guardians(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    say(cast.jan, cast.sam_pupil, purpose, today, yes=True)
    assert is_allowed(cast.sam_pupil, purpose, today)
    say(cast.sam, cast.sam_pupil, purpose, today, yes=False)
    assert not is_allowed(cast.sam_pupil, purpose, today)


def test_the_capacity_follows_age_and_mandate(cast: Cast, today: date) -> None:
    jan = tie_of(cast.jan, cast.sam_pupil, today)
    assert access.capacity_of(jan) is Capacity.MANDATE
    assert access.capacity_of(tie_of(cast.sam, cast.sam_pupil, today)) is Capacity.PUPIL
    assert access.capacity_of(tie_of(cast.daan, cast.noor, today)) is Capacity.AUTHORITY


def test_a_mandate_to_look_does_not_answer(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    Mandate.objects.update(scope=MandateScope.LOOK)
    with pytest.raises(actions.RefusedError, match="no_right"):
        say(cast.jan, cast.sam_pupil, purpose, today, yes=True)


def test_the_guardians_yes_outlives_the_birthday_six_weeks(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    Pupil.objects.filter(pk=cast.noor.pk).update(born_on=turns(today, -16) + timedelta(days=1))
    birthday = today + timedelta(days=1)
    assert is_allowed(cast.noor, purpose, birthday + timedelta(days=41))
    assert not is_allowed(cast.noor, purpose, birthday + timedelta(days=42))


def test_a_no_in_doubt_is_taken_at_the_desk_and_a_yes_is_not(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    yara = get_tie(cast.yara, cast.noor.pk, Right.REGISTER, today)
    at_desk = partial(
        actions.choose,
        purpose,
        tie=yara,
        capacity=access.capacity_of(yara),
        version=1,
        language="nl",
        by=cast.iris,
        via=GivenVia.DESK,
    )
    with pytest.raises(actions.RefusedError, match="no_right"):
        at_desk(says_yes=True)
    assert at_desk(says_yes=False)
    assert not is_allowed(cast.noor, purpose, today)


def test_the_starter_may_be_adopted_twice(cast: Cast, today: date) -> None:
    ask(cast, today)
    ask(cast, today)
    assert cast.board.purposes.count() == 7
