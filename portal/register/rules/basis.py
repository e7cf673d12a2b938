"""Grondslag en rol van ontvangers: the words of the register (AVG 4, 6, 21, 30)."""

from enum import StrEnum


class LegalBasis(StrEnum):
    """AVG 6(1)(a)-(f)."""

    CONSENT = "a"
    CONTRACT = "b"
    LEGAL_DUTY = "c"
    VITAL_INTEREST = "d"
    PUBLIC_TASK = "e"
    LEGITIMATE_INTEREST = "f"


class RecipientRole(StrEnum):
    """What the recipient is under the AVG."""

    PROCESSOR = "processor"  # AVG 4(8): works for the board, under an agreement (28(3))
    CONTROLLER = "controller"  # decides for itself
    AUTHORITY = "authority"


class Channel(StrEnum):
    """The way in which something went."""

    LINK = "link"
    SECURE_MAIL = "secure_mail"
    PAPER = "paper"
    MEETING = "meeting"
    PHONE = "phone"
    PUBLISHED = "published"


class Topic(StrEnum):
    """Under which heading a family looks for a processing."""

    TEACHING = "teaching"
    DUTY = "duty"
    CARE = "care"
    SHOWING = "showing"


def objection_possible(basis: LegalBasis, *, direct_marketing: bool = False) -> bool:
    """Verzet is only against a public task or a legitimate interest (AVG 21(1)).

    Against advertising it is always possible, whatever the basis (AVG 21(2)).
    """
    return direct_marketing or basis in {LegalBasis.PUBLIC_TASK, LegalBasis.LEGITIMATE_INTEREST}


def may_publish(recipients_named: list[bool]) -> bool:
    """Names, not categories (AVG 15(1)(c), CJEU C-154/21): one unnamed recipient holds it back."""
    return all(recipients_named)
