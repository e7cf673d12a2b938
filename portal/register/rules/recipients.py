"""Ontvangers: what may go to whom, as one table (law.md §6; seed 002)."""

from dataclasses import dataclass
from enum import StrEnum

from portal.register.rules.basis import LegalBasis
from portal.register.rules.fields import DataField


class RuleCode(StrEnum):
    """The kind of recipient, by the rule that holds for it."""

    PUPIL_SYSTEM = "pupil_system"
    BASISPOORT = "basispoort"
    PUBLISHER = "publisher"
    PUBLICATION = "publication"
    SUPPORT_TEAM = "support_team"
    PARTNERSHIP = "partnership"
    SAFE_HOME = "safe_home"
    DUO = "duo"
    POLICE_DEMAND = "police_demand"
    POLICE_ORDER = "police_order"
    POLICE_REPORT = "police_report"
    POLICE_AT_TEAM = "police_at_team"
    ATTENDANCE_OFFICER = "attendance_officer"
    YOUTH_HEALTH = "youth_health"
    INSPECTORATE = "inspectorate"
    SURVEY = "survey"
    PREVIOUS_SCHOOL = "previous_school"
    NEW_SCHOOL = "new_school"
    TRACKING_SYSTEM = "tracking_system"
    MONITOR = "monitor"
    RESEARCH = "research"
    FEES = "fees"
    COLLECTION = "collection"
    DISPUTE = "dispute"
    ACCOUNTANT = "accountant"
    FORMER_PUPILS = "former_pupils"
    MUNICIPALITY = "municipality"
    PORTAL = "portal"


class Fact(StrEnum):
    """What must be so before something may go; whoever records it says which hold."""

    AGREEMENT = "agreement"
    LICENCE = "licence"
    NECESSARY = "necessary"
    APPLICATION = "application"
    SIXTEEN_HOURS = "sixteen_hours"
    SOURCE_NAMED = "source_named"
    NOT_POSSIBLE_ANONYMOUSLY = "not_possible_anonymously"
    FAMILY_CARERS_JOIN = "family_carers_join"
    FAMILY_TOLD = "family_told"
    SAFETY = "safety"
    PERSON_NAMED = "person_named"
    DATA_NAMED = "data_named"
    TERM_AND_WAY = "term_and_way"
    LEGAL_TITLE = "legal_title"
    REFERENCE = "reference"
    AUTHORITY_NAMED = "authority_named"
    OFFICER_APPROVED = "officer_approved"
    DIRECTOR_APPROVED = "director_approved"
    SUSPECT_CASE = "suspect_case"
    REPORT_SEEN = "report_seen"
    TEN_SCHOOL_DAYS_PASSED = "ten_school_days_passed"
    REVIEW_PLANNED = "review_planned"
    SECOND_PERSON = "second_person"
    REASON = "reason"


class ConsentNeed(StrEnum):
    """When the family's consent is needed (AVG 6(1)(a))."""

    NEVER = "never"
    ALWAYS = "always"
    BEYOND_SET = "beyond_set"
    IF_CARERS_JOIN = "if_carers_join"


class Hiding(StrEnum):
    """Whether a row may stay unseen by the family for a time."""

    NEVER = "never"
    POSSIBLE = "possible"
    STARTS_SO = "starts_so"


@dataclass(frozen=True)
class Rule:
    """One row of the table. `closed` empty means: whatever is needed, but no flagged field.

    `either` holds pairs of facts of which one is enough; `for_field` such a pair for one field.
    """

    basis: LegalBasis
    closed: frozenset[DataField] = frozenset()
    never: frozenset[DataField] = frozenset()
    consent: ConsentNeed = ConsentNeed.NEVER
    needs: frozenset[Fact] = frozenset()
    either: tuple[frozenset[Fact], ...] = ()
    for_field: tuple[tuple[DataField, frozenset[Fact]], ...] = ()
    takes_special: bool = False
    takes_criminal: bool = False
    beyond_with_reason: bool = False
    hiding: Hiding = Hiding.NEVER


def _fields(codes: str) -> frozenset[DataField]:
    return frozenset(DataField(code) for code in codes.split())


NAME = "first_name prefix last_name"
HOME = "address postcode town"
TOLD_OR_SAFETY = frozenset({Fact.FAMILY_TOLD, Fact.SAFETY})
BASIS = LegalBasis

