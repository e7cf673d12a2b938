"""The register of processing, and the ledger of what was disclosed."""

from portal.register.models.announcing import IntendedDisclosure, Objection, told_pairs
from portal.register.models.disclosures import (
    Disclosure,
    DisclosureRecipient,
    DisclosureText,
    HiddenUntil,
    HidingReview,
)
from portal.register.models.exclusions import DisclosureExclusion
from portal.register.models.processings import Processing, ProcessingRecipient, Recipient

__all__ = [
    "Disclosure",
    "DisclosureExclusion",
    "DisclosureRecipient",
    "DisclosureText",
    "HiddenUntil",
    "HidingReview",
    "IntendedDisclosure",
    "Objection",
    "Processing",
    "ProcessingRecipient",
    "Recipient",
    "told_pairs",
]
