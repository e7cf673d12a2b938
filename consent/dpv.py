"""Bewijs for a computer: in the shape of ISO/IEC TS 27560, in the words of DPV. No claim of more.

Every property is an array, also with one value or none, so that a reader never finds two shapes.
"""

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from consent.models import Purpose
from consent.receipt import Receipt, Said, Wording, wordings_of
from consent.rules import Answer, Medium, is_picture

CONTEXT = {
    "dct": "http://purl.org/dc/terms/",
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "loc": "https://w3id.org/dpv/loc#",
    "pd": "https://w3id.org/dpv/pd#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
}
# The shapes that are followed; what is conformed to is our own, by the name below.
RECEIPT_SHAPE = "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr"
RECORD_SHAPE = "https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr"
OWN_RECEIPT, OWN_RECORD = "urn:zeggenschap:bewijs:1", "urn:zeggenschap:keuzes:1"

STATUS = {
    Answer.GIVEN: "dpv:ConsentGiven",
    Answer.REFUSED: "dpv:ConsentRefused",
    Answer.WITHDRAWN: "dpv:ConsentWithdrawn",
}
RENEWED = "dpv:RenewedConsentGiven"  # a yes to a newer text, after a yes
PICTURES, CONTACTS = ["pd:Picture"], ["pd:Name", "pd:TelephoneNumber"]
REQUIRED = {  # type → what each object of it has, here and in the shape that is followed
    "dpv:ConsentReceipt": {
        *("dct:identifier", "dct:conformsTo", "dct:created", "dct:publisher"),
        *("schema:recipient", "dpv:hasRecordOfActivity"),
    },
    "dpv:ConsentRecord": {
        *("dct:identifier", "dct:conformsTo", "dpv:hasDataSubject", "dpv:hasDataController"),
        *("dpv:hasDataProcessor", "dpv:hasJurisdiction", "dpv:hasApplicableLaw"),
        *("dpv:hasProcess", "dpv:hasConsentControl", "dpv:hasRight", "dpv:hasNotice"),
        "dpv:hasConsentStatus",
    },
    "dpv:Process": {
        *("dpv:hasRecipient", "dpv:hasPurpose", "dpv:hasPersonalData", "dpv:hasStorageCondition"),
    },
    "dpv:ConsentNotice": {"dct:date", "dct:language", "dct:coverage"},
    "dpv:ExpressedConsent": {
        *("dpv:isIndicatedBy", "dpv:hasIndicationMethod", "dpv:isIndicatedAtTime"),
    },
}
SPACE = uuid5(NAMESPACE_URL, OWN_RECEIPT)
Facts = dict[str, Any]


def as_json(receipt: Receipt) -> Facts:
    """The receipt as JSON-LD. Equal facts give equal files: no number comes from a counter."""
    with override("nl"):
        records = [_record(receipt, rows) for rows in receipt.by_purpose.values()]
    of_whom = [str(receipt.pupil.pk), str(receipt.giver.pk)]
    name = str(uuid5(SPACE, "/".join([*of_whom, receipt.made_on.isoformat(), str(receipt.said)])))
    return {
        "@context": CONTEXT,
        "@id": f"urn:uuid:{name}",
        "@type": ["dpv:ConsentReceipt"],
        "dct:identifier": [name],
        "dct:conformsTo": [OWN_RECEIPT],
        "dct:references": [RECEIPT_SHAPE],
        "dct:created": [receipt.made_on.isoformat()],
        "dct:publisher": [_named(receipt.board.pk, receipt.board.name)],
        "schema:recipient": [_role(receipt)],
        "dpv:hasRecordOfActivity": records,
    }


def _record(receipt: Receipt, rows: list[Said]) -> Facts:
    """All that was said about one purpose. Who processes for the board stands in the register.

    A notice is what was read; what an answer from elsewhere was put with is only a relation.
    """
    latest, texts = rows[-1].wording, wordings_of(rows)
    own = uuid5(SPACE, f"{receipt.pupil.pk}/{receipt.giver.pk}/{latest.purpose_id}")
    place = f"{settings.PORTAL_URL}{reverse('consent:choices', args=[receipt.pupil.pk])}"
    return {
        "@id": f"urn:uuid:{own}",
        "@type": ["dpv:ConsentRecord"],
        "dct:identifier": [str(own)],
        "dct:conformsTo": [OWN_RECORD],
        "dct:references": [RECORD_SHAPE],
        "dpv:hasDataSubject": [
            _named(receipt.pupil.pk, receipt.pupil.name) | {"skos:broader": ["dpv:Student"]}
        ],
        "dpv:hasDataController": [_named(receipt.board.pk, receipt.board.name)],
        "dpv:hasDataProcessor": [],
        "dpv:hasJurisdiction": ["loc:NL"],
        "dpv:hasApplicableLaw": ["eu-gdpr:GDPR"],
        "dpv:hasProcess": [_process(latest)],
        "dpv:hasConsentControl": [
            {"@type": ["dpv:ProvideConsent", "dpv:WithdrawConsent"], "dpv:isExercisedAt": [place]}
        ],
        "dpv:hasRight": [_right(place)],
        "dpv:hasNotice": [_notice(one) for one, is_read in texts.items() if is_read],
        "dct:relation": [_notice(one) for one, is_read in texts.items() if not is_read],
        "dpv:hasConsentStatus": _statuses(receipt, rows),
    }