RULES: dict[RuleCode, Rule] = {
    RuleCode.PUPIL_SYSTEM: Rule(
        BASIS.PUBLIC_TASK,
        closed=frozenset(DataField) - _fields("photo video basispoort_id offence"),
        needs=frozenset({Fact.AGREEMENT}),
        takes_special=True,
    ),
    RuleCode.BASISPOORT: Rule(
        BASIS.PUBLIC_TASK,
        closed=_fields(
            f"{NAME} birth_date gender pupil_key group_key group_name year_group brin basispoort_id"
        ),
        needs=frozenset({Fact.AGREEMENT}),
    ),
    RuleCode.PUBLISHER: Rule(
        BASIS.PUBLIC_TASK,
        closed=_fields(f"{NAME} pupil_key group_name year_group basispoort_id material_use"),
        needs=frozenset({Fact.AGREEMENT, Fact.LICENCE}),
    ),
    RuleCode.PUBLICATION: Rule(
        BASIS.CONSENT, closed=_fields("photo video first_name"), consent=ConsentNeed.ALWAYS
    ),
    RuleCode.SUPPORT_TEAM: Rule(
        BASIS.PUBLIC_TASK,
        consent=ConsentNeed.IF_CARERS_JOIN,
        needs=frozenset({Fact.NOT_POSSIBLE_ANONYMOUSLY, Fact.SOURCE_NAMED, Fact.FAMILY_TOLD}),
        takes_special=True,
    ),
    RuleCode.PARTNERSHIP: Rule(
        BASIS.PUBLIC_TASK,
        needs=frozenset({Fact.NECESSARY, Fact.FAMILY_TOLD}),
        either=(frozenset({Fact.APPLICATION, Fact.REASON}),),  # disputed basis without application
        takes_special=True,
    ),
    RuleCode.SAFE_HOME: Rule(
        BASIS.PUBLIC_TASK,
        needs=frozenset({Fact.NECESSARY, Fact.SOURCE_NAMED}),
        either=(TOLD_OR_SAFETY,),
        takes_special=True,
        hiding=Hiding.POSSIBLE,
    ),
    RuleCode.DUO: Rule(
        BASIS.LEGAL_DUTY,
        closed=_fields(
            f"pgn {NAME} birth_date gender {HOME} nationality birth_place brin education_kind "
            "year_group enrolled_on left_on school_advice test_scores absence"
        ),
    ),
    RuleCode.POLICE_DEMAND: Rule(  # 126nc Sv: identifying data only
        BASIS.LEGAL_DUTY,
        closed=_fields(f"{NAME} initials {HOME} birth_date gender administrative_features"),
        needs=frozenset({Fact.PERSON_NAMED, Fact.DATA_NAMED, Fact.TERM_AND_WAY, Fact.LEGAL_TITLE}),
        hiding=Hiding.STARTS_SO,
    ),
    RuleCode.POLICE_ORDER: Rule(
        BASIS.LEGAL_DUTY,
        needs=frozenset({Fact.REFERENCE, Fact.AUTHORITY_NAMED, Fact.OFFICER_APPROVED}),
        takes_special=True,
        takes_criminal=True,
        hiding=Hiding.STARTS_SO,
    ),
    RuleCode.POLICE_REPORT: Rule(
        BASIS.PUBLIC_TASK,
        needs=frozenset({Fact.REASON, Fact.DIRECTOR_APPROVED}),
        either=(TOLD_OR_SAFETY,),
        takes_criminal=True,
    ),
    RuleCode.POLICE_AT_TEAM: Rule(
        BASIS.PUBLIC_TASK,
        needs=frozenset({Fact.SUSPECT_CASE, Fact.SOURCE_NAMED, Fact.FAMILY_TOLD}),
        takes_criminal=True,
    ),
    RuleCode.ATTENDANCE_OFFICER: Rule(
        BASIS.LEGAL_DUTY,
        closed=_fields(f"{NAME} {HOME} birth_date pgn enrolled_on left_on absence"),
        for_field=((DataField.ABSENCE, frozenset({Fact.SIXTEEN_HOURS, Fact.REASON})),),
    ),
    RuleCode.YOUTH_HEALTH: Rule(
        BASIS.PUBLIC_TASK,
        closed=_fields(f"{NAME} birth_date brin education_kind enrolled_on group_name"),
        never=_fields("pgn"),
        consent=ConsentNeed.BEYOND_SET,
    ),
    RuleCode.INSPECTORATE: Rule(
        BASIS.LEGAL_DUTY,
        closed=_fields(
            f"{NAME} birth_date brin group_name year_group results test_scores "
            "school_advice support_plan support_evaluation absence"
        ),
        takes_special=True,
        beyond_with_reason=True,
    ),
    RuleCode.SURVEY: Rule(
        BASIS.PUBLIC_TASK,
        closed=_fields(f"{NAME} birth_date group_name enrolled_on residential gender {HOME}"),
        needs=frozenset({Fact.AGREEMENT}),
    ),
    RuleCode.PREVIOUS_SCHOOL: Rule(
        BASIS.LEGAL_DUTY, closed=_fields(f"{NAME} {HOME} birth_date pgn enrolled_on")
    ),
    RuleCode.NEW_SCHOOL: Rule(
        BASIS.LEGAL_DUTY,
        closed=frozenset(DataField)
        - _fields("photo video offence bank_account fees religion safety_concern"),
        either=(  # seen by all, or ten school days with a reason (seed 001 art. 13.3)
            frozenset({Fact.REPORT_SEEN, Fact.TEN_SCHOOL_DAYS_PASSED}),
            frozenset({Fact.REPORT_SEEN, Fact.REASON}),
        ),
        takes_special=True,
    ),
    RuleCode.TRACKING_SYSTEM: Rule(  # the law obliges to follow how pupils get on
        BASIS.LEGAL_DUTY,
        closed=frozenset(DataField)
        - _fields("photo video basispoort_id offence bank_account fees pgn"),
        needs=frozenset({Fact.AGREEMENT}),
        takes_special=True,
    ),
    RuleCode.MONITOR: Rule(  # Attrack: where former pupils are now
        BASIS.PUBLIC_TASK,
        closed=_fields(
            f"{NAME} birth_date gender brin education_kind year_group school_advice left_on "
            "other_schools pupil_key"
        ),
        needs=frozenset({Fact.AGREEMENT}),
    ),
    RuleCode.RESEARCH: Rule(  # by others than the board
        BASIS.CONSENT,
        closed=_fields(f"{NAME} birth_date gender group_name guardian_name guardian_email"),
        consent=ConsentNeed.ALWAYS,
    ),
    RuleCode.FEES: Rule(  # seed 001 art. 3c
        BASIS.CONTRACT,
        closed=_fields(
            f"{NAME} group_name guardian_name guardian_address guardian_email bank_account fees"
        ),
        needs=frozenset({Fact.AGREEMENT}),
    ),
    RuleCode.COLLECTION: Rule(  # seed 001 art. 3c: a claim in the hands of a third party
        BASIS.CONTRACT,
        closed=_fields("guardian_name guardian_address guardian_email guardian_phone fees"),
        needs=frozenset({Fact.NECESSARY, Fact.REASON, Fact.FAMILY_TOLD}),
    ),
    RuleCode.DISPUTE: Rule(  # seed 001 art. 3d; AVG 9(2)(f)
        BASIS.PUBLIC_TASK,
        needs=frozenset({Fact.NECESSARY, Fact.REASON}),
        takes_special=True,
    ),
    RuleCode.ACCOUNTANT: Rule(  # seed 001 art. 3d
        BASIS.LEGAL_DUTY,
        closed=_fields(
            f"{NAME} birth_date pupil_key group_name year_group education_kind enrolled_on "
            "left_on fees"
        ),
        needs=frozenset({Fact.NECESSARY}),
    ),
    RuleCode.FORMER_PUPILS: Rule(  # 12.3, without the onderwijsnummer (UAVG 46)
        BASIS.LEGITIMATE_INTEREST,
        closed=_fields(
            f"{NAME} initials gender birth_date {HOME} phone email bank_account left_on"
        ),
        needs=frozenset({Fact.AGREEMENT}),
    ),
    RuleCode.MUNICIPALITY: Rule(  # seed 000: reports of absence, fetched from DUO
        BASIS.LEGAL_DUTY,
        closed=_fields(f"{NAME} {HOME} birth_date pgn brin enrolled_on left_on absence"),
        for_field=((DataField.ABSENCE, frozenset({Fact.SIXTEEN_HOURS, Fact.REASON})),),
    ),
    RuleCode.PORTAL: Rule(  # whoever runs this portal for the board
        BASIS.LEGAL_DUTY,
        closed=_fields(
            f"{NAME} birth_date brin group_name year_group enrolled_on left_on pupil_key "
            "guardian_name guardian_address guardian_email guardian_phone guardian_authority"
        ),
        needs=frozenset({Fact.AGREEMENT}),
    ),
}
