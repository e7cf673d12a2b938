"""Dezelfde vraag elders: the codes of questions that were answered and are not asked here now."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from consent.last import Last
from consent.models import CurrentChoice, Purpose
from consent.rules import Answer, Word
from portal.prepared import Prepared

# Behind every page that weighs consent, when a no was said to something else (portal/prepared.py).
CODES_OF = Prepared(
    lambda purposes: Purpose.objects.filter(pk__in=purposes).order_by().values_list("pk", "code")
)


def codes_of(asked: Iterable[Purpose], rows: Iterable[CurrentChoice | Last]) -> dict[UUID, str]:
    """Purpose → what it asks, of all that is asked and of each no; mostly without a query.

    A row may bring the code of its question along as `asked_code`.
    """
    codes = {one.pk: one.code for one in asked}
    noes = [row for row in rows if row.answer != Answer.GIVEN and row.purpose_id not in codes]
    brought = {row.purpose_id: getattr(row, "asked_code", "") for row in noes}
    codes |= {key: code for key, code in brought.items() if code}
    unknown = {row.purpose_id for row in noes} - codes.keys()
    return codes | dict(CODES_OF(sorted(unknown))) if unknown else codes


def noes_elsewhere(
    code: str, rows: Iterable[CurrentChoice | Last], codes: Mapping[UUID, str]
) -> list[Word]:
    """Each no to the same question, of rows about what is not asked about this pupil now."""
    return [
        row.word for row in rows if row.answer != Answer.GIVEN and codes.get(row.purpose_id) == code
    ]
