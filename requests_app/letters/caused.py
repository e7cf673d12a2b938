"""Wat een besluit veroorzaakt: the entries that it grants, and who got them (AVG 19).

Who received data comes from the log that the family sees: what is hidden is no part of it, the
officer decides about that (law.md §6).
"""

from collections.abc import Iterable

from django.db.models import Q

from portal.register.models import Disclosure, Processing, Recipient, Restriction
from portal.register.rules.restrictions import StopEnd, StopReason
from requests_app.letters.follows import YES, Caused
from requests_app.models import DataRequest
from requests_app.rules import PART_YES, TOLD, Kind, Outcome


def caused_by(row: DataRequest) -> Caused:
    """The entries that its decision granted, and who got them."""
    parts = row.decision.parts.select_related("processing").order_by("processing__position", "pk")
    found = [(one.processing, one.outcome) for one in parts]
    return caused_of(row, Outcome(row.decision.outcome), found)


def caused_of(
    row: DataRequest, outcome: Outcome, parts: Iterable[tuple[Processing, str]]
) -> Caused:
    """The same of a decision with these answers, before it is taken."""
    found, contested = list(parts), _contested(row)
    if outcome not in YES:
        whole = [one for one, _answer in found] or filter(None, [row.processing])
        return Caused((), (), tuple(whole if contested is None else contested))
    granted = tuple(one for one, answer in found if answer in PART_YES)
    others = tuple(one for one, answer in found if answer not in PART_YES)
    if not found and row.processing:
        granted = (row.processing,)
    others = others if contested is None else contested
    return Caused(granted, tuple(recipients_of(row, granted)), others)


def _contested(row: DataRequest) -> tuple[Processing, ...] | None:
    """What stands still until a correction is decided (AVG 18(1)(a)); None: no correction."""
    if row.kind != Kind.CORRECTION:
        return None
    over = Q(ending=None) | Q(ending__because=StopEnd.CHECKED.value)
    rows = Restriction.objects.of_request(row.pk).filter(over, why=StopReason.ACCURACY.value)
    return tuple(one.processing for one in rows.select_related("processing"))


def recipients_of(row: DataRequest, granted: tuple[Processing, ...]) -> list[Recipient]:
    """Every recipient of a visible disclosure about these entries; of none named: of all."""
    pupil = row.subject_pupil
    if pupil is None or Kind(row.kind) not in TOLD:
        return []
    shared = Disclosure.objects.visible_to(pupil).order_by()
    if granted:
        codes = {one.code for one in granted}
        shared = shared.filter(processing__code__in=codes)
    found = Recipient.objects.filter(disclosures__in=shared.values("pk")).distinct()
    return list(found.order_by("name", "pk"))


def hidden_recipients_of(row: DataRequest, granted: Iterable[Processing]) -> list[Recipient]:
    """Who got data about these entries by a hidden row; of none named: by any (AVG 19)."""
    pupil = row.subject_pupil
    if pupil is None or Kind(row.kind) not in TOLD:
        return []
    shared = Disclosure.objects.hidden_from(pupil).order_by()
    if codes := {one.code for one in granted}:
        shared = shared.filter(processing__code__in=codes)
    found = Recipient.objects.filter(disclosures__in=shared.values("pk")).distinct()
    return list(found.order_by("name", "pk"))