def _process(wording: Wording) -> Facts:
    name = wording.channel or dict(Purpose.MEDIA).get(wording.medium or "", "")
    medium = [{"dct:title": [str(name)]}] if wording.medium else []
    until = {"@type": ["dpv:UntilEventDuration"], "rdf:value": [_("Intrekken")]}
    kept = [{"@type": ["dpv:Duration"], "rdf:value": [wording.kept]}] if wording.kept else []
    return {
        "@type": ["dpv:Process"],
        "dpv:hasPurpose": [
            {"@id": f"urn:uuid:{wording.purpose_id}", "dct:title": [wording.heading]}
        ],
        "dpv:hasRecipient": medium,
        "dpv:hasPersonalData": _data(wording.medium),
        "dpv:hasStorageCondition": [
            {"@type": ["dpv:StorageLocation"], "dpv:hasLocation": medium},
            {"@type": ["dpv:StorageDuration"], "dpv:hasDuration": [until, *kept]},
            {"@type": ["dpv:StorageDeletion"], "dct:description": [wording.withdrawal]},
        ],
    }


def _data(medium: Medium | None) -> list[str]:
    if medium is Medium.CONTACT_LIST:
        return CONTACTS
    return PICTURES if medium is None or is_picture(medium) else ["dpv:PersonalData"]


def _right(place: str) -> Facts:
    return {
        "@type": ["dpv:DataSubjectRight", "eu-gdpr:A7-3"],
        "dct:title": [_("Toestemming intrekken")],
        "dpv:isExercisedAt": [place],
    }


def _notice(wording: Wording) -> Facts:
    """A version of the text; without words only its number and fingerprint are left."""
    since = wording.in_force_on.isoformat() if wording.in_force_on else ""
    return {
        "@id": _notice_id(wording),
        "@type": ["dpv:ConsentNotice"],
        "dct:date": [since] if since else [],
        "dct:language": [wording.language],
        "dct:coverage": [f"{since}/.."] if since else [],
        "dct:hasVersion": [str(wording.version)],
        "dct:title": [wording.title] if wording.title else [],
        "dct:description": list(wording.texts),
        "spdx:checksumValue": [wording.fingerprint],
    }


def _notice_id(wording: Wording) -> str:
    read = f"{wording.purpose_id}/{wording.version}/{wording.language}/{wording.fingerprint}"
    return f"urn:uuid:{uuid5(SPACE, read)}"


def _statuses(receipt: Receipt, rows: list[Said]) -> list[Facts]:
    before = [None, *(row.answer for row in rows)]
    return [_status(receipt, row, last) for row, last in zip(rows, before, strict=False)]


def _status(receipt: Receipt, row: Said, last: Answer | None) -> Facts:
    """One answer: always in so many words, so expressed; `last` is the one before it."""
    again = row.answer is Answer.GIVEN and last is Answer.GIVEN
    giver = _named(receipt.giver.pk, receipt.giver.name)
    via, capacity = f"urn:zeggenschap:kanaal:{row.via}", f"urn:zeggenschap:als:{row.capacity}"
    relation = {"@id": capacity, "dct:title": [str(row.capacity_words)]}
    text, school = [{"@id": _notice_id(row.wording)}], _named(receipt.board.pk, receipt.board.name)
    return {
        "@type": [RENEWED if again else STATUS[row.answer], "dpv:ExpressedConsent"],
        "dpv:isIndicatedBy": [
            giver | {"@type": [_role(receipt)], "dpv:hasRelationWithDataSubject": [relation]}
        ],
        "dpv:hasIndicationMethod": [{"@id": via, "dct:title": [row.via_words]}],
        "dpv:isIndicatedAtTime": [row.on.isoformat()],
        "dct:dateSubmitted": [row.entered_on.isoformat()] if row.entered_on else [],
        "dct:contributor": [school] if row.entered_on else [],
        "dpv:hasNotice": text if row.is_read else [],
        "dct:relation": [] if row.is_read else text,
    }


def _role(receipt: Receipt) -> str:
    return "dpv:DataSubject" if receipt.is_self else "dpv:GuardianOfDataSubject"


def _named(pk: UUID, name: str) -> Facts:
    return {"@id": f"urn:uuid:{pk}", "schema:name": [name]}
