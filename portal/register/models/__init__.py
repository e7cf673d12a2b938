"""The register of processing, and the ledger of what was disclosed."""

from portal.register.models.announcing import (
    IntendedDisclosure,
    Objection,
    told_pairs,
)
from portal.register.models.destructions import (
    DestroyedRecord,
    Destruction,
)
from portal.register.models.disclosures import (
    Disclosure,
    DisclosureRecipient,
    DisclosureText,
    HiddenUntil,
    HidingReview,
)
from portal.register.models.documents import (
    DocumentDraft,
    DocumentNotice,
    RuleDocument,
)
from portal.register.models.exclusions import (
    DisclosureExclusion,
)
from portal.register.models.processings import (
    Processing,
    ProcessingRecipient,
    Recipient,
)
from portal.register.models.reports import (
    OwnView,
    Report,
    ReportSeen,
)
from portal.register.models.restrictions import (
    AdvertisingRefusal,
    Restriction,
    RestrictionEnd,
)
from portal.register.models.retention import (
    RetentionRule,
)
from portal.register.models.versions import (
    ProcessingVersion,
    RecipientVersion,
    RecipientVersionText,
    VersionText,
)

__all__ = [
    "AdvertisingRefusal",
    "DestroyedRecord",
    "Destruction",
    "Disclosure",
    "DisclosureExclusion",
    "DisclosureRecipient",
    "DisclosureText",
    "DocumentDraft",
    "DocumentNotice",
    "HiddenUntil",
    "HidingReview",
    "IntendedDisclosure",
    "Objection",
    "OwnView",
    "Processing",
    "ProcessingRecipient",
    "ProcessingVersion",
    "Recipient",
    "RecipientVersion",
    "RecipientVersionText",
    "Report",
    "ReportSeen",
    "Restriction",
    "RestrictionEnd",
    "RetentionRule",
    "RuleDocument",
    "VersionText",
    "told_pairs",
]
