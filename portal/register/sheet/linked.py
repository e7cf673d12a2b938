"""JSON-LD in words of the Data Privacy Vocabulary (DPV 2): the published register for machines."""

from collections.abc import Iterable
from typing import Any

from portal.people.models import Board
from portal.register.models import Processing, Recipient
from portal.register.rules import LegalBasis, RecipientRole, special_fields

CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "loc": "https://w3id.org/dpv/loc#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
}
SPECIAL = "dpv:SpecialCategoryPersonalData"
ROLES = {
    RecipientRole.PROCESSOR: "dpv:DataProcessor",
    RecipientRole.CONTROLLER: "dpv:ThirdParty",
    RecipientRole.AUTHORITY: "dpv:Authority",
}


def as_json_ld(board: Board, rows: Iterable[Processing]) -> dict[str, Any]:
    """One dpv:Process an activity, below the controller."""
    return {
        "@context": CONTEXT,
        "@type": "dpv:RecordOfProcessingActivities",
        "dct:title": f"Register van {board.name}",
        "dct:language": "nl",
        "dpv:hasApplicableLaw": "eu-gdpr:GDPR",
        "dpv:hasDataController": {"@type": "dpv:DataController", "schema:name": board.name},
        "dpv:hasProcess": [_process(row) for row in rows],
    }


def _process(row: Processing) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@id": f"urn:uuid:{row.pk}",
        "@type": "dpv:Process",
        "dct:identifier": row.code,
        "dct:title": row.name,
        "dpv:hasPurpose": {"@type": "dpv:Purpose", "dct:description": row.purpose},
        "dpv:hasLegalBasis": f"eu-gdpr:A6-1-{LegalBasis(row.basis).value}",
        "dpv:hasDataSubject": [{"@type": "dpv:DataSubject", "dct:title": row.subject_names}],
        "dpv:hasPersonalData": _personal_data(row),
        "dpv:hasDataSource": {"@type": "dpv:DataSource", "dct:title": row.source},
        "dpv:hasStorageCondition": {"@type": "dpv:StorageDuration", "dct:title": row.retention},
        "dpv:hasRecipient": [_recipient(one) for one in row.recipients.all()],
    }
    if row.published_on:
        found["dct:issued"] = row.published_on.isoformat()
    if row.school:
        found["dct:spatial"] = {"@type": "schema:School", "schema:name": row.school.name}
    return found


def _personal_data(row: Processing) -> list[dict[str, str]]:
    special = special_fields(row.data_fields)
    return [
        {"@type": SPECIAL if one in special else "dpv:PersonalData", "dct:identifier": one.value}
        for one in row.data_fields
    ]


def _recipient(row: Recipient) -> dict[str, Any]:
    return {
        "@type": ROLES[RecipientRole(row.role)],
        "schema:name": row.name,
        "dpv:hasCountry": f"loc:{row.country}",
    }
