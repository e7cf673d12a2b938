"""Regels: what may be published, what must be destroyed, and what a text became."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.register.rules.basis import LegalBasis
from portal.register.rules.destruction import (
    DueRecord,
    DueState,
    Leaver,
    RecordKind,
    due_records,
    due_state,
    may_confirm,
)
from portal.register.rules.difference import Change, difference, has_changes
from portal.register.rules.documents import (
    DocumentKind,
    PublishRefusal,
    Version,
    lacks_council,
    why_not_publish,
)
from portal.register.rules.markup import BlockKind, blocks
from portal.register.rules.restrictions import (
    AfterDecision,
    StopEnd,
    StopReason,
    after_decision,
    may_stop,
)
from tests.days import day

TODAY = day("wed 2026-11-25")
FIRST = Version("Oud", day("fri 2026-05-01"), day("fri 2026-04-24"))


@pytest.mark.parametrize(
    "text, in_force, council, refusal",
    [
        pytest.param("Nieuw", "wed 2026-11-25", "wed 2026-11-25", None, id="today"),
        pytest.param("Nieuw", "fri 2027-01-01", "wed 2026-11-18", None, id="ahead"),
        pytest.param("Nieuw", "fri 2027-01-01", None, None, id="without the council"),
        pytest.param(" ", "fri 2027-01-01", None, PublishRefusal.EMPTY, id="no text"),
        pytest.param("Nieuw", None, None, PublishRefusal.NO_DATE, id="no day"),
        pytest.param("Nieuw", "tue 2026-11-24", None, PublishRefusal.IN_THE_PAST, id="yesterday"),
        pytest.param(
            "Nieuw", "fri 2027-01-01", "thu 2026-11-26", PublishRefusal.COUNCIL_AHEAD, id="promise"
        ),
        pytest.param("Oud ", "fri 2027-01-01", None, PublishRefusal.UNCHANGED, id="same text"),
    ],
)
def test_a_version_may_be_published_when_the_days_fit(
    text: str, in_force: str | None, council: str | None, refusal: PublishRefusal | None
) -> None:
    new = Version(text, day(in_force) if in_force else None, day(council) if council else None)
    assert why_not_publish(new, last=FIRST, reglement_on=None, today=TODAY) is refusal


def test_a_version_never_starts_before_the_one_before_it() -> None:
    ahead = Version("Ook nieuw", day("fri 2027-01-01"), None)
    new = Version("Nieuw", day("fri 2027-01-01"), None)
    found = why_not_publish(new, last=ahead, reglement_on=None, today=TODAY)
    assert found is PublishRefusal.NOT_AFTER_LAST
    later = day("mon 2027-02-01")
    found = why_not_publish(new, last=None, reglement_on=later, today=TODAY)
    assert found is PublishRefusal.NOT_AFTER_LAST


def test_a_version_never_starts_before_the_consent_of_the_council() -> None:
    council = day("wed 2026-11-25")
    new = Version("Nieuw", day("wed 2026-11-25"), council)
    assert why_not_publish(new, last=None, reglement_on=None, today=TODAY) is None


def test_only_rules_need_the_council() -> None:
    assert lacks_council(DocumentKind.REGLEMENT, None)
    assert not lacks_council(DocumentKind.REGLEMENT, TODAY)
    assert not lacks_council(DocumentKind.STATEMENT, None)


@pytest.mark.parametrize(
    "left, referred, kind, expected",
    [
        pytest.param("sat 2026-08-01", False, RecordKind.FILE, "tue 2028-08-01", id="file"),
        pytest.param("sat 2026-08-01", True, RecordKind.FILE, "wed 2029-08-01", id="file referred"),
        pytest.param("sat 2026-08-01", True, RecordKind.REFERRAL, "wed 2029-08-01", id="referral"),
        pytest.param("sat 2026-08-01", False, RecordKind.ATTENDANCE, "fri 2031-08-01", id="absent"),
        pytest.param("sat 2026-08-01", True, RecordKind.FORMS, "fri 2031-08-01", id="forms"),
        pytest.param("thu 2024-02-29", False, RecordKind.FILE, "sun 2026-03-01", id="leap day"),
    ],
)
def test_how_long_a_record_is_kept(
    left: str, referred: bool, kind: RecordKind, expected: str
) -> None:
    found = {row.kind: row for row in due_records(Leaver(day(left), referred))}
    assert found[kind].destroy_from == day(expected)
    assert found[kind].source


def test_without_a_referral_there_is_no_file_of_it() -> None:
    kinds = {row.kind for row in due_records(Leaver(TODAY, referred=False))}
    assert RecordKind.REFERRAL not in kinds


@pytest.mark.parametrize(
    "today, expected",
    [
        ("mon 2026-11-30", DueState.LATER),
        ("tue 2026-12-01", DueState.DUE),
        ("wed 2026-12-30", DueState.DUE),
        ("thu 2026-12-31", DueState.OVERDUE),
    ],
)
def test_overdue_starts_on_the_first_day_without(today: str, expected: DueState) -> None:
    record = DueRecord(RecordKind.FILE, day("thu 2026-12-31"), "bron")
    assert due_state(record, day(today)) is expected


def test_two_people_say_that_something_was_destroyed() -> None:
    assert may_confirm(proposer=1, confirmer=2, household=[])
    assert not may_confirm(proposer=1, confirmer=1, household=[])
    assert not may_confirm(proposer=1, confirmer=2, household=["kind"])


@pytest.mark.parametrize("basis", list(LegalBasis))
def test_verzet_stops_only_basis_e_and_f(basis: LegalBasis) -> None:
    assert may_stop(basis, StopReason.WEIGHED) is (basis in {"e", "f"})
    assert may_stop(basis, StopReason.UPHELD) is (basis in {"e", "f"})
    assert may_stop(basis, StopReason.ACCURACY)
    assert may_stop(basis, StopReason.LIMITED)


@pytest.mark.parametrize("basis", list(LegalBasis))
def test_verzet_stops_advertising_on_any_basis(basis: LegalBasis) -> None:
    assert may_stop(basis, StopReason.UPHELD, direct_marketing=True)
    assert may_stop(basis, StopReason.WEIGHED, direct_marketing=True)


def test_a_decision_ends_the_weighing() -> None:
    yes = after_decision(StopReason.WEIGHED, upheld=True)
    no = after_decision(StopReason.WEIGHED, upheld=False)
    checked = after_decision(StopReason.ACCURACY, upheld=True)
    assert yes == AfterDecision(StopEnd.DECIDED_YES, stays_stopped=True)
    assert no == AfterDecision(StopEnd.DECIDED_NO, stays_stopped=False)
    assert checked == AfterDecision(StopEnd.CHECKED, stays_stopped=False)
    assert after_decision(StopReason.UPHELD, upheld=False) is None
    assert after_decision(StopReason.LIMITED, upheld=False) is None


def test_the_marks_become_headings_lists_and_paragraphs() -> None:
    found = blocks("# Kop\nEen zin\nloopt door.\n\n## Klein\n- een\n- twee\r\n\r\n<b>x</b>")
    assert [(one.kind, one.lines) for one in found] == [
        (BlockKind.HEADING, ("Kop",)),
        (BlockKind.PARAGRAPH, ("Een zin loopt door.",)),
        (BlockKind.SUBHEADING, ("Klein",)),
        (BlockKind.LIST, ("een", "twee")),
        (BlockKind.PARAGRAPH, ("<b>x</b>",)),
    ]


def test_a_sentence_keeps_its_own_dashes() -> None:
    assert blocks("-5 graden is koud, #1 ook")[0].lines == ("-5 graden is koud, #1 ook",)


def test_a_changed_sentence_shows_its_words() -> None:
    found = difference("Wij antwoorden binnen vier weken.", "Wij antwoorden binnen drie weken.")
    parts = [(part.change, part.text.strip()) for part in found[0].parts]
    assert (Change.REMOVED, "vier") in parts
    assert (Change.ADDED, "drie") in parts
    assert found[0].change is Change.CHANGED


def test_a_new_item_is_one_addition() -> None:
    found = difference("- een\n- twee", "- een\n- twee\n- heel iets anders")
    assert [piece.change for piece in found] == [Change.SAME, Change.SAME, Change.ADDED]


def test_an_item_that_went_stands_in_its_place() -> None:
    found = difference("- een\n- twee\n- drie", "- een\n- drie")
    assert [piece.change for piece in found] == [Change.SAME, Change.REMOVED, Change.SAME]


WORDS = st.lists(st.sampled_from(["# kop", "- punt", "een zin", "nog een zin", ""]), max_size=8)


@given(WORDS, WORDS)
def test_both_versions_can_be_read_back_from_the_difference(old: list[str], new: list[str]) -> None:
    before, after = "\n\n".join(old), "\n\n".join(new)
    pieces = difference(before, after)
    for text, gone in ((before, Change.ADDED), (after, Change.REMOVED)):
        shown = [
            "".join(part.text for part in piece.parts if part.change is not gone)
            for piece in pieces
        ]
        lines = [line for block in blocks(text) for line in block.lines]
        assert [one.split() for one in shown if one] == [line.split() for line in lines]
    assert has_changes(pieces) is (blocks(before) != blocks(after))
