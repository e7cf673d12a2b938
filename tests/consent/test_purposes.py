"""De vragen zelf: what a new question or text does to the answers, and what it never does."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from consent import access
from consent.actions.purposes import (
    Asking,
    PurposeRefusedError,
    Words,
    ask,
    need_both,
    reword,
    stop_asking,
    translate,
)
from consent.models import Purpose, PurposeText
from consent.rules import Medium, PurposeRefusal
from portal.audit.models import Event
from portal.people.models import Enrolment, Membership
from tests.builders import make_pupil
from tests.cast import Cast
from tests.consent.builders import ask as starter
from tests.consent.builders import is_allowed, say, tie_of

WORDS = Words("Kamp", "Mag een foto van het kamp?", "Op de website.", "Dan gaat hij weg.")
OTHER = Words("Kamp", "Mag een film van het kamp?", "Op de website.", "Dan gaat hij weg.")


def asking(today: date, **other: Any) -> Asking:
    return Asking(Medium.WEBSITE, today, **other)


def titles(cast: Cast, name: str, pupil: Any, today: date) -> list[str]:
    tie = tie_of(getattr(cast, name), pupil, today)
    return [one.text.title for one in access.questions_of(tie)]


def refused(verb: Any, *args: Any, **facts: Any) -> PurposeRefusal:
    with pytest.raises(PurposeRefusedError) as error:
        verb(*args, **facts)
    return error.value.why


def test_a_question_of_a_group_is_asked_in_that_group_only(cast: Cast, today: date) -> None:
    other = make_pupil(cast.school, "Pip", today - timedelta(days=3000))
    ask(cast.group, asking(today), WORDS, by=cast.iris, today=today)
    assert Membership.objects.filter(pupil=cast.noor, group=cast.group).exists()
    assert titles(cast, "fatima", cast.noor, today) == ["Kamp"]
    assert access.purposes_of([other], today)[other.pk] == []


def test_a_question_about_one_pupil_is_asked_about_nobody_else(cast: Cast, today: date) -> None:
    other = make_pupil(cast.school, "Pip", today - timedelta(days=3000), group=cast.group)
    ask(cast.noor, asking(today), WORDS, school=cast.school, by=cast.iris, today=today)
    assert titles(cast, "daan", cast.noor, today) == ["Kamp"]
    assert access.purposes_of([other], today)[other.pk] == []


def test_what_waits_on_home_counts_the_question_of_the_group(cast: Cast, today: date) -> None:
    tie = tie_of(cast.fatima, cast.noor, today)
    ask(cast.group, asking(today), WORDS, by=cast.iris, today=today)
    ask(cast.other_board, asking(today), WORDS, by=cast.vera, today=today)
    assert access.waiting_of([tie])[cast.noor.pk] == access.Counted(asked=1, waiting=1)


def test_a_schools_own_question_is_asked_instead_and_starts_unanswered(
    cast: Cast, today: date
) -> None:
    board = starter(cast, today, "website")
    say(cast.fatima, cast.noor, board, today, yes=True)
    own = ask(cast.school, asking(today), WORDS, by=cast.iris, today=today, instead_of=board)
    assert "Foto op de website" not in titles(cast, "fatima", cast.noor, today)
    assert not is_allowed(cast.noor, own, today)
    assert not is_allowed(cast.noor, board, today)


def test_an_own_question_cannot_make_way_for_an_old_yes(cast: Cast, today: date) -> None:
    board = starter(cast, today, "website")
    say(cast.fatima, cast.noor, board, today, yes=True)
    own = ask(cast.school, asking(today), WORDS, by=cast.iris, today=today, instead_of=board)
    say(cast.fatima, cast.noor, own, today, yes=False)
    why = refused(stop_asking, own, end_on=today + timedelta(days=1), by=cast.iris, today=today)
    assert why is PurposeRefusal.STANDS_IN
    until = asking(today, until=today + timedelta(days=2))
    assert refused(ask, cast.so, until, WORDS, by=cast.petra, today=today, instead_of=board) is why


def test_an_own_question_stays_until_the_boards_is_over(cast: Cast, today: date) -> None:
    board = starter(cast, today, "website")
    own = ask(cast.school, asking(today), WORDS, by=cast.iris, today=today, instead_of=board)
    later, last = today + timedelta(days=9), today + timedelta(days=5)
    stop_asking(board, end_on=last, by=cast.petra, today=today)
    early = {"end_on": today + timedelta(days=4), "by": cast.iris, "today": today}
    assert refused(stop_asking, own, **early) is PurposeRefusal.STANDS_IN
    stop_asking(own, end_on=later, by=cast.iris, today=today)
    assert not Purpose.objects.get(pk=own.pk).is_on(later)


def test_an_own_question_is_for_the_channel_of_the_boards(cast: Cast, today: date) -> None:
    board = starter(cast, today, "instagram")
    press = {"by": cast.iris, "today": today, "instead_of": board}
    why = refused(ask, cast.school, Asking(Medium.PRESS, today), WORDS, **press)
    assert why is PurposeRefusal.OTHER_MEDIUM


@pytest.mark.parametrize("same", [True, False])
def test_a_yes_stands_when_only_the_words_changed(cast: Cast, today: date, same: bool) -> None:
    row = ask(cast.board, asking(today), WORDS, by=cast.petra, today=today)
    say(cast.fatima, cast.noor, row, today, yes=True)
    morning = today + timedelta(days=1)
    reword(row, OTHER, same_meaning=same, in_force_on=morning, by=cast.petra, today=today)
    assert is_allowed(cast.noor, row, today)
    assert is_allowed(cast.noor, row, morning) is same
    waiting = access.waiting_of([tie_of(cast.fatima, cast.noor, morning)])[cast.noor.pk].waiting
    assert waiting == (0 if same else 1)


def test_the_same_meaning_twice_leads_back_to_the_first_text(cast: Cast, today: date) -> None:
    row = ask(cast.board, asking(today), WORDS, by=cast.petra, today=today)
    say(cast.fatima, cast.noor, row, today, yes=True)
    for words in (OTHER, WORDS):
        reword(row, words, same_meaning=True, in_force_on=today, by=cast.petra, today=today)
    assert list(row.texts.order_by("version").values_list("same_as", flat=True)) == [None, 1, 1]
    assert is_allowed(cast.noor, row, today)


def test_a_no_stands_whatever_is_done_to_the_question(cast: Cast, today: date) -> None:
    row = ask(cast.board, asking(today), WORDS, by=cast.petra, today=today)
    say(cast.daan, cast.noor, row, today, yes=False)
    say(cast.fatima, cast.noor, row, today, yes=True)
    for same in (True, False):
        words, on = (OTHER, today) if same else (WORDS, today + timedelta(days=1))
        reword(row, words, same_meaning=same, in_force_on=on, by=cast.petra, today=today)
        assert not is_allowed(cast.noor, row, on)


def test_a_paper_of_today_is_never_about_a_text_of_today(cast: Cast, today: date) -> None:
    row = ask(cast.board, asking(today), WORDS, by=cast.petra, today=today)
    facts = {"same_meaning": False, "in_force_on": today, "by": cast.petra, "today": today}
    assert refused(reword, row, OTHER, **facts) is PurposeRefusal.FROM_TOMORROW


def test_the_code_of_a_question_about_one_pupil_says_nothing(cast: Cast, today: date) -> None:
    row = ask(cast.noor, asking(today), WORDS, school=cast.school, by=cast.iris, today=today)
    assert row.code == "een-leerling"


def test_a_school_replaces_a_question_of_the_board_once(cast: Cast, today: date) -> None:
    board = starter(cast, today, "website")
    facts: dict[str, Any] = {"by": cast.iris, "today": today, "instead_of": board}
    ask(cast.school, asking(today), WORDS, **facts)
    why = refused(ask, cast.school, asking(today), WORDS, **facts)
    assert why is PurposeRefusal.REPLACED


def test_both_may_be_asked_for_and_never_taken_back(cast: Cast, today: date) -> None:
    row = ask(cast.board, asking(today), WORDS, by=cast.petra, today=today)
    say(cast.fatima, cast.noor, row, today, yes=True)
    need_both(row, both=True, by=cast.petra)
    assert not is_allowed(cast.noor, Purpose.objects.get(pk=row.pk), today)
    fresh = Purpose.objects.get(pk=row.pk)
    assert refused(need_both, fresh, both=False, by=cast.petra) is PurposeRefusal.LOOSENED


def test_a_question_that_stopped_allows_nothing_and_keeps_its_proof(
    cast: Cast, today: date
) -> None:
    row = ask(cast.board, asking(today - timedelta(days=9)), WORDS, by=cast.petra, today=date.min)
    say(cast.fatima, cast.noor, row, today, yes=True)
    stop_asking(row, end_on=today, by=cast.petra, today=today)
    assert not is_allowed(cast.noor, Purpose.objects.get(pk=row.pk), today)
    assert row.current_choices.count() == 1
    assert Event.objects.filter(verb="consent.purpose_ended", subject_id=str(row.pk)).exists()


def test_a_translation_makes_no_version_and_is_written_once(cast: Cast, today: date) -> None:
    row = ask(cast.board, asking(today), WORDS, by=cast.petra, today=today)
    translate(row, OTHER, language="en", version=1, by=cast.petra)
    assert set(row.texts.values_list("version", "language")) == {(1, "nl"), (1, "en")}
    why = refused(translate, row, WORDS, language="en", version=1, by=cast.petra)
    assert why is PurposeRefusal.TRANSLATED


def test_a_translation_of_an_older_dutch_text_is_refused(cast: Cast, today: date) -> None:
    row = ask(cast.board, asking(today), WORDS, by=cast.petra, today=today)
    first = today + timedelta(days=1)
    reword(row, OTHER, same_meaning=False, in_force_on=first, by=cast.petra, today=today)
    why = refused(translate, row, WORDS, language="tr", version=1, by=cast.petra)
    assert why is PurposeRefusal.OTHER_DUTCH
    assert not row.texts.exclude(language="nl").exists()


def test_a_translation_asks_nobody_again(cast: Cast, today: date) -> None:
    row = ask(cast.board, asking(today), WORDS, by=cast.petra, today=today)
    say(cast.fatima, cast.noor, row, today, yes=True)
    translate(row, OTHER, language="tr", version=1, by=cast.petra)
    assert is_allowed(cast.noor, row, today)
    assert Event.objects.filter(verb="consent.text_translated", actor_id=cast.petra.pk).count() == 1


def test_two_questions_of_one_title_have_codes_of_their_own(cast: Cast, today: date) -> None:
    rows = [ask(cast.board, asking(today), WORDS, by=cast.petra, today=today) for _ in range(3)]
    assert [row.code for row in rows] == ["kamp", "kamp-2", "kamp-3"]


def test_the_database_refuses_a_target_without_a_school(cast: Cast, today: date) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Purpose.objects.create(board=cast.board, group=cast.group, code="x", since=today)


def test_what_was_added_to_the_texts_leaves_older_proof_as_it_was() -> None:
    old = PurposeText(title="a", question="b", explanation="c", withdrawal="d")
    new = PurposeText(title="a", question="b", explanation="c", withdrawal="d", kept="een jaar")
    assert old.fingerprint != new.fingerprint
    assert old.fingerprint.startswith("f729ae")


def test_a_no_to_a_schools_own_question_goes_along_to_another_school(
    cast: Cast, today: date
) -> None:
    board, morning = starter(cast, today, "website"), today + timedelta(days=1)
    say(cast.fatima, cast.noor, board, today, yes=True)
    own = ask(cast.school, asking(today), WORDS, by=cast.iris, today=today, instead_of=board)
    say(cast.fatima, cast.noor, own, today, yes=False)
    Enrolment.objects.filter(pupil=cast.noor).update(until=morning, leaving_reason="vertrokken")
    Enrolment.objects.create(pupil=cast.noor, school=cast.so, since=morning, roster_key="Noor-2")
    assert not is_allowed(cast.noor, board, morning)
    say(cast.fatima, cast.noor, board, morning, yes=False)
    say(cast.fatima, cast.noor, board, morning, yes=True)
    assert is_allowed(cast.noor, board, morning)


def test_a_no_to_the_boards_question_holds_for_the_schools_own(cast: Cast, today: date) -> None:
    board = starter(cast, today, "website")
    say(cast.daan, cast.noor, board, today, yes=False)
    own = ask(cast.school, asking(today), WORDS, by=cast.iris, today=today, instead_of=board)
    say(cast.fatima, cast.noor, own, today, yes=True)
    assert not is_allowed(cast.noor, own, today)
    say(cast.daan, cast.noor, own, today, yes=True)
    assert is_allowed(cast.noor, own, today)
