"""De woorden van gezag: the closed lists that law.md §3 speaks of."""

from enum import StrEnum


class BoardKind(StrEnum):
    """Decides the legal remedy against a decision (UAVG 34 and 35)."""

    PUBLIC = "openbaar"
    PRIVATE = "bijzonder"


class Sector(StrEnum):
    """The kind of education of one location."""

    PRIMARY = "bao"
    SPECIAL_PRIMARY = "sbo"
    SPECIAL = "so"
    SPECIAL_SECONDARY = "vso"
    SECONDARY = "vo"
    PRACTICAL = "pro"


PRIMARY_SECTORS = frozenset({Sector.PRIMARY, Sector.SPECIAL_PRIMARY})
SPECIAL_SECTORS = frozenset({Sector.SPECIAL, Sector.SPECIAL_SECONDARY})


class Region(StrEnum):
    """The region of the school holidays."""

    NORTH = "noord"
    MIDDLE = "midden"
    SOUTH = "zuid"


class Authority(StrEnum):
    """Ouderlijk gezag (BW 1:245). Unknown is never yes (law.md §3)."""

    YES = "ja"
    NO = "nee"
    UNKNOWN = "onbekend"


class Relation(StrEnum):
    """What the guardian is to the pupil. It says nothing about authority."""

    MOTHER = "moeder"
    FATHER = "vader"
    PARENT = "ouder"
    STEP_PARENT = "stiefouder"
    FOSTER_PARENT = "pleegouder"
    GUARDIAN = "voogd"
    CARER = "verzorger"
    OTHER = "anders"


class GuardianKind(StrEnum):
    """A guardian may be an institution (gecertificeerde instelling)."""

    PERSON = "persoon"
    INSTITUTION = "instelling"


class MandateScope(StrEnum):
    """What a pupil of 16 or older lets a guardian do."""

    LOOK = "kijken"
    ACT = "handelen"


class RepresentationBasis(StrEnum):
    """Why somebody acts for a pupil of 16 or older who cannot judge (law.md §3)."""

    UNABLE = "unable"  # 16 and 17 only: decided by the privacy officer and a second person
    MENTOR = "mentor"  # BW 1:450
    CURATOR = "curator"  # BW 1:378


class LeavingReason(StrEnum):
    """Why an enrolment ended; decides the retention period (seed 001 art. 11)."""

    LEFT = "vertrokken"
    REFERRED = "verwezen"
    FINISHED = "uitgestroomd"
    UNKNOWN = "onbekend"


class Right(StrEnum):
    """What somebody may want to do for or about a pupil."""

    REGISTER = "register"  # read what the school processes in general (AVG 13-14)
    VIEW = "view"  # see what concerns this pupil
    REQUEST = "request"  # the rights of AVG 15-21 for this pupil
    INFORMATION = "information"  # BW 1:377c
    CONSENT = "consent"  # AVG 7; UAVG 5


class Reason(StrEnum):
    """Why a verdict fell as it did; the page puts it into words."""

    OWN_DATA = "own_data"
    AUTHORITY = "authority"
    MANDATE = "mandate"
    REPRESENTATIVE = "representative"
    EVERYBODY = "everybody"
    PARENT = "parent"
    NO_LINK = "no_link"
    NO_AUTHORITY = "no_authority"
    AUTHORITY_UNKNOWN = "authority_unknown"
    RESTRICTED = "restricted"
    SIXTEEN = "sixteen"
    ADULT = "adult"
    TOO_YOUNG = "too_young"
    NO_BIRTH_DATE = "no_birth_date"
    NOT_KEPT = "not_kept"
    LEFT = "left"
    HAS_AUTHORITY = "has_authority"
    PROVISIONAL = "provisional"
