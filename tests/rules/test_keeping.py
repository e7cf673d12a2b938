"""Claims about keeping the register: art. 30's facts, and lists that may only narrow."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.register.rules import (
    DataField,
    Dpia,
    Flaw,
    Reason,
    RuleCode,
    dpia_flaw,
    known_fields,
    may_disclose,
    narrowed,
    reachable,
    review_passed,
    widened,
)
from portal.register.rules.recipients import Fact

DAY = date(2026, 11, 25)
codes = st.sampled_from(list(RuleCode))
some = st.frozensets(st.sampled_from(list(DataField)))
NAME = "first_name prefix last_name"


def allowed_by(code: str, asked: str, facts: str, *, consent: bool = False) -> Reason:
    given_facts = {Fact(one) for one in facts.split()}
    fields = known_fields(asked.split())
    return may_disclose(RuleCode(code), fields, consent=[consent], facts=given_facts).reason


@pytest.mark.parametrize(
    "code, asked, facts, reason",
    [
        ("tracking_system", f"{NAME} test_scores health", "agreement", Reason.NO_CONSENT_NEEDED),
        ("tracking_system", NAME, "", Reason.FACT_MISSING),
        ("tracking_system", "pgn", "agreement", Reason.FIELD_NEVER),
        ("monitor", f"{NAME} school_advice other_schools", "agreement", Reason.NO_CONSENT_NEEDED),
        ("monitor", "test_scores", "agreement", Reason.FIELD_OUTSIDE_SET),
        ("monitor", NAME, "", Reason.FACT_MISSING),
        ("research", NAME, "", Reason.NO_CONSENT),
        ("research", "results", "", Reason.FIELD_OUTSIDE_SET),
        ("fees", "guardian_name bank_account fees", "agreement", Reason.NO_CONSENT_NEEDED),
        ("fees", "guardian_name fees", "", Reason.FACT_MISSING),
        ("fees", "results", "agreement", Reason.FIELD_OUTSIDE_SET),
        ("collection", "guardian_name fees", "necessary", Reason.FACT_MISSING),
        (
            "collection",
            "guardian_name fees",
            "necessary reason family_told",
            Reason.NO_CONSENT_NEEDED,
        ),
        ("collection", "results", "necessary reason family_told", Reason.FIELD_OUTSIDE_SET),
        ("dispute", "conversation_notes health", "necessary reason", Reason.NO_CONSENT_NEEDED),
        ("dispute", "conversation_notes", "necessary", Reason.FACT_MISSING),
        ("dispute", "pgn", "necessary reason", Reason.FIELD_NEVER),
        ("accountant", f"{NAME} enrolled_on", "necessary", Reason.NO_CONSENT_NEEDED),
        ("accountant", NAME, "", Reason.FACT_MISSING),
        ("accountant", "health", "necessary", Reason.FIELD_NEVER),
        ("former_pupils", f"{NAME} email address", "agreement", Reason.NO_CONSENT_NEEDED),
        ("former_pupils", "results", "agreement", Reason.FIELD_OUTSIDE_SET),
        ("former_pupils", "pgn", "agreement", Reason.FIELD_NEVER),
        ("municipality", f"{NAME} absence", "sixteen_hours", Reason.NO_CONSENT_NEEDED),
        ("municipality", "absence", "", Reason.FACT_MISSING),
        ("municipality", "results", "", Reason.FIELD_OUTSIDE_SET),
        ("portal", f"{NAME} guardian_name", "agreement", Reason.NO_CONSENT_NEEDED),
        ("portal", "health", "agreement", Reason.FIELD_NEVER),
        ("portal", "pgn", "agreement", Reason.FIELD_NEVER),
    ],
)
def test_what_may_go_to_the_later_rows(code: str, asked: str, facts: str, reason: Reason) -> None:
    assert allowed_by(code, asked, facts) is reason


def test_research_by_others_goes_with_consent() -> None:
    assert allowed_by("research", NAME, "", consent=True) is Reason.CONSENT_GIVEN


@given(codes, some, some, some)
def test_a_boards_lists_only_narrow(
    code: RuleCode,
    asked: frozenset[DataField],
    allowed: frozenset[DataField],
    forbidden: frozenset[DataField],
) -> None:
    verdict = may_disclose(code, asked, consent=[True], facts=frozenset(Fact))
    after = narrowed(verdict, asked, allowed=allowed, forbidden=forbidden)
    assert verdict.allowed or not after.allowed
    if after.allowed:
        assert not asked & forbidden
        assert not allowed or asked <= allowed


def test_a_list_wider_than_the_rule_is_seen() -> None:
    fields = known_fields(["first_name", "pgn", "address"])
    assert widened(RuleCode.BASISPOORT, fields) == {DataField.PGN, DataField.ADDRESS}
    assert widened(RuleCode.DUO, fields) == frozenset()


def test_what_can_be_reached_is_never_more_than_the_closed_set_of_duo() -> None:
    assert DataField.PGN in reachable(RuleCode.DUO)
    assert DataField.HEALTH not in reachable(RuleCode.DUO)


@pytest.mark.parametrize(
    "state, reason, on, flaw",
    [
        (Dpia.NOT_NEEDED, " ", None, Flaw.DPIA_REASON),
        (Dpia.NOT_NEEDED, "Weinig risico.", None, None),
        (Dpia.DONE, "", None, Flaw.DPIA_DAY),
        (Dpia.DONE, "", DAY, None),
        (Dpia.PLANNED, "", None, None),
    ],
)
def test_a_dpia_says_why_or_when(
    state: Dpia, reason: str, on: date | None, flaw: Flaw | None
) -> None:
    assert dpia_flaw(state, reason=reason, on=on) is flaw


def test_the_day_of_the_review_is_still_in_time() -> None:
    assert not review_passed(DAY, DAY)
    assert review_passed(DAY - timedelta(days=1), DAY)
    assert not review_passed(None, DAY)
