"""Gegevens: the closed list of data fields, each with its letter (seed 001 art. 4) and flags."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class DataField(StrEnum):
    """What can be known of a pupil; the code that registers and ledgers keep."""

    FIRST_NAME = "first_name"
    PREFIX = "prefix"
    LAST_NAME = "last_name"
    INITIALS = "initials"
    GENDER = "gender"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    POSTCODE = "postcode"
    TOWN = "town"
    PHONE = "phone"
    EMAIL = "email"
    BANK_ACCOUNT = "bank_account"
    PGN = "pgn"
    NATIONALITY = "nationality"
    BIRTH_PLACE = "birth_place"
    HEALTH = "health"
    MEDICATION = "medication"
    SICK_LEAVE = "sick_leave"
    CARE_GIVEN = "care_given"
    CARE_CONTACTS = "care_contacts"
    RELIGION = "religion"
    RESULTS = "results"
    TEST_SCORES = "test_scores"
    SCHOOL_REPORT = "school_report"
    SUPPORT_REASON = "support_reason"
    SUPPORT_PLAN = "support_plan"
    SUPPORT_EVALUATION = "support_evaluation"
    CONVERSATION_NOTES = "conversation_notes"
    SCHOOL_ADVICE = "school_advice"
    BRIN = "brin"
    EDUCATION_KIND = "education_kind"
    GROUP_NAME = "group_name"
    YEAR_GROUP = "year_group"
    ENROLLED_ON = "enrolled_on"
    LEFT_ON = "left_on"
    OTHER_SCHOOLS = "other_schools"
    RESIDENTIAL = "residential"
    MATERIAL_USE = "material_use"
    FEES = "fees"
    GUARDIAN_NAME = "guardian_name"
    GUARDIAN_ADDRESS = "guardian_address"
    GUARDIAN_PHONE = "guardian_phone"
    GUARDIAN_EMAIL = "guardian_email"
    GUARDIAN_AUTHORITY = "guardian_authority"
    ABSENCE = "absence"
    SAFETY_CONCERN = "safety_concern"
    OFFENCE = "offence"
    PUPIL_KEY = "pupil_key"
    GROUP_KEY = "group_key"
    BASISPOORT_ID = "basispoort_id"
    ADMINISTRATIVE_FEATURES = "administrative_features"
    PHOTO = "photo"
    VIDEO = "video"


@dataclass(frozen=True)
class FieldFacts:
    """Letter of art. 4 (empty: outside the list of 2006, so with consent only) and flags.

    special: AVG 9; criminal: AVG 10; number: a national number (UAVG 46).
    """

    letter: str
    special: bool = False
    criminal: bool = False
    number: bool = False


def _by_letter(letters: dict[str, str]) -> dict[DataField, FieldFacts]:
    return {
        DataField(code): FieldFacts(letter)
        for letter, codes in letters.items()
        for code in codes.split()
    }


PLAIN = _by_letter(
    {
        "a": "first_name prefix last_name initials gender birth_date address postcode town phone "
        "email bank_account",
        "c": "nationality birth_place",
        "f": "results test_scores school_report support_evaluation conversation_notes "
        "school_advice",
        "g": "brin education_kind group_name year_group enrolled_on left_on other_schools "
        "residential material_use",
        "h": "fees",
        "i": "guardian_name guardian_address guardian_phone guardian_email guardian_authority",
        "j": "absence",
        "k": "pupil_key group_key basispoort_id administrative_features",
        "": "photo video",
    }
)
FLAGGED = {
    DataField.PGN: FieldFacts("b", number=True),
    DataField.HEALTH: FieldFacts("d", special=True),
    DataField.MEDICATION: FieldFacts("d", special=True),
    DataField.SICK_LEAVE: FieldFacts("d", special=True),
    DataField.CARE_GIVEN: FieldFacts("d", special=True),
    DataField.CARE_CONTACTS: FieldFacts("d", special=True),
    DataField.SUPPORT_REASON: FieldFacts("d", special=True),
    DataField.SUPPORT_PLAN: FieldFacts("d", special=True),
    DataField.RELIGION: FieldFacts("e", special=True),
    DataField.SAFETY_CONCERN: FieldFacts("d", special=True),
    DataField.OFFENCE: FieldFacts("j", criminal=True),
}
FACTS: dict[DataField, FieldFacts] = PLAIN | FLAGGED


def special_fields(fields: Collection[DataField]) -> frozenset[DataField]:
    """Bijzondere persoonsgegevens (AVG 9)."""
    return frozenset(field for field in fields if FACTS[field].special)


def criminal_fields(fields: Collection[DataField]) -> frozenset[DataField]:
    """Strafrechtelijke gegevens (AVG 10)."""
    return frozenset(field for field in fields if FACTS[field].criminal)


def number_fields(fields: Collection[DataField]) -> frozenset[DataField]:
    """National numbers: only to whom a law names (UAVG 46)."""
    return frozenset(field for field in fields if FACTS[field].number)


def unlisted_fields(fields: Collection[DataField]) -> frozenset[DataField]:
    """Pictures stand outside the list of art. 4: only a rule that names them lets them go."""
    return frozenset(field for field in fields if not FACTS[field].letter)


def known_fields(codes: Collection[str]) -> list[DataField]:
    """The fields behind stored codes, in the order of the list; ValueError for an unknown code."""
    wanted = {DataField(code) for code in codes}
    return [field for field in DataField if field in wanted]
