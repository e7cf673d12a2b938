"""Wat weet de school: each processing as a family reads it of one child (AVG 13, 14, 15(1))."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import DateField, F, QuerySet, Value
from django.db.models.functions import Cast

from portal.people.access import Tie, subject_of
from portal.people.models import Pupil
from portal.people.rules import Right
from portal.prepared import Prepared
from portal.register.access.family import processings_for
from portal.register.models import Processing, Restriction, RetentionRule
from portal.register.models.processings import ProcessingQuerySet
from portal.register.rules import (
    Kept,
    LegalBasis,
    PupilFacts,
    RecipientRole,
    Topic,
    kept_until,
    known_fields,
)
from portal.register.rules.restrictions import StopReason, told_reason
from portal.register.wording import BASES, FIELD_NAMES, ROLES, TOPICS
from portal.register.wording_documents import STANDS_STILL
from portal.register.wording_keeping import names_inside

# On the page of a child; see portal/prepared.py.
RULES_OF: Prepared[RetentionRule] = Prepared(
    lambda board: RetentionRule.objects.filter(board=board).order_by("valid_from")
)


def _terms(board: UUID) -> QuerySet[Any, Any]:
    """The rules of a board with the columns of `_stops`."""
    no_day = Cast(Value(None), DateField())
    return (
        RetentionRule.objects.filter(board=board)
        .order_by()
        .annotate(kind=Value(TERM), ends_on=no_day)
        .values_list(
            "kind", "id", *("code", "counts_from", "years", "days", "valid_from"), "ends_on"
        )
    )


def _stops(pupil: UUID) -> QuerySet[Any, Any]:
    """What was stopped for a pupil, ever, with the columns of `_terms`."""
    return (
        Restriction.objects.filter(pupil=pupil)
        .order_by()
        .annotate(kind=Value(STOP), code=F("processing__code"), ends_on=F("ending__on"))
        .annotate(years=Value(0), days=Value(0))
        .values_list("kind", "id", "code", "why", "years", "days", "since", "ends_on")
    )


TERM, STOP = 1, 2
# Two small questions in one, because a page of a family asks eight at most (quality.md).
TERMS_AND_STOPS: Prepared[Any] = Prepared(
    lambda board, pupil: _terms(board).union(_stops(pupil), all=True)
)


class Still(NamedTuple):
    """It stands still for this child; `until`: the first day on which it goes on, when known."""

    since: date
    until: date | None
    why: StopReason

    @property
    def words(self) -> str:
        """Why, without a word about who asked."""
        return str(STANDS_STILL[self.why])


class Receiver(NamedTuple):
    """Who gets it, by name; `abroad`: outside the Netherlands."""

    name: str
    role: str
    abroad: bool

    @property
    def role_name(self) -> str:
        """What the recipient is, in the reader's language."""
        return str(ROLES[RecipientRole(self.role)])


class Known(NamedTuple):
    """All that stands on the card of a processing; equal for everybody who reads the same.

    It holds codes: the words are looked up when the card is drawn, which is once.
    """

    key: str
    name: str
    purpose: str
    child_text: str
    basis: str
    fields: tuple[str, ...]
    source: str
    retention: str
    kept: Kept
    inside: tuple[str, ...]
    receivers: tuple[Receiver, ...]
    consent_needed: bool
    consent_reason: str
    direct_marketing: bool
    objection: bool
    may_ask: bool
    is_self: bool
    still: Still | None

    @property
    def basis_name(self) -> str:
        """The legal basis in words."""
        return str(BASES[LegalBasis(self.basis)])

    @property
    def field_words(self) -> list[str]:
        """The fields in words, in the order of the closed list."""
        return [str(FIELD_NAMES[one]) for one in known_fields(self.fields)]

    @property
    def field_names(self) -> str:
        """The same on one line."""
        return ", ".join(self.field_words)

    @property
    def inside_names(self) -> str:
        """Which functions inside the school work with it, in words."""
        return names_inside(self.inside)


