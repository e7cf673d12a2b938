"""The register of processing, and the ledger of what was disclosed."""

from portal.register.models.disclosures import (
    Disclosure,
    DisclosureRecipient,
    DisclosureText,
    HiddenUntil,
)
from portal.register.models.processings import Processing, ProcessingRecipient, Recipient
from portal.register.models.versions import ProcessingVersion, VersionText

__all__ = [
    "Disclosure",
    "DisclosureRecipient",
    "DisclosureText",
    "HiddenUntil",
    "Processing",
    "ProcessingRecipient",
    "ProcessingVersion",
    "Recipient",
    "VersionText",
]
