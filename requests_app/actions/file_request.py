"""Verzoek indienen: receipt counts, whatever is still unclear (AVG 12(3), law.md §3)."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from portal.files.actions import store
from portal.joint import in_one_statement
from portal.people.models import Board, User
from portal.written import Counter, Written
from requests_app import mails
from requests_app.actions.advertising import stop_advertising
from requests_app.actions.draft import turn_into
from requests_app.actions.log import logged
from requests_app.actions.own_data import freeze_by_task
from requests_app.models import (
    Ask,
    Attachment,
    CaseNumber,
    DataRequest,
    RequestPart,
    RequestText,
    Target,
)
from requests_app.rules import MOST_FILES, Kind

# With every request that is filed; see portal/written.py.
NUMBERS = Counter(CaseNumber, "last", key=("board", "year"))
REQUESTS, WORDS = Written(DataRequest), Written(RequestText)


def file_request(
    target: Target,
    ask: Ask,
    *,
    by: User,
    today: date,
    draft: UUID | None = None,
    pk: UUID | None = None,
) -> DataRequest:
    """The request is received today. ValueError for a kind that the target does not offer.

    `draft`: what it was until now; its files go along. Raises `Refused` when that is gone.
    `pk`: its key, where somebody had to know it before.
    """
    if ask.kind not in target.kinds:
        raise ValueError(f"{ask.kind} is not offered")
    with transaction.atomic(savepoint=False):  # a refusal ends the post that it is part of
        request = _received(target, ask, by=by, today=today, pk=pk)
        with in_one_statement():
            add_words(request, ask)
            _note(request, by, number_confirmed=ask.number_confirmed)
            mails.request_received(request, by=by)
            # last, since from here on nobody else gets one
            request.number = next_number(target.board, request.year)
            REQUESTS.lay(request)
        add_details(request, ask, today=today)
        if draft is not None:
            turn_into(request, draft, target=target, by=by)
    return request


def _received(target: Target, ask: Ask, *, by: User, today: date, pk: UUID | None) -> DataRequest:
    """As it will be, but for its number."""
    reglement = target.board.reglement_on(today)
    return DataRequest(
        pk=pk or uuid4(),
        board=target.board,
        school=target.school,
        year=today.year,
        kind=ask.kind.value,
        direct_marketing=ask.direct_marketing,
        **target.persons,
        processing=ask.processing,
        about_request=ask.about_request,
        scope_from=ask.scope_from,
        scope_until=ask.scope_until,
        in_english=ask.in_english,
        filed_by=by.pk,
        received_on=today,
        reglement=reglement,
    )


def add_words(request: DataRequest, ask: Ask) -> None:
    """What was written. Its row may wait, so it is not handed out with the request."""
    words = {"scope": ask.scope, "should_be": ask.should_be, "shown_by": ask.shown_by}
    WORDS.lay(RequestText(request_id=request.pk, **words))


def add_details(request: DataRequest, ask: Ask, *, today: date) -> None:
    """Which entries it is about, what came along, and what stops at once."""
    if ask.parts:
        parts = (RequestPart(request=request, processing=one) for one in ask.parts)
        RequestPart.objects.bulk_create(parts)
    for one in ask.uploads[:MOST_FILES]:
        file = store(one.content, name=one.name, content_type=one.content_type)
        Attachment.objects.create(request=request, file=file, added_by=request.filed_by)
    if ask.kind is Kind.OBJECTION:
        stop_advertising(request, ask, today=today)
        freeze_by_task(request, today=today)


def next_number(board: Board, year: int) -> int:
    """The next one, gap-free: the counter is locked until the request with its number is there."""
    while (number := NUMBERS.up(board.pk, year)) is None:
        CaseNumber.objects.get_or_create(board=board, year=year)  # the first of the year
    return number


def _note(request: DataRequest, by: User, *, number_confirmed: bool) -> None:
    """Of a number that looked like a BSN only the fact is kept (product.md rule 10)."""
    logged(
        "requests.file",
        request,
        by,
        kind=request.kind,
        number_confirmed=number_confirmed,
    )
