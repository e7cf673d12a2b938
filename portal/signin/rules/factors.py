"""Tweede factor en uitnodiging: which kinds there are, for whom, and how long they hold."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

INVITATION_HOLDS = timedelta(weeks=6)
INVITATION_TRIES = 5  # wrong codes, after which the letter is worth nothing
CODE_LENGTH = 12  # signs of Crockford's alphabet: 60 bits
PROVISIONAL = timedelta(hours=72)  # a letter alone is one factor that an ex-partner can open
MAILED_CODE_HOLDS = timedelta(minutes=10)
MAILED_CODE_TRIES = 5  # for a code that shows that somebody reads at an address
RECOVERY_CODES = 10
CARD_CODES = 40
LISTED_CODE_LENGTH = 10  # signs of Crockford's alphabet: 50 bits
SECRECY_VERSION = 1  # of the text in templates/signin/pledge.html: a new text is accepted anew
FRESH_FOR = 5 * 60  # seconds that a shown factor counts for what weighs heavily


class ListKind(StrEnum):
    """A list of codes on paper."""

    RECOVERY = "recovery"
    CARD = "card"


class FactorKind(StrEnum):
    """The ways to show a second factor."""

    PASSKEY = "passkey"
    APP = "app"
    RECOVERY = "recovery"
    CARD = "card"
    MAIL = "mail"


class InvitedAs(StrEnum):
    """As what somebody gets an account."""

    GUARDIAN = "guardian"
    PUPIL = "pupil"
    STAFF = "staff"


class AskedVia(StrEnum):
    """How somebody asked the school for help with a lost telephone."""

    DESK = "desk"
    PHONE = "phone"


class DocumentSeen(StrEnum):
    """What was shown to prove who one is: its kind only, no copy and no number."""

    PASSPORT = "passport"
    IDENTITY_CARD = "identity_card"
    DRIVING_LICENCE = "driving_licence"
    RESIDENCE_PERMIT = "residence_permit"
    KNOWN_IN_PERSON = "known_in_person"


def may_mail_codes(*, staff: bool, has_proven_address: bool, reset_by_mail: bool) -> bool:
    """A code by e-mail is for family only, and no second factor after a reset by that mailbox."""
    return has_proven_address and not staff and not reset_by_mail


def is_enough(kinds: Collection[FactorKind]) -> bool:
    """At least one factor of one's own, and recovery codes for the day it is lost.

    Somebody with a paper card needs no recovery codes: the school gives a new card.
    """
    held = set(kinds)
    own = held & {FactorKind.PASSKEY, FactorKind.APP, FactorKind.MAIL}
    return FactorKind.CARD in held or bool(own and FactorKind.RECOVERY in held)


def needs_recovery_codes(kinds: Collection[FactorKind]) -> bool:
    """Whether somebody who just showed a factor must first get codes for when it is lost."""
    return FactorKind.RECOVERY not in kinds and not is_enough(kinds)


def must_enrol(kinds: Collection[FactorKind], *, staff: bool) -> bool:
    """Whether somebody chose codes by mail as family, works here now, and has nothing else.

    Codes for the day that a factor is lost are no factor of one's own.
    """
    own = {FactorKind.PASSKEY, FactorKind.APP, FactorKind.CARD}
    return staff and FactorKind.MAIL in kinds and not own & set(kinds)


def is_fresh(shown_at: int | None, now: int) -> bool:
    """Whether a factor was shown so short ago that what weighs heavily may be done (seconds)."""
    return shown_at is not None and 0 <= now - shown_at < FRESH_FOR


def reset_acts_at(
    asked_at: datetime, via: AskedVia, *, desk_hours: int, phone_hours: int
) -> datetime:
    """From when a lost factor is gone: the board sets the waiting time."""
    hours = desk_hours if via is AskedVia.DESK else phone_hours
    return asked_at + timedelta(hours=hours)