def known_of(tie: Tie) -> list[tuple[str, list[Known]]]:
    """What is published for this pupil under its headings; empty headings left out. Two queries.

    The terms are those of today: a newer row of a rule takes the place of an older one.
    """
    rules, still = _rules_and_still(tie)
    facts = facts_of(tie)
    rows = processings_for(tie)
    found = {topic: [row for row in rows if row.in_topic is topic] for topic in Topic}
    return [
        (str(TOPICS[topic]), [_known(row, rules, facts, still.get(row.code), tie) for row in some])
        for topic, some in found.items()
        if some
    ]


def find_processing(pupil: Pupil, pk: UUID) -> Processing | None:
    """A published processing that concerns this pupil; None for any other."""
    schools = set(pupil.enrolments.values_list("school_id", flat=True))
    rows: ProcessingQuerySet = Processing.objects.published().at(pupil.board_id, schools)
    return rows.filter(pk=pk).first()


def rules_of(board_id: UUID, today: date) -> dict[UUID, RetentionRule]:
    """By the id of any row of a rule: the row that is in force on a day."""
    return _in_force(RULES_OF(board_id), today)


def _in_force(found: Iterable[RetentionRule], today: date) -> dict[UUID, RetentionRule]:
    rows = sorted((row for row in found if row.valid_from <= today), key=lambda row: row.valid_from)
    newest = {row.code: row for row in rows}
    return {row.pk: newest[row.code] for row in rows}


def _rules_and_still(tie: Tie) -> tuple[dict[UUID, RetentionRule], dict[str, Still]]:
    """The rules of today, and by the code of a processing what stands still for this pupil."""
    rules, stopped = [], defaultdict(list)
    for kind, pk, code, word, years, days, since, ends_on in TERMS_AND_STOPS(
        tie.pupil.board_id, tie.pupil.pk
    ):
        if kind == TERM:
            facts = {"code": code, "counts_from": word, "years": years, "days": days}
            rules.append(RetentionRule(id=pk, valid_from=since, **facts))
        elif since <= tie.today and (ends_on is None or ends_on > tie.today):
            stopped[code].append((since, ends_on, StopReason(word)))
    still = {code: _still(rows) for code, rows in stopped.items()}
    return _in_force(rules, tie.today), still


def _still(rows: list[tuple[date, date | None, StopReason]]) -> Still:
    ends = [until for _since, until, _why in rows]
    return Still(
        since=min(since for since, _until, _why in rows),
        until=None if None in ends else max(one for one in ends if one),
        why=told_reason(why for _since, _until, why in rows),
    )


def facts_of(tie: Tie) -> PupilFacts:
    """What the rules need to know of this pupil."""
    return PupilFacts(
        left_on=tie.subject.left_on,
        file_until=tie.subject.kept_until,
        file_years=tie.pupil.board.pupil_file_years,
    )


def kept_of(pupil: Pupil, rows: Iterable[Processing], today: date) -> dict[UUID, Kept]:
    """Until when each of these processings keeps data of this pupil, by the rules of today."""
    subject = subject_of(pupil)
    facts = PupilFacts(subject.left_on, subject.kept_until, pupil.board.pupil_file_years)
    rules = rules_of(pupil.board_id, today)
    found = {}
    for row in rows:
        rule = rules.get(row.retention_rule_id) if row.retention_rule_id else None
        found[row.pk] = kept_until(rule.keeping if rule else None, facts, today)
    return found


def _known(
    row: Processing,
    rules: dict[UUID, RetentionRule],
    facts: PupilFacts,
    still: Still | None,
    tie: Tie,
) -> Known:
    rule = rules.get(row.retention_rule_id) if row.retention_rule_id else None
    return Known(
        key=str(row.pk),
        name=row.name,
        purpose=row.purpose,
        child_text=row.child_text,
        basis=row.basis,
        fields=tuple(row.fields),
        source=row.source,
        retention=row.retention,
        kept=kept_until(rule.keeping if rule else None, facts, tie.today),
        inside=tuple(row.inside),
        receivers=tuple(_receivers(row)),
        consent_needed=row.consent_needed,
        consent_reason=row.consent_reason,
        direct_marketing=row.direct_marketing,
        objection=row.objection,
        may_ask=tie.may(Right.REQUEST),
        is_self=tie.guardian_id is None,
        still=still,
    )


def _receivers(row: Processing) -> Iterable[Receiver]:
    for one in row.recipients.all():
        yield Receiver(one.name, one.role, one.country != "NL")
