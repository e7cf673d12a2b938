"""Eigen verzoeken in het antwoord: what was asked, decided, waited for and sent along (AVG 15)."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from requests_app.letters.package import Table, Value
from requests_app.models import (
    Attachment,
    DataRequest,
    DecisionPart,
    Extension,
    SuspensionPeriod,
)
from requests_app.models.words import GROUNDS
from requests_app.rules import GroundCode, PartOutcome

Listed = dict[UUID, list[str]]


def requests_table(rows: Iterable[DataRequest], *, with_words: bool) -> Table:
    """What was asked, and what the school decided.

    `with_words`: in the requester's own words, with the names of the files that were sent along; a
    pupil of 16 to whom a case was handed over gets none of the guardian's.
    """
    found = list(rows)
    parts, files = _parts_of(found), _files_of(found) if with_words else {}
    return Table(
        "verzoeken",
        _("Eigen verzoeken"),
        _("Wat de aanvrager eerder vroeg, en wat de school antwoordde."),
        (
            *(_("Verzoek"), _("Soort"), _("Ontvangen op"), _("Stand"), _("Gevraagd")),
            *(_("Moet worden"), _("Blijkt uit"), _("Bijlagen"), _("Pauzes"), _("Verlengd op")),
            _("Verlenging vervallen"),
            *(_("Besluit"), _("Beantwoord op"), _("Uitleg"), _("Per onderdeel")),
            _("Eigen verklaring"),
        ),
        tuple(
            (
                *_asked(row, with_words=with_words),
                tuple(files.get(row.pk, ())),
                *_term(row, with_words=with_words),
                *_answered(row),
                tuple(parts.get(row.pk, ())),
                _statement(row) if with_words else "",
            )
            for row in found
        ),
    )


def _asked(row: DataRequest, *, with_words: bool) -> tuple[Value, ...]:
    asked = getattr(row, "text", None) if with_words else None
    return (
        *(row.reference, str(row.what), row.received_on, row.get_state_display()),
        *((asked.scope, asked.should_be, asked.shown_by) if asked else ("", "", "")),
    )


def _term(row: DataRequest, *, with_words: bool) -> tuple[Value, ...]:
    """When the clock stood still and why, since when there is more time, and what was undone."""
    extension = getattr(row, "extension", None)
    pauses = tuple(_pause(one, with_why=with_words) for one in row.suspensions.all())
    lapsed = tuple(_lapsed(one) for one in row.former_extensions.all())
    return pauses, extension.notified_on if extension else None, lapsed


def _lapsed(one: Extension) -> str:
    facts = {
        "since": date_format(one.notified_on, "j F Y"),
        "back": date_format(one.taken_back_on or one.notified_on, "j F Y"),
    }
    return _("verlengd op %(since)s, teruggenomen op %(back)s") % facts


def _pause(one: SuspensionPeriod, *, with_why: bool) -> str:
    """Why a parent was asked something, doubt about authority for one, is not for the pupil."""
    why = one.get_reason_display() if with_why else _("vraag van de school")
    facts = {"since": date_format(one.since, "j F Y"), "why": why}
    if one.taken_back_on is not None:
        return _("gevraagd op %(since)s, ingetrokken: %(why)s") % facts
    if one.until is None:
        return _("vanaf %(since)s: %(why)s") % facts
    until = date_format(one.until, "j F Y")
    return _("van %(since)s tot %(until)s: %(why)s") % (facts | {"until": until})


def _answered(row: DataRequest) -> tuple[Value, ...]:
    decision = getattr(row, "decision", None)
    words = getattr(decision, "text", None)
    if decision is None:
        return "", None, ""
    return decision.outcome_words, decision.answered_on, words.words if words else ""


def _statement(row: DataRequest) -> str:
    own = getattr(row, "statement", None)
    return own.text if own else ""


def _parts_of(rows: list[DataRequest]) -> Listed:
    """Of each request its entries of the register, each with yes or no and why."""
    found: Listed = {}
    kept = DecisionPart.objects.filter(decision__request__in=[row.pk for row in rows])
    ready = kept.select_related("decision", "processing", "text")
    for one in ready.order_by("processing__position", "processing__name"):
        found.setdefault(one.decision.request_id, []).append(_part(one))
    return found


def _part(one: DecisionPart) -> str:
    said = f"{one.processing.name}: {one.get_outcome_display()}."
    if one.outcome == PartOutcome.GRANTED:
        return said
    words = getattr(one, "text", None)
    return " ".join([said, str(GROUNDS[GroundCode(one.ground)]), *([words.words] if words else [])])


def _files_of(rows: list[DataRequest]) -> Listed:
    """The names of what the requester sent along, with the request or a message."""
    found: Listed = {}
    own = Q(message=None) | Q(message__from_school=False)
    sent = Attachment.objects.filter(own, request__in=[row.pk for row in rows])
    for one in sent.select_related("file"):
        if one.request_id is not None and one.file.name:
            found.setdefault(one.request_id, []).append(one.file.name)
    return found
