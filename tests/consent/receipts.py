"""Reading a receipt back from the file for a computer, as a stranger's program would."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from consent.receipt import Party, Receipt, Said, Wording
from consent.rules import Answer, Capacity, GivenVia, Medium

MEDIA = {"Instagram": Medium.INSTAGRAM, "website van de school": Medium.WEBSITE}
ANSWERS = {
    "dpv:ConsentGiven": Answer.GIVEN,
    "dpv:RenewedConsentGiven": Answer.GIVEN,
    "dpv:ConsentRefused": Answer.REFUSED,
    "dpv:ConsentWithdrawn": Answer.WITHDRAWN,
}
Facts = dict[str, Any]


def parsed(content: str) -> Receipt:
    """The facts that stand in a file, and no others."""
    found = json.loads(content)
    records = found["dpv:hasRecordOfActivity"]
    subject, said = records[0]["dpv:hasDataSubject"][0], [_said(one) for one in records]
    giver = records[0]["dpv:hasConsentStatus"][0]["dpv:isIndicatedBy"][0]
    return Receipt(
        pupil=_party(subject),
        giver=_party(giver),
        board=_party(found["dct:publisher"][0]),
        made_on=date.fromisoformat(found["dct:created"][0]),
        said=tuple(one for rows in said for one in rows),
    )


def _said(record: Facts) -> list[Said]:
    process = record["dpv:hasProcess"][0]
    medium = MEDIA[process["dpv:hasRecipient"][0]["dct:title"][0]]
    purpose = _id(process["dpv:hasPurpose"][0])
    all_texts = record["dpv:hasNotice"] + record["dct:relation"]
    texts = {one["@id"]: _wording(one, purpose, medium) for one in all_texts}
    return [_answer(one, texts) for one in record["dpv:hasConsentStatus"]]


def _answer(status: Facts, texts: dict[str, Wording]) -> Said:
    entered = status["dct:dateSubmitted"]
    (text,) = status["dpv:hasNotice"] + status["dct:relation"]
    relation = status["dpv:isIndicatedBy"][0]["dpv:hasRelationWithDataSubject"][0]
    return Said(
        wording=texts[text["@id"]],
        answer=ANSWERS[status["@type"][0]],
        capacity=Capacity(_last(relation)),
        on=date.fromisoformat(status["dpv:isIndicatedAtTime"][0]),
        via=GivenVia(_last(status["dpv:hasIndicationMethod"][0])),
        entered_on=date.fromisoformat(entered[0]) if entered else None,
    )


def _wording(notice: Facts, purpose: UUID, medium: Medium) -> Wording:
    question, explanation, withdrawal, audience, kept, for_child = notice["dct:description"]
    return Wording(
        purpose_id=purpose,
        version=int(notice["dct:hasVersion"][0]),
        language=notice["dct:language"][0],
        fingerprint=notice["spdx:checksumValue"][0],
        medium=medium,
        in_force_on=date.fromisoformat(notice["dct:date"][0]),
        title=notice["dct:title"][0],
        question=question,
        explanation=explanation,
        withdrawal=withdrawal,
        audience=audience,
        kept=kept,
        for_child=for_child,
    )


def _party(facts: Facts) -> Party:
    return Party(_id(facts), facts["schema:name"][0])


def _id(facts: Facts) -> UUID:
    return UUID(_last(facts))


def _last(facts: Facts) -> str:
    return str(facts["@id"]).rpartition(":")[2]
