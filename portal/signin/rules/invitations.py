"""Uitnodiging: how a letter travels, who may be sent a mail, and how often one may guess."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from portal.signin.rules.limits import DAY, HOUR, Limit

REFERENCE_LENGTH = 8
PROOF_LENGTH = 8  # the code that shows who reads a mailbox
PROOF_TRIES = 5
OBJECTION_HOLDS = timedelta(hours=72)
LETTERS_KEPT = timedelta(days=7)  # after that the key of the file is destroyed
LETTERS_IN_A_FILE = 100
OPENED_HOLDS = 30 * 60  # seconds between the code of the letter and the account

WRONG_LETTERS = Limit("letter", 20, DAY)  # per reference
LETTERS_FROM_ADDRESS = Limit("letter_address", 300, HOUR)  # a school's evening is one address
PROOF_MAILS = Limit("proof_mail", 5, HOUR)


class Delivery(StrEnum):
    """How a letter reaches the person whose name is on it, and nobody else."""

    TOGETHER = "together"  # by post, or along with the child
    POST = "post"
    BY_HAND = "by_hand"


class Standing(StrEnum):
    """How it stands with somebody's account."""

    NONE = "none"
    OPEN = "open"
    ACTIVE = "active"
    EXPIRED = "expired"
    LOCKED = "locked"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Home:
    """Where somebody lives, as the school knows it."""

    street: str
    postcode: str
    town: str
    secret: bool = False

    @property
    def is_known(self) -> bool:
        """Whether an envelope would arrive."""
        return bool(self.street.strip() and (self.postcode.strip() or self.town.strip()))

    def is_the_same_as(self, other: "Home") -> bool:
        """The same door; how it is spaced or cased says nothing."""
        return self.is_known and other.is_known and self._door == other._door

    @property
    def _door(self) -> tuple[str, str]:
        place = self.postcode.strip() or self.town.strip()
        return "".join(self.street.split()).casefold(), "".join(place.split()).casefold()


def delivery_of(own: Home, others: Collection[Home], *, may_go_along: bool = True) -> Delivery:
    """How the letter of a guardian travels; `others`: homes of the same children's guardians.

    A child's bag is open to everybody at home, so a letter goes along only when all guardians
    live behind one door and none of them hides it. `may_go_along` is False for an institution,
    for somebody without a tie today and for somebody whom a court restricted.
    """
    apart = any(not own.is_the_same_as(other) for other in others)
    if not own.is_known or (own.secret and apart):
        return Delivery.BY_HAND
    hidden = own.secret or any(other.secret for other in others)
    if may_go_along and not apart and not hidden:
        return Delivery.TOGETHER
    return Delivery.POST


def may_be_mailed(address: str, *, used_by: int) -> bool:
    """A code or an invitation goes only to an address of exactly one person (AVG 32).

    Signs outside ASCII can look like others, and databases fold them differently: never.
    """
    return bool(address) and address.isascii() and used_by == 1
