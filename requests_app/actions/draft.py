"""Concept: what somebody is writing, kept on the server for 14 days and for nobody else.

Typing leaves no row in the log: nothing was asked yet.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.files.actions import CleanUpload, destroy_key, store
from portal.numbers import spans
from portal.people.models import User
from requests_app.actions.locks import Refused
from requests_app.models import Attachment, DataRequest, RequestDraft, Target
from requests_app.rules import DRAFT_KEPT, MOST_FILES

LONGEST = 4000  # signs of one answer


@transaction.atomic
def save_draft(
    target: Target,
    answers: Mapping[str, Sequence[str]],
    *,
    by: User,
    now: datetime,
    is_no_number: bool = False,
    uploads: Sequence[CleanUpload] = (),
    kept: Collection[UUID] | None = None,
) -> RequestDraft:
    """The one draft of this person about this target, written over.

    A text with what looks like a BSN is left out, unless the writer said that it is none (UAVG 46).
    `kept`: the files that stay; None leaves all of them.
    """
    facts = {"saved_at": now}
    rows = RequestDraft.objects.select_for_update()
    draft, _is_new = rows.get_or_create(user=by, target=target.key, defaults=facts)
    draft.answers = {
        name: [text[:LONGEST] for text in texts]
        for name, texts in answers.items()
        if is_no_number or not any(spans(text) for text in texts)
    }
    draft.saved_at = now
    draft.save(update_fields=["answers", "saved_at"])
    if kept is not None:
        _remove(draft, keep=kept)
    room = MOST_FILES - draft.attachments.count()
    for one in uploads[: max(0, room)]:
        file = store(one.content, name=one.name, content_type=one.content_type)
        Attachment.objects.create(draft=draft, file=file, added_by=by.pk)
    return draft


@transaction.atomic
def drop_draft(draft: RequestDraft) -> None:
    """Gone, with its files; nothing is kept of it."""
    held = RequestDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is not None:
        _remove(held, keep=())
        held.delete()


def turn_into(request: DataRequest, draft: UUID, *, target: Target, by: User) -> None:
    """The draft becomes this request: its files go along, in the transaction of the filing.

    Raises `Refused`: it was filed in another tab, or thrown away.
    """
    rows = RequestDraft.objects.select_for_update().filter(user=by, target=target.key)
    held = rows.filter(pk=draft).first()
    if held is None:
        raise Refused("draft_gone")
    held.attachments.update(draft=None, request=request)
    held.delete()


def forget_drafts(now: datetime) -> int:
    """Sweep: drafts that nobody touched for 14 days; the number that went."""
    old = list(RequestDraft.objects.filter(saved_at__lte=now - DRAFT_KEPT))
    for draft in old:
        drop_draft(draft)
    return len(old)


def _remove(draft: RequestDraft, *, keep: Collection[UUID]) -> None:
    today = timezone.localdate()
    for one in draft.attachments.exclude(pk__in=keep).select_related("file"):
        one.delete()
        destroy_key(one.file, today)
