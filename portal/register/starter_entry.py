"""Wat een regel van het beginregister zegt: a recipient, and a processing with art. 30's facts."""

from dataclasses import dataclass

from portal.register.rules import Dpia, Informing, LegalBasis, RecipientRole, RuleCode, Topic

SECURITY = "Wie inlogt gebruikt twee stappen. Alleen wie het nodig heeft, kan erbij."
OFFICE = "office director"
CARE = "teacher care_coordinator remedial_teacher director"


@dataclass(frozen=True)
class Party:
    """A recipient; `is_category` when the board must still fill in whose name it is."""

    code: str
    name: str
    role: RecipientRole
    rule: RuleCode
    is_category: bool = False
    needs_agreement: bool = False
    country: str = "NL"


@dataclass(frozen=True)
class Entry:
    """A processing; `fields`, `parties`, `about` and `inside` are codes."""

    code: str
    topic: Topic
    name: str
    purpose: str
    basis: LegalBasis
    fields: str
    source: str
    retention: str
    consent_reason: str
    parties: tuple[str, ...]
    consent_needed: bool = False
    direct_marketing: bool = False
    informing: Informing = Informing.REGISTER
    special_ground: str = ""
    about: str = "pupil"
    inside: str = OFFICE
    systems: str = "leerlingadministratie"
    security: str = SECURITY
    dpia: Dpia = Dpia.PLANNED
    dpia_reason: str = ""
    owner: str = "directeur van de school"
