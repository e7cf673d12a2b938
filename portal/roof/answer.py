"""Het antwoord op inzage: asked of every feature, put together, made by a job (AVG 15, 20).

A package is a row first, then a zip on disk, then a row that is made: a kill in between leaves the
row, and the next round makes it again. The features give plain facts; nobody else sees them all.
"""

import logging
from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils import timezone, translation

from consent.models import Choice
from portal.files.actions import FileDamaged, FileGone, FileRefused, write_file
from portal.people.access import Tie, subject_of, tie_about
from portal.people.models import Guardian, Guardianship, Pupil
from portal.people.rules import Authority, Link, Term
from portal.roof import answer_facts as facts
from portal.roof import answer_own as own
from portal.roof.answer_facts import Scope
from portal.roof.answer_requests import requests_table
from requests_app import actions
from requests_app.access import answer as access
from requests_app.access import collecting
from requests_app.letters.package import (
    Contents,
    Enclosed,
    Table,
    beside,
    write_package,
)
from requests_app.models import AnswerPackage, DataRequest, Gone, NotedPerson, receiver_of

logger = logging.getLogger(__name__)
OUTSIDE = UUID(int=0)  # who is not in the administration has no rows of their own


def make_due(now: datetime) -> int:
    """Sweep: asks for the packages of new answers, and makes what was asked; how many were made."""
    today = timezone.localtime(now).date()
    for request in access.answers_without_package():
        if not collecting.blocks_of(request, today) and access.may_have(request, today):
            actions.ask_package(request, by=None, now=now)
    return sum(make(pk, now) for pk in access.packages_to_make())


def make(pk: UUID, now: datetime) -> bool:
    """One package; False when it could not be made: it stays asked, and its tries are counted."""
    package = actions.begin_package(pk)
    if package is None:
        return False
    today = timezone.localtime(now).date()
    request = access.request_of(package)
    if collecting.blocks_of(request, today) or not access.may_have(request, today):
        return False
    try:
        contents = contents_of(request, package, today)
        file = write_file(
            lambda out: write_package(contents, out),
            name=f"antwoord-{request.reference}.zip",
            content_type="application/zip",
        )
    except (FileRefused, FileGone, FileDamaged) as error:
        logger.error("answer: package %s not made: %s", pk, type(error).__name__)
        return False
    hidden = access.touches_hidden(request)
    return actions.finish_package(package, file, touches_hidden=hidden, now=now)


def contents_of(request: DataRequest, package: AnswerPackage, today: date) -> Contents:
    """Everything that belongs in it on a day, as plain facts; the page in English when asked."""
    tables, files = _said_in("nl", request, today)
    page: tuple[Table, ...] = ()
    if request.in_english:
        page = beside(tables, _said_in("en", request, today)[0])
    return Contents(
        reference=request.reference,
        about=str(request.subject),
        requester=str(_receiver(request)),
        board=request.board.name,
        made_on=timezone.localtime(package.asked_at).date(),
        tables=tables,
        page=page,
        language="en" if request.in_english else "nl",
        documents=tuple(files),
        letter=request.decision.letter if request.decision.letter.is_readable else None,
        informal=isinstance(_receiver(request), Pupil),
    )


def _said_in(
    language: str, request: DataRequest, today: date
) -> tuple[tuple[Table, ...], list[Enclosed]]:
    """All tables, and the files that go along."""
    with translation.override(language):
        documents, files = own.documents_table(access.documents_of(request))
        found = [*_tables(request, _scope_of(request), files, today), documents]
    return tuple(found), files


def _scope_of(request: DataRequest) -> Scope:
    chosen = access.chosen_entries(request)
    return Scope(frozenset(chosen), request.scope_from, request.scope_until)


def _tables(
    request: DataRequest, scope: Scope, files: list[Enclosed], today: date
) -> Iterator[Table]:
    handed = _is_handed(request)
    mine = [access.with_texts(request)] if handed else own.own_requests(request)
    tie = _tie_of(request, today)
    if tie is not None:
        yield from _of_pupil(request, tie, scope, mine, files)
    else:
        yield from _of_oneself(request, scope, mine)
    if scope.is_all:
        yield requests_table(mine, with_words=not handed)
        yield own.messages_table(mine, scope, to=request.subject_pupil if handed else None)


def _tie_of(request: DataRequest, today: date) -> Tie | None:
    """What ties who gets it to the pupil; None for one's own data."""
    pupil = request.subject_pupil
    if pupil is None:
        return None
    prefetch_related_objects(
        [pupil], "board", "enrolments__school", "guardianships", "mandates", "representations"
    )
    if request.requester_noted and not _is_handed(request):
        shown = Link(term=Term(today), authority=Authority.YES)  # else no package is made
        return Tie(pupil, OUTSIDE, shown, subject_of(pupil), today)
    return tie_about(pupil, None if _is_handed(request) else request.requester_guardian_id, today)


def _receiver(request: DataRequest) -> Guardian | Pupil | NotedPerson | Gone:
    """Who gets it: who asked, or the pupil of 16 to whom the case was handed over."""
    return receiver_of(request, request.decision.answered_on)


def _is_handed(request: DataRequest) -> bool:
    """Whether another one gets it than who asked: of that one nothing goes along."""
    return _receiver(request) != request.requester


def _of_pupil(
    request: DataRequest,
    tie: Tie,
    scope: Scope,
    mine: list[DataRequest],
    files: list[Enclosed],
) -> Iterator[Table]:
    rows = facts.processings_in(tie, scope)
    if scope.is_all:
        yield facts.pupil_table(tie)
        yield facts.enrolments_table(tie)
        yield facts.groups_table(tie)
        if tie.guardian_id == OUTSIDE:
            yield own.noted_table(request.noted)
        elif tie.guardian_id is not None:
            yield own.authority_table(tie)
    yield facts.processings_table(rows, facts.keeping_of(tie, rows))
    yield facts.shared_table(tie, scope, {row.name for row in rows})
    if scope.is_all:
        yield facts.announced_table(tie, scope)
        yield facts.consent_table(tie)
        yield facts.choices_table(facts.own_choices(tie), scope)
        yield facts.published_table(tie, scope)
        reports, more = own.reports_table(tie, scope)
        files.extend(more)
        yield reports
        yield own.looks_table(tie, mine, scope)


def _of_oneself(request: DataRequest, scope: Scope, mine: list[DataRequest]) -> Iterator[Table]:
    guardian = request.subject_guardian
    rows = collecting.entries_of(request)
    if scope.is_all and guardian is not None:
        yield own.guardian_table(guardian)
        yield own.ties_table(Guardianship.objects.filter(guardian=guardian))
    elif scope.is_all and request.requester_noted:
        yield own.noted_table(request.noted)
    yield facts.processings_table(rows, {})
    if scope.is_all and guardian is not None:
        choices = Choice.objects.filter(guardian_id=guardian.pk).order_by("id")
        yield facts.choices_table(choices, scope)
        yield own.looks_at_oneself(guardian, mine, scope)
