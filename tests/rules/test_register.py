"""Claims about what may go to whom (law.md §6, seed 002), as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.register.rules import (
    FACTS,
    RULES,
    ConsentNeed,
    DataField,
    Fact,
    LegalBasis,
    Reason,
    RuleCode,
    criminal_fields,
    known_fields,
    may_disclose,
    may_hide,
    may_publish,
    number_fields,
    objection_possible,
    special_fields,
    starts_hidden,
)

NAME = "first_name prefix last_name"
JGZ_SET = f"{NAME} birth_date brin education_kind enrolled_on group_name"
BASISPOORT_SET = (
    f"{NAME} birth_date gender pupil_key group_key group_name year_group brin basispoort_id"
)
TEAM = "not_possible_anonymously source_named family_told"
ORDER = "reference authority_named officer_approved"
REPORT = "reason director_approved"
PARTNER = "necessary family_told application"
DEMAND = "person_named data_named term_and_way legal_title"
YES, NO = [True], [False]


def fields(codes: str) -> list[DataField]:
    return known_fields(codes.split())


def facts(codes: str) -> set[Fact]:
    return {Fact(code) for code in codes.split()}


@pytest.mark.parametrize(
    "code, asked, consent, given_facts, reason",
    [
        ("basispoort", BASISPOORT_SET, NO, "agreement", Reason.NO_CONSENT_NEEDED),
        ("basispoort", BASISPOORT_SET, NO, "", Reason.FACT_MISSING),
        ("basispoort", f"{BASISPOORT_SET} address", YES, "agreement", Reason.FIELD_OUTSIDE_SET),
        ("basispoort", "pgn", YES, "agreement", Reason.FIELD_NEVER),
        ("publisher", NAME, NO, "agreement", Reason.FACT_MISSING),
        ("publisher", NAME, NO, "agreement licence", Reason.NO_CONSENT_NEEDED),
        ("youth_health", JGZ_SET, NO, "", Reason.NO_CONSENT_NEEDED),
        ("youth_health", f"{JGZ_SET} sick_leave", NO, "", Reason.NO_CONSENT),
        ("youth_health", f"{JGZ_SET} sick_leave", YES, "", Reason.CONSENT_GIVEN),
        ("youth_health", f"{JGZ_SET} pgn", YES, "", Reason.FIELD_NEVER),
        ("youth_health", f"{JGZ_SET} offence", YES, "", Reason.FIELD_NEVER),
        ("duo", f"pgn {NAME} birth_date", NO, "", Reason.NO_CONSENT_NEEDED),
        ("duo", f"pgn {NAME} religion", YES, "", Reason.FIELD_NEVER),
        ("duo", f"pgn {NAME} phone", YES, "", Reason.FIELD_OUTSIDE_SET),
        ("publication", "photo first_name", YES, "", Reason.CONSENT_GIVEN),
        ("publication", "photo first_name", NO, "", Reason.NO_CONSENT),
        ("publication", "photo", [], "", Reason.NO_CONSENT),
        ("publication", "photo", [True, False], "", Reason.NO_CONSENT),
        ("publication", "photo last_name", YES, "", Reason.FIELD_OUTSIDE_SET),
        ("support_team", f"{NAME} support_plan", NO, TEAM, Reason.NO_CONSENT_NEEDED),
        ("support_team", f"{NAME} support_plan", NO, "family_told", Reason.FACT_MISSING),
        ("support_team", NAME, NO, f"{TEAM} family_carers_join", Reason.NO_CONSENT),
        ("support_team", NAME, YES, f"{TEAM} family_carers_join", Reason.CONSENT_GIVEN),
        ("support_team", "photo", YES, TEAM, Reason.FIELD_NEVER),
        ("partnership", "support_plan", NO, PARTNER, Reason.NO_CONSENT_NEEDED),
        ("partnership", "support_plan", NO, "necessary family_told", Reason.FACT_MISSING),
        ("partnership", "absence", NO, "necessary family_told reason", Reason.NO_CONSENT_NEEDED),
        ("partnership", "support_plan pgn", NO, PARTNER, Reason.FIELD_NEVER),
        ("safe_home", "safety_concern", NO, "necessary source_named", Reason.FACT_MISSING),
        (
            "safe_home",
            "safety_concern",
            NO,
            "necessary source_named safety",
            Reason.NO_CONSENT_NEEDED,
        ),
        ("police_demand", f"{NAME} address birth_date", NO, DEMAND, Reason.NO_CONSENT_NEEDED),
        ("police_demand", f"{NAME} address", NO, "legal_title", Reason.FACT_MISSING),
        ("police_demand", "health", NO, DEMAND, Reason.FIELD_NEVER),
        ("police_demand", "phone", NO, DEMAND, Reason.FIELD_OUTSIDE_SET),
        ("police_order", "health offence", NO, ORDER, Reason.NO_CONSENT_NEEDED),
        ("police_order", "health", NO, "reference", Reason.FACT_MISSING),
        ("police_order", "health", NO, "reference authority_named", Reason.FACT_MISSING),
        ("police_report", "offence", NO, f"{REPORT} family_told", Reason.NO_CONSENT_NEEDED),
        ("police_report", "offence", NO, f"{REPORT} safety", Reason.NO_CONSENT_NEEDED),
        ("police_report", "offence", NO, REPORT, Reason.FACT_MISSING),
        ("police_report", "offence", NO, "reason family_told", Reason.FACT_MISSING),
        ("police_at_team", "offence", NO, "source_named family_told", Reason.FACT_MISSING),
        (
            "police_at_team",
            "offence",
            NO,
            "suspect_case source_named family_told",
            Reason.NO_CONSENT_NEEDED,
        ),
        ("attendance_officer", f"pgn {NAME} left_on", NO, "", Reason.NO_CONSENT_NEEDED),
        ("attendance_officer", "absence", NO, "", Reason.FACT_MISSING),
        ("attendance_officer", "absence", NO, "sixteen_hours", Reason.NO_CONSENT_NEEDED),
        ("attendance_officer", "absence", NO, "reason", Reason.NO_CONSENT_NEEDED),
        ("attendance_officer", "sick_leave", YES, "", Reason.FIELD_NEVER),
        ("inspectorate", "results", NO, "", Reason.NO_CONSENT_NEEDED),
        ("inspectorate", "conversation_notes", NO, "", Reason.FIELD_OUTSIDE_SET),
        ("inspectorate", "conversation_notes", NO, "reason", Reason.NO_CONSENT_NEEDED),
        ("survey", f"{NAME} residential", NO, "agreement", Reason.NO_CONSENT_NEEDED),
        ("survey", "results", YES, "agreement", Reason.FIELD_OUTSIDE_SET),
        ("survey", NAME, YES, "", Reason.FACT_MISSING),
        ("previous_school", f"pgn {NAME} address", NO, "", Reason.NO_CONSENT_NEEDED),
        ("new_school", "school_report support_plan", NO, "", Reason.FACT_MISSING),
        ("new_school", "school_report", NO, "report_seen", Reason.NO_CONSENT_NEEDED),
        ("new_school", "school_report", NO, "ten_school_days_passed", Reason.FACT_MISSING),
        (
            "new_school",
            "school_report",
            NO,
            "ten_school_days_passed reason",
            Reason.NO_CONSENT_NEEDED,
        ),
        ("new_school", "religion", YES, "report_seen", Reason.FIELD_OUTSIDE_SET),
        ("pupil_system", f"{NAME} health pgn", NO, "agreement", Reason.NO_CONSENT_NEEDED),
        ("pupil_system", NAME, YES, "", Reason.FACT_MISSING),
        ("duo", "", YES, "", Reason.NOTHING_NAMED),
    ],
)
def test_what_may_go_to_whom(
    code: str, asked: str, consent: list[bool], given_facts: str, reason: Reason
) -> None:
    verdict = may_disclose(RuleCode(code), fields(asked), consent=consent, facts=facts(given_facts))
    assert verdict.reason is reason
    assert verdict.allowed is (reason in {Reason.NO_CONSENT_NEEDED, Reason.CONSENT_GIVEN})


def test_a_refusal_names_the_fields_and_facts_it_hangs_on() -> None:
    asked = fields(f"{BASISPOORT_SET} address phone")
    outside = may_disclose(RuleCode.BASISPOORT, asked, consent=YES, facts={Fact.AGREEMENT})
    missing = may_disclose(RuleCode.PUBLISHER, fields(NAME), consent=YES, facts=())
    assert outside.fields == {DataField.ADDRESS, DataField.PHONE}
    assert missing.facts == {Fact.AGREEMENT, Fact.LICENCE}


every = st.frozensets(st.sampled_from(list(DataField)), min_size=1)
any_facts = st.frozensets(st.sampled_from(list(Fact)))
codes = st.sampled_from(list(RuleCode))


@given(codes, every, any_facts)
def test_a_national_number_goes_only_where_the_table_names_it(
    code: RuleCode, asked: frozenset[DataField], given_facts: frozenset[Fact]
) -> None:
    verdict = may_disclose(code, asked, consent=YES, facts=given_facts)
    if verdict.allowed and number_fields(asked):
        assert number_fields(asked) <= RULES[code].closed


@given(codes, every, any_facts)
def test_consent_is_never_needed_less_than_asked(
    code: RuleCode, asked: frozenset[DataField], given_facts: frozenset[Fact]
) -> None:
    without = may_disclose(code, asked, consent=NO, facts=given_facts)
    assert not (without.allowed and RULES[code].consent is ConsentNeed.ALWAYS)
    assert without.reason is not Reason.CONSENT_GIVEN


@given(codes, every, any_facts)
def test_less_data_is_never_refused_for_a_field(
    code: RuleCode, asked: frozenset[DataField], given_facts: frozenset[Fact]
) -> None:
    if may_disclose(code, asked, consent=YES, facts=given_facts).allowed:
        for field in asked:
            assert may_disclose(code, {field}, consent=YES, facts=given_facts).allowed


@pytest.mark.parametrize("basis", list(LegalBasis))
def test_verzet_is_only_against_e_and_f(basis: LegalBasis) -> None:
    assert objection_possible(basis) is (basis.value in "ef")
    assert objection_possible(basis, direct_marketing=True)


def test_the_table_is_complete_and_the_list_closed() -> None:
    assert set(RULES) == set(RuleCode)
    assert set(FACTS) == set(DataField)
    assert {one.letter for one in FACTS.values()} == set("abcdefghijk") | {""}
    with pytest.raises(ValueError, match="shoe_size"):
        known_fields(["shoe_size"])


def test_the_flags_say_what_the_law_says() -> None:
    everything = list(DataField)
    assert number_fields(everything) == {DataField.PGN}
    assert criminal_fields(everything) == {DataField.OFFENCE}
    assert {DataField.HEALTH, DataField.RELIGION} <= special_fields(everything)


HIDING = "reason review_planned second_person"


@pytest.mark.parametrize(
    "code, given_facts, allowed",
    [
        ("safe_home", HIDING, True),
        ("safe_home", "reason", False),
        ("police_demand", HIDING, True),
        ("youth_health", HIDING, False),
        ("publication", HIDING, False),
    ],
)
def test_only_a_few_rows_may_be_hidden(code: str, given_facts: str, allowed: bool) -> None:
    assert may_hide(RuleCode(code), facts(given_facts)).allowed is allowed


def test_police_demands_start_hidden() -> None:
    hidden = {code for code in RuleCode if starts_hidden(code)}
    assert hidden == {RuleCode.POLICE_DEMAND, RuleCode.POLICE_ORDER}


def test_one_unnamed_recipient_holds_back_publication() -> None:
    assert may_publish([True, True])
    assert not may_publish([True, False])
